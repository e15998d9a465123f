"""Numbers of stories in, their newest records out, each with what the archive says around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from scraper.model import Article
from scraper.store.database import articles
from scraper.store.rows import read_record
from scraper.store.search import Question, limits

_AROUND = (articles.c.id, articles.c.version, articles.c.captured_at, articles.c.cluster_id)


def following(connection: Connection, last: int, question: Question | None, size: int) -> list[Any]:
    """Return the rows of so many stories behind the number `last`: of all, or those within limits."""
    chosen = select(*_AROUND, articles.c.record).where(articles.c.id > last)
    chosen = chosen.where(*limits(question)) if question else chosen
    return list(connection.execute(chosen.order_by(articles.c.id).limit(size)).all())


def of_numbers(connection: Connection, numbers: Sequence[int]) -> Iterator[Any]:
    """Yield the rows of these stories in this order; one that has gone meanwhile is left out."""
    chosen = select(*_AROUND, articles.c.record).where(articles.c.id.in_(numbers))
    rows = {row.id: row for row in connection.execute(chosen)}
    yield from (rows[number] for number in numbers if number in rows)


def handed_out(row: Any) -> tuple[dict[str, Any], Article]:
    """Return what is said around a story, and its record."""
    return {one.name: getattr(row, one.name) for one in _AROUND}, read_record(row.record)
