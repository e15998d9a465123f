"""Pages wait in a table for their pictures and style sheets, so that a crawl that was stopped goes on with them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey

from scraper.store.database.columns import Id

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "awaiting_assets",
        Column("capture_id", Id, ForeignKey("captures.id"), primary_key=True, autoincrement=False),
    )
