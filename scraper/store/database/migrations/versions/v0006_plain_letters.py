"""İ and ı are found as i, ł as l, ø as o: the texts of the search are folded anew where that changes them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import bindparam, select, text

from scraper.store.database.schema import search_texts
from scraper.store.terms import fold, terms

revision = "0006"
down_revision = "0005"

_AT_A_TIME = 500
_INDEX = {
    # An index without content forgets a row only when it is told what stood in it.
    "sqlite": (
        text("INSERT INTO search_terms (search_terms, rowid, terms) VALUES ('delete', :number, :old)"),
        text("INSERT INTO search_terms (rowid, terms) VALUES (:number, :new)"),
    ),
    "postgresql": (text("UPDATE search_terms SET terms = CAST(:new AS tsvector) WHERE article_id = :number"),),
}


def upgrade() -> None:
    """Fold the stored texts once more; what was folded before stays as it is but for these letters."""
    connection = op.get_bind()
    columns = search_texts.c
    change = search_texts.update().where(columns.article_id == bindparam("number"))
    change = change.values(headline=bindparam("new_headline"), text=bindparam("new_text"))
    last = 0
    while True:
        chosen = select(search_texts).where(columns.article_id > last).order_by(columns.article_id)
        rows = connection.execute(chosen.limit(_AT_A_TIME)).all()
        if not rows:
            return
        last = rows[-1].article_id
        folded = [(row, fold(row.headline), fold(row.text)) for row in rows]
        changed = [one for one in folded if one[1:] != (one[0].headline, one[0].text)]
        if not changed:
            continue
        told = [
            {"number": row.article_id, "old": terms(row.text), "new": terms(new), "new_headline": head, "new_text": new}
            for row, head, new in changed
        ]
        for statement in _INDEX[connection.dialect.name]:
            connection.execute(statement, told)
        connection.execute(change, told)
