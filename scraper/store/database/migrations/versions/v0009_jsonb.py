"""JSON is `jsonb` in PostgreSQL, so that it can be asked and indexed; SQLite's is text as before.

What a table and a column hold stands in the database too, see `connection.py`: comments follow the newest words.
"""

from __future__ import annotations

from alembic import op

from scraper.store.database.migrations.versions.v0004_text_once import LONG, SHORT

revision = "0009"
down_revision = "0008"

COLUMNS = (
    ("articles", "record"),
    ("version_rows", "record"),
    ("version_rows", "changed_fields"),
    ("runs", "options"),
    ("run_sites", "report"),
)


def upgrade() -> None:
    """Change the type of the columns, and make the view anew that stands on some of them."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("DROP VIEW versions")
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE jsonb USING {column}::jsonb")
    short = ", ".join(f"v.{name}" for name in SHORT)
    whole = ", ".join(f"coalesce(v.{name}, a.{name}) AS {name}" for name in LONG)
    joined = "JOIN articles a ON a.id = v.article_id"
    op.execute(f"CREATE VIEW versions AS SELECT {short}, {whole} FROM version_rows v {joined}")  # noqa: S608 -- names of this step
