"""Copies are looked for among the articles that wait; signatures are made in a new way, so at first all wait."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey

from scraper.store.database.columns import Id

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Let every article wait; the next load, crawl or re-extraction finds the copies anew."""
    op.create_table("unclustered", Column("article_id", Id, ForeignKey("articles.id"), primary_key=True))
    op.execute("INSERT INTO unclustered (article_id) SELECT id FROM articles")
    # A text's bands follow from its signature; an index by article doubled what a batch writes.
    op.drop_index("bands_of_article", "signature_bands")
    for table in ("duplicates", "signature_bands", "signatures"):
        op.execute(f"DELETE FROM {table}")  # noqa: S608 -- names of this step
    op.execute("UPDATE articles SET cluster_id = NULL WHERE cluster_id IS NOT NULL")
