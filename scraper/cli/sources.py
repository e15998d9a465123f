"""What a verb is given on the command line: files, folders, `-` and addresses become the pages to read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from scraper.errors import NothingFound, ScraperError, UsageError
from scraper.model import Failure
from scraper.pipeline import Input

# Saved pages; a mirror of a site keeps the query in the name: `view.html?id=1`, `view.php@id=1`.
PAGE_NAME = re.compile(r"\.(?:x?html?|shtml|php\d?|aspx?|jsp|txt)(?:[?@].*)?$", re.IGNORECASE)
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
HOST = re.compile(r"^[\w-]+(\.[\w-]+)+(:\d+)?/")


def read_sources(sources: Sequence[str], *, url: str | None = None, captured_at: datetime | None = None) -> list[Input]:
    """Return the pages behind `sources`, those of a folder in the order of their paths.

    A source that can't be read is an `Input` with its failure. Raises `UsageError` when `url` is given for several.
    """
    pages = [page for source in sources for page in _pages(source)]
    if url is not None and len(pages) != 1:
        raise UsageError(f"--url is the address of one page, but there are {len(pages)}")
    return [page._replace(url=url or page.url, captured_at=captured_at) for page in pages]


def is_address(source: str) -> bool:
    """Whether the source is an address to fetch.

    >>> is_address("https://gazette.example/a"), is_address("page.html")
    (True, False)
    """
    return source.lower().startswith(("http://", "https://"))


def _pages(source: str) -> Iterator[Input]:
    path = Path(source)
    if is_address(source):
        yield Input(source, url=source)
    elif source == "-":
        yield Input("standard input", content=sys.stdin.buffer.read())
    elif path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield Input(source, path=source)
    else:
        yield _failed(source, UsageError(_why_no_file(source)))


def _folder(folder: Path) -> Iterator[Input]:
    files = sorted(
        os.path.join(parent, name)  # noqa: PTH118 -- a Path for each of a million files costs seconds
        for parent, _, names in os.walk(folder)
        for name in names
        if PAGE_NAME.search(name)
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
