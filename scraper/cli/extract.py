"""`scraper extract`: pages in, records out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.options import (
    captured_at_option,
    jobs_option,
    network_options,
    output_option,
    paths,
    sites_option,
    url_option,
    writing_options,
)

if TYPE_CHECKING:
    from scraper.batch import Input, Siblings
    from scraper.cli.batch import Tally
    from scraper.cli.columns import Columns
    from scraper.export import Writing
    from scraper.model import Article, Failure

# Those of `scraper.export`, which is not imported for a help page.
FORMAT_CHOICES = ("json", "jsonl", "markdown", "text", "csv", "jsonld", "parquet", "sqlite")
TABLES = ("parquet", "sqlite")


@click.command("extract")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", shell_complete=paths)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMAT_CHOICES),
    default="json",
    show_default=True,
    help="How to print; several records in json are printed as jsonl. parquet and sqlite need -o FILE.",
)
@output_option
@click.option(
    "--split", is_flag=True, help="Write a file a page into the folder -o DIR, under the names of the sources."
)
@writing_options
@click.option(
    "--urls",
    metavar="FILE",
    shell_complete=paths,
    help="Read the pages at the addresses in FILE, one a line, too; - is standard input.",
)
@url_option
@click.option(
    "--join", "is_joined", is_flag=True, help="The sources are the pages of one article, in order: one record."
)
@captured_at_option
@jobs_option
@click.option(
    "--same-host",
    is_flag=True,
    help="The pages are of one site, those of a WARC file of their hosts: text that several of them print is no body.",
)
@click.option(
    "--text-column",
    metavar="NAME",
    help="Read JSON Lines, CSV (*.jsonl, *.csv, also as .gz) and Parquet files as tables: the page is the text in this "
    "column.",
)
@click.option("--url-column", metavar="NAME", help="The column of such a table with the page's address.")
@network_options
@sites_option
def command(
    sources: tuple[str, ...],
    form: str,
    *,
    output: str | None,
    split: bool,
    fields: tuple[str, ...],
    is_short: bool,
    excel: bool,
    has_links: bool,
    urls: str | None,
    url: str | None,
    is_joined: bool,
    captured_at: datetime | None,
    jobs: int | None,
    same_host: bool,
    text_column: str | None,
    url_column: str | None,
    sites: tuple[str, ...],
    **network: Any,
) -> int:
    """Print the record of each page.

    A SOURCE is a saved page (HTML, MHTML or plain text, also as .gz), a folder or pattern of such pages, a WARC or WET
    file, a table of texts, an address, or - for standard input, which is read too when nothing is named. With --join
    they are the pages of one article; --url is then the first one's address.
    """
    from scraper.batch import outcomes_in_turn
    from scraper.cli.batch import Tally
    from scraper.cli.columns import Columns, is_table
    from scraper.cli.network import Network
    from scraper.cli.output import open_output
    from scraper.cli.sources import is_warc, open_sources, read_sources
    from scraper.cli.written import Run, one_after_the_other, split_up, tabled
    from scraper.errors import UsageError
    from scraper.export import FORMATS, Writing
    from scraper.sites import chosen_sites

    chosen_sites(sites)  # a wrong rule ends the command before the first page
    if url_column and not text_column:
        raise UsageError("--url-column is of a table of texts: name the texts with --text-column")
    columns = Columns(text_column, url_column)
    writing = Writing(form, fields, is_short, excel, has_links=has_links).checked()
    if (split or form in TABLES) and (output is None or is_joined or (split and form in TABLES)):
        raise UsageError("--split needs -o DIR, parquet and sqlite need -o FILE; neither goes with the other or --join")
    named = None if is_joined else url
    given = read_sources(sources, urls=urls, url=named, captured_at=captured_at, columns=columns)
    if text_column and not any(page.failure or is_table(page, columns) for page in given):
        raise UsageError("--text-column is of tables, files named *.jsonl, *.csv or *.parquet; no source is one")
    if is_joined and same_host:
        raise UsageError("--join takes the pages of one article, --same-host those of many: use one of them")
    if is_joined:
        given[0] = given[0]._replace(url=url or given[0].url)
    total = None if any(is_warc(page) or is_table(page, columns) for page in given) else len(given)
    pages = open_sources(given, Network(**network), columns)
    run = Run(pages, total, jobs, sites, _siblings(given, columns) if same_host else {}, Tally(total))
    with run.tally:
        if split:
            return split_up(run, writing, output or "", given)
        if form in TABLES:
            return tabled(run, writing, output or "", given)
        with open_output(output, pages=given) as write:
            if is_joined:
                _write_joined(outcomes_in_turn(pages, sites=sites), writing, run.tally, write)
            elif total == 1:
                one_after_the_other(run, writing, write)
            else:
                one_after_the_other(run, writing._replace(form=FORMATS[form].many, is_many=True), write)
    return run.tally.report()


def _siblings(given: Sequence[Input], columns: Columns) -> Siblings:
    """Return some of the saved pages as a sample of what their sites print everywhere."""
    from scraper.batch import sample_siblings
    from scraper.cli.network import Network
    from scraper.cli.sources import is_address, open_sources
    from scraper.errors import UsageError

    if any(is_address(page.name) for page in given):
        raise UsageError("--same-host compares saved pages; fetch these first, into a WARC file")
    return sample_siblings(open_sources(given, Network(), columns))


def _write_joined(
    results: Iterator[Article | Failure], writing: Writing, tally: Tally, write: Callable[[str], None]
) -> None:
    """Write the one record of all pages; a page that is no article is left out, and named like any that fails."""
    from scraper.parse import join

    articles = list(tally.good(results))
    if articles:
        write(writing.head + writing.text(join(articles)))
