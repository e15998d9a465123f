"""What a verb is given on the command line: files, folders, WARC files, `-` and addresses become the pages to read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.batch import Input, as_input
from scraper.cli.columns import TABLE_NAME, Columns, is_table, read_table
from scraper.cli.network import Network
from scraper.errors import NothingFound, ScraperError, StorageError, UsageError
from scraper.model import Failure, Wall
from scraper.pipeline import attempt

if TYPE_CHECKING:
    from scraper.fetch import Outcome

# Saved pages; a mirror of a site keeps the query in the name: `view.html?id=1`, `view.php@id=1`.
PAGE_NAME = re.compile(r"\.(?:x?html?|mht(?:ml)?|shtml|php\d?|aspx?|jsp|txt)(?:[?@].*)?$", re.IGNORECASE)
WARC_NAME = re.compile(r"\.(?:w?arc|wet)(?:\.gz)?$", re.IGNORECASE)
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
HOST = re.compile(r"^[\w-]+(\.[\w-]+)+(:\d+)?/")
NO_COLUMNS = Columns()


def read_sources(
    sources: Sequence[str],
    *,
    url: str | None = None,
    captured_at: datetime | None = None,
    columns: Columns = NO_COLUMNS,
) -> list[Input]:
    """Return what `sources` name, the files of a folder in the order of their paths; with `columns` its tables too.

    A source that can't be read has its failure. Raises `UsageError` when `url` is given for several.
    """
    pages = [page for source in sources for page in _pages(source, columns)]
    if url is not None and (len(pages) != 1 or is_warc(pages[0]) or is_table(pages[0], columns)):
        raise UsageError(f"--url is the address of one page, but there are {len(pages) if len(pages) > 1 else 'many'}")
    return [page._replace(url=url or page.url, captured_at=captured_at) for page in pages]


def open_sources(given: Sequence[Input], network: Network, columns: Columns = NO_COLUMNS) -> Iterator[Input]:
    """Yield the pages in order: addresses with what was fetched from there, WARC files and tables as what they hold."""
    with ExitStack() as stack:
        came: dict[str, Outcome] = {}
        addresses = dict.fromkeys(page.name for page in given if is_address(page.name))
        coming = _fetch(stack, list(addresses), network) if addresses else iter(())
        for page in given:
            if is_warc(page):
                yield from _warc(page)
            elif is_table(page, columns):
                yield from read_table(page, columns)
            elif is_address(page.name):
                while page.name not in came:
                    outcome = next(coming)
                    came[outcome.url] = outcome
                yield _arrived(page, came[page.name])
            else:
                yield page


def is_address(source: str) -> bool:
    """Whether the source is an address to fetch.

    >>> is_address("https://gazette.example/a"), is_address("page.html")
    (True, False)
    """
    return source.lower().startswith(("http://", "https://"))


def is_warc(page: Input) -> bool:
    """Whether the source is a file of many pages."""
    return page.path is not None and WARC_NAME.search(page.path) is not None


def _fetch(stack: ExitStack, addresses: Sequence[str], network: Network) -> Iterator[Outcome]:
    from scraper.fetch import fetch_many

    settings = network.settings()
    courtesy = settings.courtesy() if len(addresses) > 1 else None
    return fetch_many(addresses, network.open(stack, settings, courtesy), courtesy)


def _arrived(page: Input, outcome: Outcome) -> Input:
    """Return the page with what came of its address."""

    def arrived() -> Input:
        if outcome.response is None:
            raise outcome.error or NothingFound("nothing came back")
        fetched = as_input(outcome.response, page.name)
        if outcome.response.wall is Wall.SHELL and outcome.response.charset_source != "browser":
            fetched = fetched._replace(note=f"{fetched.note}; with --render a browser makes it")
        return fetched._replace(captured_at=page.captured_at or fetched.captured_at)

    result = attempt(page.name, arrived)
    return page._replace(failure=result) if isinstance(result, Failure) else result


def _warc(page: Input) -> Iterator[Input]:
    """Yield the pages of a WARC file, and a failure for what can't be read of it."""
    from scraper.cli.records import is_page
    from scraper.store.warc import read_warc

    problems: list[str] = []
    try:
        for response in read_warc(page.path or "", on_problem=problems.append):
            if is_page(response):
                result = attempt(response.url, partial(as_input, response, response.url))
                yield Input(response.url, failure=result) if isinstance(result, Failure) else result
    except StorageError as error:
        problems.append(str(error))
    for problem in problems:
        yield _failed(page.name, StorageError(problem.removeprefix(f"{page.name}: ")))


def _pages(source: str, columns: Columns) -> Iterator[Input]:
    path = Path(source)
    if is_address(source):
        yield Input(source, url=source)
    elif source == "-":
        yield Input("standard input", content=sys.stdin.buffer.read())
    elif path.is_dir():
        yield from _folder(path, columns)
    elif path.exists():
        yield Input(source, path=source)
    else:
        yield _failed(source, UsageError(_why_no_file(source)))


def _folder(folder: Path, columns: Columns) -> Iterator[Input]:
    files = sorted(
        os.path.join(parent, name)  # noqa: PTH118 -- a Path for each of a million files costs seconds
        for parent, _, names in os.walk(folder)
        for name in names
        if PAGE_NAME.search(name) or (columns.text and TABLE_NAME.search(name))
    )
    if not files:
        yield _failed(str(folder), NothingFound("no pages in this folder (files named *.html, *.htm, *.php, *.txt, …)"))
    for file in files:
        yield Input(file, path=file)


def _why_no_file(source: str) -> str:
    """Return why the source can't be read, and what was perhaps meant.

    >>> _why_no_file("page.html")
    'no such file'
    >>> _why_no_file("www.gazette.example/news/1")
    'no such file; an address begins with https://'
    >>> _why_no_file("ftp://gazette.example/1")
    'only http and https addresses can be fetched'
    """
    if SCHEME.match(source):
        return "only http and https addresses can be fetched"
    return "no such file; an address begins with https://" if HOST.match(source) else "no such file"


def _failed(source: str, error: ScraperError) -> Input:
    return Input(source, failure=Failure(source, error.code, str(error), error.exit_code))
