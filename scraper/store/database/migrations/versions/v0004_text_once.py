"""What a version says at length stands once: of the newest one in `articles`, of past ones in their rows.

`versions` becomes a view that has every version whole, as the table did. A file of SQLite keeps its size; the space
that this frees is taken by what comes next (or given back by VACUUM).
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, String, UniqueConstraint

from scraper.store.database.columns import Id, Instant, Json

revision = "0004"
down_revision = "0003"

SHORT = (
    "id", "article_id", "version", "captured_at", "capture_id", "changed_fields", "url", "site", "language", "verdict",
    "headline", "subtitle", "dateline", "published_at", "published_on", "modified_at", "agency", "extractor_version",
    "content_digest",
)  # fmt: skip
LONG = ("body_text", "record")


def upgrade() -> None:
    """Move the versions to their new table, and put the view in the place of the old one."""
    op.create_table(
        "version_rows",
        Column("id", Id, primary_key=True, autoincrement=False),
        Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
        Column("version", Integer, nullable=False),
        Column("captured_at", Instant),
        Column("capture_id", Id, ForeignKey("captures.id")),
        Column("changed_fields", Json, nullable=False),
        Column("url", String),
        Column("site", String),
        Column("language", String),
        Column("verdict", String, nullable=False),
        Column("headline", String),
        Column("subtitle", String),
        Column("dateline", String),
        Column("published_at", Instant),
        Column("published_on", Date),
        Column("modified_at", Instant),
        Column("agency", String),
        Column("extractor_version", String, nullable=False),
        Column("content_digest", String, nullable=False),
        Column("body_text", String),
        Column("record", Json),
        UniqueConstraint("article_id", "version"),
    )
    short = ", ".join(f"v.{name}" for name in SHORT)
    past = ", ".join(f"CASE WHEN v.version < a.version THEN v.{name} END" for name in LONG)
    joined = "JOIN articles a ON a.id = v.article_id"
    names = ", ".join((*SHORT, *LONG))
    op.execute(f"INSERT INTO version_rows ({names}) SELECT {short}, {past} FROM versions v {joined}")  # noqa: S608 -- names of this step
    op.drop_table("versions")
    whole = ", ".join(f"coalesce(v.{name}, a.{name}) AS {name}" for name in LONG)
    op.execute(f"CREATE VIEW versions AS SELECT {short}, {whole} FROM version_rows v {joined}")  # noqa: S608 -- names of this step
