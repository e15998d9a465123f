"""The versions of one story, in order: one added at the end, or all of them made anew from the story's captures.

The latter is needed when a page arrives that is older than one stored, and when old pages were extracted again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from scraper.model import Article
from scraper.store import labels, people
from scraper.store.database import Row, articles, captures, unclustered, version_rows, versions
from scraper.store.rows import read_record, record_columns, search_columns, version_columns
from scraper.store.search import index as search_index
from scraper.store.versions.changes import Observation, changed_fields, version_starts

# What a version says at length: of the newest one it stands in `articles` alone.
LONG = ("body_text", "record")


def rewrite(connection: Connection, article_id: int, records: Mapping[str, Article]) -> int:
    """Write the versions of the article as its captures tell them, and its row as the last of them; return its number.

    `records` has the records, by content digest, that no version of the article holds yet.
    """
    old = connection.execute(select(versions).where(versions.c.article_id == article_id)).all()
    known = {row.content_digest: read_record(row.record) for row in old} | dict(records)
    starts = version_starts(_observations(connection, article_id, old, known))
    connection.execute(version_rows.delete().where(version_rows.c.article_id == article_id))
    first = (connection.execute(select(func.max(version_rows.c.id))).scalar() or 0) + 1
    rows = _version_rows(article_id, starts, known)
    connection.execute(version_rows.insert(), [{"id": first + number, **row} for number, row in enumerate(rows)])
    newest = known[starts[-1].digest]
    set_newest(connection, article_id, newest, version=len(starts), at=starts[-1].at)
    return len(starts)


def append(connection: Connection, article_id: int, start: Observation, record: Article) -> int:
    """Add the newest version of the article, make it what its row shows, and return its number."""
    row = connection.execute(select(articles.c.version, articles.c.record).where(articles.c.id == article_id)).one()
    number = int(row.version) + 1
    changes = changed_fields(read_record(row.record), record)
    version = newest_row(article_id, number, start, version_columns(record), changes)
    following = (connection.execute(select(func.max(version_rows.c.id))).scalar() or 0) + 1
    of_article = articles.c.id == article_id
    past = {name: select(articles.c[name]).where(of_article).scalar_subquery() for name in LONG}
    of_last = (version_rows.c.article_id == article_id, version_rows.c.version == row.version)
    connection.execute(version_rows.update().where(*of_last).values(past))
    connection.execute(version_rows.insert(), {"id": following, **version})
    set_newest(connection, article_id, record, version=number, at=start.at)
    return number


def _observations(connection: Connection, article_id: int, old: Any, known: Mapping[str, Article]) -> list[Observation]:
    """Return what the captures showed, then the records that came without a page."""
    rows = connection.execute(
        select(captures.c.id, captures.c.fetched_at, captures.c.content_digest).where(
            captures.c.article_id == article_id, captures.c.content_digest.in_(list(known))
        )
    )
    seen = [Observation(row.id, row.fetched_at, row.content_digest) for row in rows]
    pageless = [row for row in sorted(old, key=lambda row: row.version) if row.capture_id is None]
    return seen + [Observation(None, None, row.content_digest) for row in pageless]


def _version_rows(article_id: int, starts: list[Observation], known: Mapping[str, Article]) -> list[Row]:
    rows: list[Row] = []
    for number, start in enumerate(starts, 1):
        record = known[start.digest]
        changes = changed_fields(known[starts[number - 2].digest], record) if number > 1 else ()
        columns = version_columns(record)
        row = newest_row(article_id, number, start, columns, changes)
        past = {name: columns[name] for name in LONG} if number < len(starts) else {}
        rows.append(row | past)
    return rows


def newest_row(article_id: int, number: int, start: Observation, columns: Row, changes: tuple[str, ...] = ()) -> Row:
    """Return the row of a story's newest version, all but its id, from its `version_columns`."""
    return {
        **columns,
        **dict.fromkeys(LONG),
        "article_id": article_id,
        "version": number,
        "captured_at": start.at,
        "capture_id": start.capture_id,
        "changed_fields": list(changes),
        "content_digest": start.digest,
    }


def set_newest(connection: Connection, article_id: int, record: Article, *, version: int, at: datetime | None) -> None:
    """Make `record` what the article's row, its authors, sections and tags and the search show."""
    rows = version_rows.c
    digest = select(rows.content_digest).where(rows.article_id == article_id, rows.version == version)
    connection.execute(
        articles.update()
        .where(articles.c.id == article_id)
        .values(version=version, captured_at=at, content_digest=digest.scalar_subquery(), **record_columns(record))
    )
    connection.execute(unclustered.delete().where(unclustered.c.article_id == article_id))
    connection.execute(unclustered.insert().values(article_id=article_id))
    host = connection.execute(select(articles.c.host).where(articles.c.id == article_id)).scalar()
    search_index.forget(connection, [article_id])
    search_index.index(connection, {article_id: search_columns(record)})
    people.unlink(connection, [article_id])
    people.link(connection, {article_id: people.byline(host, record)})
    labels.unlabel(connection, [article_id])
    labels.label(connection, {article_id: labels.labels(record)})
