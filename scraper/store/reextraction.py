"""The newest extractor over the stored pages: an archive in, new records in the place of the old ones, and a report.

The captures of a story are read again and its versions made anew; pages that were stored without a record get theirs.
Some stories at a time are one transaction. Stories whose record the current extractor has made are passed over, so that
an interrupted run goes on where it was.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import groupby, islice
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, func, or_, select

from scraper.errors import StorageError
from scraper.model import Article, Failure, Response
from scraper.store.archive import Archive
from scraper.store.database import articles, captures, insert_many, weather_readings
from scraper.store.identity import host_of
from scraper.store.intake import Added, Item
from scraper.store.rows import weather_columns
from scraper.store.versions import STORIES, content_digest, history

logger = logging.getLogger(__name__)

# Stories of one transaction: enough that its cost is spread, few enough that others who write need not wait long.
CHUNK = 64
# What says how the record was made, not what it says.
_NOT_COMPARED = frozenset({"evidence", "extractor_version", "schema_version"})
COMPARED = tuple(item.name for item in fields(Article) if item.name not in _NOT_COMPARED)
# Captures that still wait for their record: fetched alone, taken in after a crash, or not read in time.
WAITING = ("captured", "recovered", "failed")

# What makes the record of each page, or says why there is none, in order.
Read: TypeAlias = Callable[[Iterable[Response]], Iterator[Article | Failure]]


class Redone(NamedTuple):
    """What became of one story: `effects` says for each field that differs whether it was gained, lost or changed."""

    article_id: int | None
    host: str | None
    effects: Mapping[str, str]
    problem: str | None = None
    is_new: bool = False


class _Page(NamedTuple):
    """A stored page of a story; without `response` there is nothing to read of this story."""

    article_id: int
    host: str | None
    capture_id: int = 0
    response: Response | None = None


def reextract(
    archive: Archive, read: Read, *, current: str | None, dry_run: bool = False, host: str | None = None
) -> Iterator[Redone]:
    """Yield what `read` makes of each stored story, then of pages without a record; `dry_run` writes nothing.

    `current` is the version of the extractor whose records are passed over, or `None` to redo all. With a `host` the
    stories of that paper alone are redone.
    """
    stories = _read_stories(_pages(archive, current, host), read)
    while chunk := list(islice(stories, CHUNK)):
        judged = [_judge(archive, *one) for one in chunk]
        if not dry_run:
            with archive.writing() as connection:
                for redone, records in judged:
                    if redone.problem is None:
                        _write(connection, redone.article_id or 0, records)
        yield from (redone for redone, _ in judged)
    if host is None:
        yield from _new_records(archive, read, dry_run=dry_run)


def _pages(archive: Archive, current: str | None, only: str | None) -> Iterator[_Page]:
    """Yield the pages of the stories to be redone, those of one story together."""
    for article_id, host in _stories(archive, current, only):
        found = [_Page(article_id, host, *page) for page in _captures(archive, article_id)]
        yield from found or [_Page(article_id, host)]


def _read_stories(pages: Iterator[_Page], read: Read) -> Iterator[tuple[_Page, dict[int, Article | Failure]]]:
    """Yield each story with what its pages were read as, by the number of the capture."""
    waiting: list[_Page] = []

    def responses() -> Iterator[Response]:
        for page in pages:
            waiting.append(page)
            if page.response:
                yield page.response

    results = read(responses())

    def results_by_page() -> Iterator[tuple[_Page, Article | Failure | None]]:
        for result in results:
            while waiting[0].response is None:
                yield waiting.pop(0), None
            yield waiting.pop(0), result
        yield from ((page, None) for page in waiting)

    for _, group in groupby(results_by_page(), key=lambda one: one[0].article_id):
        found = list(group)
        yield found[0][0], {page.capture_id: result for page, result in found if result is not None}


def _stories(archive: Archive, current: str | None, host: str | None) -> Iterator[tuple[int, str | None]]:
    last = 0
    while True:
        chosen = select(articles.c.id, articles.c.host).where(articles.c.id > last)
        if current is not None:
            chosen = chosen.where(articles.c.extractor_version != current)
        if host is not None:
            chosen = chosen.where(articles.c.host == host)
        with archive.reading() as connection:
            rows = connection.execute(chosen.order_by(articles.c.id).limit(200)).all()
        yield from ((row.id, row.host) for row in rows)
        if len(rows) < 200:
            return
        last = rows[-1].id


def _captures(archive: Archive, article_id: int) -> list[tuple[int, Response]]:
    """Return the captures that showed the story, oldest first; the further pages of an article are not read alone."""
    chosen = select(captures.c.id).where(
        captures.c.article_id == article_id, captures.c.content_digest.is_not(None), captures.c.warc_file.is_not(None)
    )
    with archive.reading() as connection:
        parts = select(captures.c.id).where(captures.c.article_id == article_id, captures.c.part_of.is_not(None))
        if connection.execute(parts.limit(1)).first():
            return []
        numbers = list(connection.execute(chosen.order_by(captures.c.fetched_at, captures.c.id)).scalars())
    return list(_responses(archive, numbers))


def _responses(archive: Archive, numbers: Iterable[int]) -> Iterator[tuple[int, Response]]:
    for number in numbers:
        try:
            response = archive.response(number)
        except StorageError as error:
            logger.warning("%s", error)
            continue
        if response:
            yield number, response


def _judge(
    archive: Archive, story: _Page, results: Mapping[int, Article | Failure]
) -> tuple[Redone, dict[int, Article]]:
    """Return what would become of a story, and its records by capture."""
    redone = Redone(story.article_id, story.host, {})
    records = {number: record for number, record in results.items() if isinstance(record, Article)}
    failed = next((result for result in results.values() if isinstance(result, Failure)), None)
    if failed:
        return redone._replace(problem=f"{failed.message}; the old record is kept"), {}
    if not records:
        problem = "its page is not in the archive, or it is made of several pages; kept as it is"
        return redone._replace(problem=problem), {}
    newest = list(records.values())[-1]
    if newest.verdict not in STORIES:
        return redone._replace(problem=f"now read as {newest.verdict.value}; the old record is kept"), {}
    old = archive.article(story.article_id) or Article()
    return redone._replace(effects=compared(old, newest)), records


def _new_records(archive: Archive, read: Read, *, dry_run: bool) -> Iterator[Redone]:
    """Yield what becomes of pages that were stored without a record."""
    waits = select(captures.c.id).where(
        captures.c.outcome.in_(WAITING),
        captures.c.article_id.is_(None),
        captures.c.part_of.is_(None),
        captures.c.warc_file.is_not(None),
        captures.c.status < 300,
    )
    with archive.reading() as connection:
        numbers = list(connection.execute(waits.order_by(captures.c.fetched_at, captures.c.id)).scalars())
    kept: list[Response] = []

    def responses() -> Iterator[Response]:
        for _, response in _responses(archive, numbers):
            kept.append(response)
            yield response

    def items() -> Iterator[Item]:
        for result in read(responses()):
            response = kept.pop(0)
            yield Item(response, None, outcome="failed") if isinstance(result, Failure) else Item(response, result)

    results = ((item, Added("new")) for item in items()) if dry_run else archive.add_all(items(), size=CHUNK)
    for item, added in results:
        if item.article and item.article.verdict in STORIES:
            yield Redone(added.article_id, host_of(item.article.url), {}, is_new=True)


def _write(connection: Connection, article_id: int, records: Mapping[int, Article]) -> None:
    by_digest: dict[str, Article] = {}
    connection.execute(weather_readings.delete().where(weather_readings.c.capture_id.in_(list(records))))
    following = (connection.execute(select(func.max(weather_readings.c.id))).scalar() or 0) + 1
    readings = [
        {"capture_id": capture_id, "article_id": article_id, **row}
        for capture_id, record in records.items()
        for row in weather_columns(record)
    ]
    numbered = [{"id": following + number, **row} for number, row in enumerate(readings)]
    insert_many(connection, weather_readings, numbered)
    for capture_id, record in records.items():
        digest = content_digest(record)
        by_digest[digest] = record
        change = captures.update().where(or_(captures.c.id == capture_id, captures.c.refers_to == capture_id))
        connection.execute(change.where(captures.c.article_id == article_id).values(content_digest=digest))
    history.rewrite(connection, article_id, by_digest)


def compared(old: Article, new: Article) -> dict[str, str]:
    """Return for each field that differs whether the new record has gained, lost or changed it."""
    effects = {}
    for name in COMPARED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            is_empty = (before in (None, ()), after in (None, ()))
            effects[name] = {(True, False): "gained", (False, True): "lost"}.get(is_empty, "changed")
    return effects


def tally(redone: Iterable[Redone], tell: Callable[[Redone], None] | None = None) -> dict[str, dict[str, Counter[str]]]:
    """Return per paper and field how many stories gained, lost and changed it; `tell` hears of each story."""
    table: dict[str, dict[str, Counter[str]]] = {}
    for one in redone:
        if tell:
            tell(one)
        for field, effect in one.effects.items():
            table.setdefault(one.host or "-", {}).setdefault(field, Counter())[effect] += 1
    return table
