"""A page and its record made ready to be stored: all that can be said of them without looking into the archive.

This is most of what storing costs. It is done before the archive's lock is taken, and in other processes when there
are many.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple, TypeVar

from scraper.errors import RecordRefused
from scraper.model import Article, Author, Failure, Response, Verdict
from scraper.store.database import Row
from scraper.store.identity import Identity, identify
from scraper.store.labels import Labels, labels
from scraper.store.rows import capture_columns, search_columns, version_columns, weather_columns
from scraper.store.versions import content_digest
from scraper.store.warc import Packed, packed
from scraper.workers import Limits, each

# Items that a child process is given at a time: enough that handing them over costs little, few enough that all
# processes have work and what is under way fits into memory.
TASK = 200
TASK_BYTES = 8 * 1024 * 1024

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Item(NamedTuple):
    """What is to be stored: a page, its record, or both.

    `parts` are the further pages of the same article; `outcome` is what to note of a page without a record.
    """

    response: Response | None
    article: Article | None
    parts: tuple[Response, ...] = ()
    outcome: str = "captured"


class Page(NamedTuple):
    """A page with its row of `captures`, so far as the page itself gives it.

    `response` has a time even where the one given had none (`is_dated` is false then). `records` are what goes into the
    WARC file, or `None` when they are to be made once it is known that they are needed.
    """

    response: Response
    is_dated: bool
    row: Row
    records: Packed | None


class Record(NamedTuple):
    """A record as the values of the tables: those of its version, of the search, its weather, authors and labels."""

    verdict: Verdict
    digest: str
    columns: Row
    search: Row
    weather: tuple[Row, ...]
    authors: tuple[Author, ...]
    labels: Labels


class Prepared(NamedTuple):
    """An item that is ready to be stored."""

    identity: Identity | None
    page: Page | None
    record: Record | None
    parts: tuple[Page, ...]
    outcome: str


def prepare(items: Sequence[Item], *, packing: bool = False) -> list[Prepared]:
    """Return the items ready to be stored, with `packing` the records of the WARC file too.

    One kind of work after the other over all items: a processor does that a fifth faster than all kinds for each.
    Raises `RecordRefused` when a record has a string that no database holds.
    """
    identities = [_identity(item) for item in items]
    pages = [_pages(item) for item in items]
    if packing:
        pages = [[page._replace(records=packed(page.response)) for page in some] for some in pages]
    records = _records([item.article for item in items if item.article])
    return [
        Prepared(
            identity,
            some[0] if some else None,
            next(records) if item.article else None,
            tuple(some[1:]),
            item.outcome,
        )
        for item, identity, some in zip(items, identities, pages, strict=True)
    ]


def prepare_all(
    items: Iterable[Item], *, size: int, jobs: int = 1, packing: bool = False
) -> Iterator[tuple[Item, Prepared]]:
    """Yield each item with what is made of it, in order; by `jobs` child processes when there are to be several.

    One process alone takes `size` items at a time, so that no more than these wait for one that is late. Raises
    `RecordRefused` when the item's turn comes.
    """
    work = partial(prepare_each, packing=packing and jobs > 1)
    some = chunks(items, _page_bytes, size=size if jobs == 1 else TASK, most_bytes=TASK_BYTES)
    for item, one in each_chunk(work, some, jobs=jobs):
        if isinstance(one, RecordRefused):
            raise one
        yield item, one


def prepare_each(items: Sequence[Item], *, packing: bool = False) -> list[Prepared | RecordRefused]:
    """Return the items ready to be stored, or why one is refused: what a child process does."""
    try:
        return [*prepare(items, packing=packing)]
    except RecordRefused as error:
        if len(items) == 1:
            return [error]
        return [one for item in items for one in prepare_each([item], packing=packing)]


def each_chunk(
    function: Callable[[list[Thing]], list[Made]], things: Iterable[list[Thing]], *, jobs: int
) -> Iterator[tuple[Thing, Made]]:
    """Yield each thing with what `function`, which is given chunks of them, made of it in one of `jobs` processes."""
    if jobs == 1:
        for chunk in things:
            yield from zip(chunk, function(chunk), strict=True)
        return
    waiting: deque[list[Thing]] = deque()

    def tasks() -> Iterator[list[Thing]]:
        for chunk in things:
            waiting.append(chunk)
            yield chunk

    for result in each(function, tasks(), jobs=jobs, name=lambda chunk: f"{len(chunk)} records", limits=Limits()):
        chunk = waiting.popleft()
        # Whatever ended the child process, these are as good as any: this process works on them.
        yield from zip(chunk, function(chunk) if isinstance(result, Failure) else result, strict=True)


def chunks(
    things: Iterable[Thing], bytes_of: Callable[[Thing], int], *, size: int, most_bytes: int
) -> Iterator[list[Thing]]:
    """Yield the things in lists of `size`, or of fewer once they have `most_bytes` in all."""
    chunk: list[Thing] = []
    weight = 0
    for thing in things:
        chunk.append(thing)
        weight += bytes_of(thing)
        if len(chunk) >= size or weight >= most_bytes:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _page_bytes(item: Item) -> int:
    return len(item.response.content) if item.response else 0


def _pages(item: Item) -> list[Page]:
    """Return the page of an item and the further pages of its article."""
    return [_page(response) for response in (item.response, *item.parts)] if item.response else []


def _page(response: Response) -> Page:
    is_dated = response.fetched_at is not None
    at = response.fetched_at or datetime.now(UTC)
    stamped = response if is_dated else replace(response, fetched_at=at)
    return Page(stamped, is_dated, capture_columns(response, at), None)


def _records(articles: Sequence[Article]) -> Iterator[Record]:
    columns = [version_columns(article) for article in articles]
    digests = [content_digest(article) for article in articles]
    search = [search_columns(article) for article in articles]
    for article, told, digest, found_by in zip(articles, columns, digests, search, strict=True):
        yield Record(
            article.verdict, digest, told, found_by, tuple(weather_columns(article)), article.authors, labels(article)
        )


def _identity(item: Item) -> Identity | None:
    response = item.response
    if item.article:
        return identify(item.article, response.url if response else None, response.final_url if response else None)
    return identify(Article(url=response.url), response.url, response.final_url) if response else None
