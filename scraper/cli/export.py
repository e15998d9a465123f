"""`scraper export`: the records of an archive as a file for other programs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from scraper.cli.archives import archive_options, limit_options, open_archive, question
from scraper.cli.options import output_option, writing_options
from scraper.errors import UsageError

if TYPE_CHECKING:
    from scraper.export import Writing
    from scraper.store import Archive
    from scraper.store.search import Question


@click.command("export")
@archive_options
@limit_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "csv", "parquet", "sqlite", "markdown", "text", "jsonld")),
    default="jsonl",
    show_default=True,
    help="parquet and sqlite need -o FILE, parquet the extra `parquet`.",
)
@output_option
@writing_options
def command(
    folder: str | None,
    db: str | None,
    site: str | None,
    since: datetime | None,
    until: datetime | None,
    form: str,
    output: str | None,
    *,
    fields: tuple[str, ...],
    is_short: bool,
    excel: bool,
    has_links: bool,
) -> int:
    """Write the newest record of every story, in the order in which they were stored.

    With it go its id, version, captured_at and cluster_id, by which it can be joined with the tables of the archive.
    """
    from scraper.export import FORMATS, OF_A_STORY, Writing

    is_table = form in {"parquet", "sqlite"}
    many = form if is_table else FORMATS[form].many
    writing = Writing(many, fields, is_short, excel, OF_A_STORY, has_links=has_links).checked()
    with open_archive(folder, db) as archive:
        asked = question("", site, since, until)
        count = _table(archive, asked, writing, output) if is_table else _lines(archive, asked, writing, output)
    click.echo(f"{count} records", err=True)
    return 0 if count else 3


def _lines(archive: Archive, asked: Question, writing: Writing, output: str | None) -> int:
    from scraper.cli.output import open_output

    count = 0
    with open_output(output) as write:
        before = writing.head
        for stored, article in archive.stored(asked):
            write(before + writing.text(article, stored))
            before = writing.between
            count += 1
    return count


def _table(archive: Archive, asked: Question, writing: Writing, output: str | None) -> int:
    from scraper.export import flat, parquet, sqlite

    if output is None:
        raise UsageError(f"a {writing.form} table is written to a file; give -o FILE.{writing.form}")
    rows = archive.stored(asked)
    try:
        if writing.form == "parquet":
            return parquet.write(output, rows)
        return sqlite.write(output, (flat(one, stored) for stored, one in rows), writing.fields or writing.columns)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {(error.strerror or str(error)).lower()}") from error
