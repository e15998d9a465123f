"""Sections and tags have tables, filled from the records that are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, column, insert, select, table

from scraper.store.database.columns import Id
from scraper.store.identity import bounded

revision = "0007"
down_revision = "0006"

TABLES = (("sections", "section"), ("tags", "tags"))
_AT_A_TIME = 500
_ARTICLES = table("articles", column("id", Id), column("record"))


def upgrade() -> None:
    """Make the tables and file what is stored."""
    for name, _ in TABLES:
        op.create_table(
            name,
            Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
            Column("position", Integer, primary_key=True),
            Column("name", String, nullable=False),
        )
        op.create_index(f"{name}_by_name", name, ["name"])
    connection = op.get_bind()
    last = 0
    while True:
        chosen = select(_ARTICLES).where(_ARTICLES.c.id > last).order_by(_ARTICLES.c.id).limit(_AT_A_TIME)
        found = connection.execute(chosen).all()
        if not found:
            return
        last = found[-1].id
        for name, field in TABLES:
            rows = list(_rows(((row.id, row.record) for row in found), field))
            if rows:
                made = table(name, column("article_id", Id), column("position", Integer), column("name", String))
                connection.execute(insert(made), rows)


def _rows(stored: Iterable[tuple[int, Any]], field: str) -> Iterator[dict[str, Any]]:
    for number, record in stored:
        values = json.loads(record) if isinstance(record, str) else record
        for position, name in enumerate(values.get(field) or (), 1):
            yield {"article_id": number, "position": position, "name": bounded(name)}
