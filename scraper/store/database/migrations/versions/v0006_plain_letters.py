"""İ and ı are found as i, ł as l, ø as o: the texts of the search are folded anew where that changes them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import select

from scraper.store.database.schema import search_texts
from scraper.store.search.index import forget, index
from scraper.store.terms import fold, terms

revision = "0006"
down_revision = "0005"

_AT_A_TIME = 500


def upgrade() -> None:
    """Fold the stored texts once more; what was folded before stays as it is but for these letters."""
    connection = op.get_bind()
    last = 0
    while True:
        chosen = select(search_texts).where(search_texts.c.article_id > last).order_by(search_texts.c.article_id)
        rows = connection.execute(chosen.limit(_AT_A_TIME)).all()
        if not rows:
            return
        last = rows[-1].article_id
        changed = [row for row in rows if fold(row.text) != row.text or fold(row.headline) != row.headline]
        forget(connection, [row.article_id for row in changed])
        texts = {row.article_id: (fold(row.headline), fold(row.text)) for row in changed}
        index(connection, {number: {"headline": headline, "text": text, "terms": terms(text)}
                           for number, (headline, text) in texts.items()})  # fmt: skip
