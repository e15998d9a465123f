"""The newest extractor over the stored pages: an archive in, new records in the place of the old ones, and a report.

A story is one transaction: its captures are read again, its versions made anew. Stories whose record the current
extractor has made are passed over, so that an interrupted run goes on where it was.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import fields
from datetime import datetime
from itertools import islice
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, func, or_, select

from scraper.errors import StorageError
from scraper.model import Article, Response
from scraper.store import history
from scraper.store.archive import Archive
from scraper.store.rows import weather_columns
from scraper.store.schema import articles, captures, weather_readings
from scraper.store.versions import STORIES, content_digest

logger = logging.getLogger(__name__)

# Stories that the child processes work on at a time.
CHUNK = 64
# What says how the record was made, not what it says.
_NOT_COMPARED = frozenset({"evidence", "extractor_version", "schema_version"})
COMPARED = tuple(item.name for item in fields(Article) if item.name not in _NOT_COMPARED)


class Extract(Protocol):
    """What makes a record of a page; it is called in child processes."""

    def __call__(self, content: bytes, url: str | None = None, *, captured_at: datetime | None = None) -> Article:
        """Return the record."""


class Redone(NamedTuple):
    """What became of one story: `effects` says for each field that differs whether it was gained, lost or changed."""

    article_id: int
    host: str | None
    effects: Mapping[str, str]
    problem: str | None = None


def reextract(
    archive: Archive, extract: Extract, *, current: str | None, pool: Executor | None = None, dry_run: bool = False
) -> Iterator[Redone]:
    """Yield what the extractor makes of each stored story; with `dry_run` nothing is written.

    `current` is the version of the extractor whose records are passed over, or `None` to redo all.
    """
    stories = _stories(archive, current)
    while chunk := list(islice(stories, CHUNK)):
        pages = [_pages(archive, article_id) for article_id, _ in chunk]
        jobs = [(extract, [response for _, response in found]) for found in pages]
        texts = list(pool.map(_extract_all, jobs, chunksize=4)) if pool else list(map(_extract_all, jobs))
        for (article_id, host), found, records in zip(chunk, pages, texts, strict=True):
            by_capture = {
                number: Article.from_dict(json.loads(text)) for (number, _), text in zip(found, records, strict=True)
            }
            yield _redo(archive, Redone(article_id, host, {}), by_capture, dry_run=dry_run)


def _stories(archive: Archive, current: str | None) -> Iterator[tuple[int, str | None]]:
    last = 0
    while True:
        chosen = select(articles.c.id, articles.c.host).where(articles.c.id > last)
        if current is not None:
            chosen = chosen.where(articles.c.extractor_version != current)
        with archive.reading() as connection:
            rows = connection.execute(chosen.order_by(articles.c.id).limit(200)).all()
        yield from ((row.id, row.host) for row in rows)
        if len(rows) < 200:
            return
        last = rows[-1].id


def _pages(archive: Archive, article_id: int) -> list[tuple[int, Response]]:
    """Return the captures that showed the story, oldest first; the further pages of an article are not read alone."""
    chosen = select(captures.c.id).where(
        captures.c.article_id == article_id, captures.c.content_digest.is_not(None), captures.c.warc_file.is_not(None)
    )
    with archive.reading() as connection:
        parts = select(captures.c.id).where(captures.c.article_id == article_id, captures.c.part_of.is_not(None))
        if connection.execute(parts.limit(1)).first():
            return []
        numbers = list(connection.execute(chosen.order_by(captures.c.fetched_at, captures.c.id)).scalars())
    try:
        found = [(number, archive.response(number)) for number in numbers]
    except StorageError as error:
        logger.warning("%s", error)
        return []
    return [(number, response) for number, response in found if response]


def _extract_all(job: tuple[Extract, list[Response]]) -> list[str]:
    """Return the records as JSON, which travels between processes."""
    extract, responses = job
    return [extract(one.content, one.url, captured_at=one.fetched_at).to_json() for one in responses]


def _redo(archive: Archive, story: Redone, records: Mapping[int, Article], *, dry_run: bool) -> Redone:
    if not records:
        return story._replace(problem="its page is not in the archive, or it is made of several pages; kept as it is")
    newest = list(records.values())[-1]
    if newest.verdict not in STORIES:
        return story._replace(problem=f"now read as {newest.verdict.value}; the old record is kept")
    effects = compared(archive.article(story.article_id) or Article(), newest)
    if not dry_run:
        with archive.writing() as connection:
            _write(connection, story.article_id, records)
    return story._replace(effects=effects)


def _write(connection: Connection, article_id: int, records: Mapping[int, Article]) -> None:
    by_digest: dict[str, Article] = {}
    connection.execute(weather_readings.delete().where(weather_readings.c.capture_id.in_(list(records))))
    following = (connection.execute(select(func.max(weather_readings.c.id))).scalar() or 0) + 1
    readings = [
        {"capture_id": capture_id, "article_id": article_id, **row}
        for capture_id, record in records.items()
        for row in weather_columns(record)
    ]
    if readings:
        numbered = [{"id": following + number, **row} for number, row in enumerate(readings)]
        connection.execute(weather_readings.insert(), numbered)
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
