"""What a verb is given on the command line: files, folders, WARC files, `-` and addresses become the pages to read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.batch import Input, as_input
from scraper.cli.columns import Columns, is_table, read_table, tables_in
from scraper.cli.folders import pages_in
from scraper.cli.network import Network
from scraper.errors import NothingFound, ScraperError, StorageError, UsageError
from scraper.model import Failure, Wall
from scraper.pipeline import attempt
from scraper.urls import without_login

if TYPE_CHECKING:
    from scraper.fetch import Outcome

WARC_NAME = re.compile(r"\.(?:w?arc|wet)(?:\.gz|\.zst)?$", re.IGNORECASE)
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
HOST = re.compile(r"^[\w-]+(\.[\w-]+)+(:\d+)?/")
NO_COLUMNS = Columns()


def read_sources(
    sources: Sequence[str],
    *,
    urls: str | None = None,
    url: str | None = None,
    captured_at: datetime | None = None,
    columns: Columns = NO_COLUMNS,
) -> list[Input]:
    """Return what `sources` name, the files of a folder in the order of their paths, then the addresses of `urls`.

    Without either, standard input is the page, unless somebody sits there. A source that can't be read has its failure.
    Raises `UsageError` when there is none, or `url` is given for several.
    """
    if not sources and urls is None:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError(
                "nothing to read; name a page, a folder or an address, or send a page in: … | scraper extract"
            )
        sources = ("-",)
    pages = [page for source in sources for page in _pages(source, columns)]
    if urls is not None:
        pages += addresses_of(urls)
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
    """Return the page with what came of its address, under a name without the log-in in it."""
    name = without_login(page.name)

    def arrived() -> Input:
        if outcome.response is None:
            raise outcome.error or NothingFound("nothing came back")
        fetched = as_input(outcome.response, name)
        if outcome.response.wall is Wall.SHELL and outcome.response.charset_source != "browser":
            fetched = fetched._replace(note=f"{fetched.note}; with --render a browser makes it")
        return fetched._replace(captured_at=page.captured_at or fetched.captured_at)

    result = attempt(name, arrived)
    return page._replace(name=name, url=name, failure=result) if isinstance(result, Failure) else result


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
    elif matches := matching(source):
        for match in matches:
            yield from _pages(match, columns)
    else:
        yield _failed(source, UsageError(_why_no_file(source)))


def matching(source: str) -> list[str]:
    """Return the files that a pattern names which no shell has replaced, `**` any folders; none for a plain name."""
    found = sorted(glob(source, recursive=True)) if has_magic(source) else []  # noqa: PTH207 -- a pattern may be absolute
    return [path for path in found if not Path(path).is_dir()] or found


def _folder(folder: Path, columns: Columns) -> Iterator[Input]:
    files = sorted((*pages_in(folder), *tables_in(folder, columns)))
    if not files:
        told = "no pages in this folder (files named *.html, *.htm, *.php, *.txt, …)"
        yield _failed(str(folder), NothingFound(told))
    for file in files:
        yield Input(file, path=file)


def addresses_of(source: str) -> list[Input]:
    """Return the addresses of a file, or of standard input (`-`), one a line; empty lines and `# …` are passed over.

    A line that is no address has its failure. Raises `UsageError` when the file can't be read.
    """
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise UsageError(f"{source}: {(error.strerror or str(error)).lower()}") from error
    name = "standard input" if source == "-" else source
    lines = enumerate(content.decode("utf-8-sig", "replace").splitlines(), 1)
    return [_address(line.strip(), f"{name}: line {number}") for number, line in lines if _says_something(line)]


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _address(line: str, place: str) -> Input:
    if is_address(line) and not line.split()[1:]:
        return Input(line, url=line)
    return _failed(f"{place}: {line[:60]}", UsageError("no address; one a line, beginning with https://"))


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
