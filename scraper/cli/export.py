"""`scraper export`: the records of an archive as a file for other programs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from scraper.cli.archives import archive_options, limit_options, open_archive, question
from scraper.cli.options import output_option
from scraper.errors import UsageError

if TYPE_CHECKING:
    from scraper.store import Archive
    from scraper.store.search import Question


@click.command("export")
@archive_options
@limit_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "csv", "parquet")),
    default="jsonl",
    show_default=True,
    help="parquet needs -o and the extra scraper[parquet].",
)
@output_option
def command(
    folder: str | None,
    db: str | None,
    site: str | None,
    since: datetime | None,
    until: datetime | None,
    form: str,
    output: str | None,
) -> int:
    """Write the newest record of every story, in the order in which they were stored."""
    with open_archive(folder, db) as archive:
        asked = question("", site, since, until)
        count = _table(archive, asked, output) if form == "parquet" else _lines(archive, asked, form, output)
    click.echo(f"{count} records", err=True)
    return 0 if count else 3


def _lines(archive: Archive, asked: Question, form: str, output: str | None) -> int:
    from scraper.cli.output import open_output
    from scraper.export import FORMATS

    chosen, count = FORMATS[form], 0
    with open_output(output) as write:
        before = chosen.head
        for _, article in archive.records(asked):
            write(before + chosen.render(article))
            before = chosen.between
            count += 1
    return count


def _table(archive: Archive, asked: Question, output: str | None) -> int:
    from scraper.export import parquet

    if output is None:
        raise UsageError("a Parquet table is written to a file; give -o FILE.parquet")
    try:
        return parquet.write(output, archive.records(asked))
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {(error.strerror or str(error)).lower()}") from error
