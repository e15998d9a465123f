"""What a crawl keeps: the addresses of each site with their state, and the reports of its runs."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Float, ForeignKey, Integer, String, UniqueConstraint

from scraper.store.database.columns import Id, Instant, Json

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of the crawl."""
    op.create_table(
        "frontier",
        Column("id", Id, primary_key=True),
        Column("site", String, nullable=False),
        Column("url", String, nullable=False),
        Column("key", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("shape", String, nullable=False),
        Column("state", Integer, nullable=False),
        Column("priority", Float, nullable=False),
        Column("due_at", Instant),
        Column("found_by", String, nullable=False),
        Column("found_in", String),
        Column("found_at", Instant, nullable=False),
        Column("dated", Instant),
        Column("changed", Instant),
        Column("depth", Integer, nullable=False),
        Column("step", String),
        Column("tries", Integer, nullable=False),
        Column("visits", Integer, nullable=False),
        Column("changes", Integer, nullable=False),
        Column("fetched_at", Instant),
        Column("etag", String),
        Column("last_modified", String),
        Column("outcome", String),
        Column("reason", String),
        Column("article_id", Id),
        UniqueConstraint("site", "key"),
    )
    op.create_index("frontier_queue", "frontier", ["site", "state", "priority"])
    op.create_index("frontier_by_shape", "frontier", ["site", "shape"])
    op.create_index("frontier_of_article", "frontier", ["article_id"])

    op.create_table(
        "runs",
        Column("id", Id, primary_key=True),
        Column("verb", String, nullable=False),
        Column("started_at", Instant, nullable=False),
        Column("ended_at", Instant),
        Column("state", String, nullable=False),
        Column("options", Json, nullable=False),
    )
    op.create_table(
        "run_sites",
        Column("run_id", Id, ForeignKey("runs.id"), primary_key=True),
        Column("site", String, primary_key=True),
        Column("report", Json, nullable=False),
    )
