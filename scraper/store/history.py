"""The versions of one story, in order: one added at the end, or all of them made anew from the story's captures.

The latter is needed when a page arrives that is older than one stored, and when old pages were extracted again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from scraper.model import Article
from scraper.store import people, search_index
from scraper.store.rows import Row, read_record, record_columns
from scraper.store.schema import articles, captures, unclustered, versions
from scraper.store.versions import Sighting, changed_fields, version_starts

# The columns of a version that the article's row repeats.
SHARED = (
    "site", "language", "verdict", "headline", "subtitle", "dateline", "published_at", "published_on", "modified_at",
    "agency", "extractor_version", "content_digest", "body_text", "record",
)  # fmt: skip


def rewrite(connection: Connection, article_id: int, records: Mapping[str, Article]) -> int:
    """Write the versions of the article as its captures tell them, and its row as the last of them; return its number.

    `records` has the records, by content digest, that no version of the article holds yet.
    """
    old = connection.execute(select(versions).where(versions.c.article_id == article_id)).all()
    known = {row.content_digest: read_record(row.record) for row in old} | dict(records)
    starts = version_starts(_sightings(connection, article_id, old, known))
    connection.execute(versions.delete().where(versions.c.article_id == article_id))
    first = (connection.execute(select(func.max(versions.c.id))).scalar() or 0) + 1
    rows = _version_rows(article_id, starts, known)
    connection.execute(versions.insert(), [{"id": first + number, **row} for number, row in enumerate(rows)])
    newest = known[starts[-1].digest]
    set_newest(connection, article_id, newest, version=len(starts), at=starts[-1].at)
    return len(starts)


def append(connection: Connection, article_id: int, start: Sighting, record: Article) -> int:
    """Add the newest version of the article, make it what its row shows, and return its number."""
    row = connection.execute(select(articles.c.version, articles.c.record).where(articles.c.id == article_id)).one()
    number = int(row.version) + 1
    version = version_row(article_id, number, start, record, changed_fields(read_record(row.record), record))
    following = (connection.execute(select(func.max(versions.c.id))).scalar() or 0) + 1
    connection.execute(versions.insert(), {"id": following, **version})
    set_newest(connection, article_id, record, version=number, at=start.at)
    return number


def _sightings(connection: Connection, article_id: int, old: Any, known: Mapping[str, Article]) -> list[Sighting]:
    """Return what the captures showed, then the records that came without a page."""
    rows = connection.execute(
        select(captures.c.id, captures.c.fetched_at, captures.c.content_digest).where(
            captures.c.article_id == article_id, captures.c.content_digest.in_(list(known))
        )
    )
    seen = [Sighting(row.id, row.fetched_at, row.content_digest) for row in rows]
    pageless = [row for row in sorted(old, key=lambda row: row.version) if row.capture_id is None]
    return seen + [Sighting(None, None, row.content_digest) for row in pageless]


def _version_rows(article_id: int, starts: list[Sighting], known: Mapping[str, Article]) -> list[Row]:
    rows: list[Row] = []
    for number, start in enumerate(starts, 1):
        record = known[start.digest]
        changes = changed_fields(known[starts[number - 2].digest], record) if number > 1 else ()
        rows.append(version_row(article_id, number, start, record, changes))
    return rows


def version_row(
    article_id: int, number: int, start: Sighting, record: Article, changes: tuple[str, ...]
) -> dict[str, Any]:
    """Return the row of `versions`, all but its id."""
    return {
        "article_id": article_id,
        "version": number,
        "captured_at": start.at,
        "capture_id": start.capture_id,
        "changed_fields": list(changes),
        "url": record.url,
        "content_digest": start.digest,
        **record_columns(record),
    }


def set_newest(connection: Connection, article_id: int, record: Article, *, version: int, at: datetime | None) -> None:
    """Make `record` what the article's row, its authors and the search show."""
    digest = select(versions.c.content_digest).where(versions.c.article_id == article_id, versions.c.version == version)
    connection.execute(
        articles.update()
        .where(articles.c.id == article_id)
        .values(version=version, captured_at=at, content_digest=digest.scalar_subquery(), **record_columns(record))
    )
    connection.execute(unclustered.delete().where(unclustered.c.article_id == article_id))
    connection.execute(unclustered.insert().values(article_id=article_id))
    host = connection.execute(select(articles.c.host).where(articles.c.id == article_id)).scalar()
    search_index.forget(connection, [article_id])
    search_index.index(connection, {article_id: record})
    people.unlink(connection, [article_id])
    people.link(connection, {article_id: people.byline(host, record)})
