"""What an archive holds: counts, papers, days, outcomes, sizes; and all that is known of one story."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, distinct, func, or_, select

from scraper.store.copies import copies
from scraper.store.database import articles, captures, version_rows, warc_files, weather_readings
from scraper.store.identity import bounded, story_key
from scraper.store.rows import read_record

Report = dict[str, Any]
# The largest number that either database holds.
MAX_ID = 2**63 - 1


def status(connection: Connection) -> Report:
    """Return the counts of the archive, as JSON-ready values."""
    count = func.count()
    tables = {
        "articles": articles,
        "versions": version_rows,
        "captures": captures,
        "weather_readings": weather_readings,
    }
    report: Report = {
        name: connection.execute(select(count).select_from(table)).scalar_one() for name, table in tables.items()
    }
    report["gone"] = connection.execute(select(count).where(articles.c.gone_at.is_not(None))).scalar_one()
    report["clusters"] = connection.execute(select(func.count(distinct(articles.c.cluster_id)))).scalar_one()
    outcomes = select(captures.c.outcome, count.label("n")).group_by(captures.c.outcome).order_by(captures.c.outcome)
    report["outcomes"] = {row.outcome: row.n for row in connection.execute(outcomes)}
    report["sites"] = sites(connection)
    report["warc_files"] = connection.execute(select(count).select_from(warc_files)).scalar_one()
    report["warc_bytes"] = int(connection.execute(select(func.sum(warc_files.c.size))).scalar() or 0)
    report["database_bytes"] = _database_bytes(connection)
    return report


def sites(connection: Connection) -> list[Report]:
    """Return the papers with their stories and days, the largest first."""
    day = articles.c.published_on
    found = (
        select(
            articles.c.host,
            func.max(articles.c.site).label("site"),
            func.count().label("articles"),
            func.min(day).label("first_day"),
            func.max(day).label("last_day"),
            func.count(distinct(day)).label("days"),
        )
        .group_by(articles.c.host)
        .order_by(func.count().desc(), articles.c.host)
    )
    return [{name: plain(value) for name, value in row._asdict().items()} for row in connection.execute(found)]


def _database_bytes(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def find(connection: Connection, name: str) -> int | None:
    """Return the number of the story that is called by its number or by any address of it."""
    if name.isascii() and name.isdigit():
        if int(name) > MAX_ID:
            return None
        found = connection.execute(select(articles.c.id).where(articles.c.id == int(name))).scalar()
        return int(found) if found else None
    same = or_(articles.c.url == bounded(name), articles.c.identity == story_key(name))
    found = connection.execute(select(articles.c.id).where(same)).scalar()
    if found is None:
        seen = select(captures.c.article_id).where(captures.c.url == bounded(name), captures.c.article_id.is_not(None))
        found = connection.execute(seen.limit(1)).scalar()
    return int(found) if found else None


def story(connection: Connection, number: int) -> Report:
    """Return all that is known of a story but its old records: identity, record, versions, captures and copies."""
    row = connection.execute(select(articles).where(articles.c.id == number)).one()
    shown = ("id", "url", "identity", "identity_reason", "version", "captured_at", "seen_at", "gone_at", "cluster_id")
    return {
        **{name: plain(getattr(row, name)) for name in shown},
        "record": read_record(row.record).to_dict(),
        "versions": _listed(
            connection, version_rows, number, ("version", "captured_at", "changed_fields", "capture_id")
        ),
        "captures": _listed(connection, captures, number, CAPTURE_COLUMNS),
        "copies": [
            {name: plain(value) for name, value in copy._asdict().items()}
            for copy in (copies(connection, row.cluster_id) if row.cluster_id else ())
        ],
    }


CAPTURE_COLUMNS = (
    "id", "url", "final_url", "fetched_at", "status", "content_type", "etag", "last_modified", "payload_sha256",
    "payload_bytes", "warc_file", "warc_offset", "warc_length", "refers_to", "part_of", "outcome",
)  # fmt: skip


def _listed(connection: Connection, table: Any, number: int, names: tuple[str, ...]) -> list[Report]:
    columns = [table.c[name] for name in names]
    found = select(*columns).where(table.c.article_id == number).order_by(table.c.id)
    return [{name: plain(value) for name, value in row._asdict().items()} for row in connection.execute(found)]


def plain(value: Any) -> Any:
    """Return a column's value as it stands in JSON."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else value
