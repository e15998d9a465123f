"""`scraper report`: what an archive holds, as one page of pictures."""

from __future__ import annotations

from pathlib import Path

import click

from scraper.cli.archives import open_archive
from scraper.cli.options import paths
from scraper.cli.places import located
from scraper.errors import UsageError


@click.command("report")
@click.argument("archive", metavar="[ARCHIVE]", required=False, shell_complete=paths)
@click.option("-o", "--output", metavar="FILE", default="report.html", show_default=True, shell_complete=paths,
              help="Write the page here.")  # fmt: skip
@click.option("--db", metavar="URL", help="The tables are in this database: postgresql://USER@HOST/NAME.")
@click.option("--title", metavar="TEXT", help="What stands above the page.  [default: the name of the archive]")
def command(archive: str | None, output: str, db: str | None, title: str | None) -> int:
    """Write one page of pictures about an ARCHIVE: days covered, sections, authors, words, copies, weather, outcomes.

    The page is one file that asks for nothing from the network, to be opened, printed or sent. Without ARCHIVE it is
    the one that SCRAPER_ARCHIVE names or that you are in.
    """
    from scraper.report import document

    place = located(archive, db)
    with open_archive(place.folder, place.db) as opened:
        figures = opened.figures()
    name = Path(place.folder).resolve().name if place.folder else (place.db or "").rpartition("/")[2]
    try:
        Path(output).write_text(document(figures, title or name), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    click.echo(f"{output}: {figures.stories:,} stories", err=True)
    return 0 if figures.stories else 3
