"""`scraper extract`: pages in, records out."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import click

from scraper.cli.options import captured_at_option, jobs_option, network_options, output_option, url_option

# Those of `scraper.export`, which is not imported for a help page.
FORMAT_CHOICES = ("json", "jsonl", "markdown", "text", "csv", "jsonld")


@click.command("extract")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMAT_CHOICES),
    default="json",
    show_default=True,
    help="How to print; several records in json are printed as jsonl.",
)
@output_option
@url_option
@captured_at_option
@jobs_option
@network_options
def command(
    sources: tuple[str, ...],
    form: str,
    output: str | None,
    url: str | None,
    captured_at: datetime | None,
    jobs: int | None,
    **network: Any,
) -> int:
    """Print the record of each page.

    A SOURCE is a saved page (HTML or plain text), a folder of such pages, a WARC file, an address, or - for standard
    input.
    """
    from scraper.cli.batch import Tally, work
    from scraper.cli.network import Network
    from scraper.cli.output import open_output
    from scraper.cli.sources import is_warc, open_sources, read_sources
    from scraper.export import FORMATS
    from scraper.pipeline import rendered

    given = read_sources(sources, url=url, captured_at=captured_at)
    total = None if any(map(is_warc, given)) else len(given)
    name = form if total == 1 else FORMATS[form].many
    tally = Tally(total)
    with open_output(output, pages=given) as write:
        pages = open_sources(given, Network(**network))
        before = FORMATS[name].head
        for text in tally.good(work(partial(rendered, form=name), pages, total=total, jobs=jobs)):
            write(before + text)
            before = FORMATS[name].between
    return tally.report()
