"""What search looks at, kept in step with the articles.

The text that is compared is the same in both databases; the terms looked up stand in each database's own index.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text

from scraper.store.database import Row, insert_values, search_texts
from scraper.store.terms import terms

# The table of the terms, and how each database calls the article's number there.
_TERMS = "search_terms"
_NUMBER = {"sqlite": "rowid", "postgresql": "article_id"}
_DELETE = {
    # An FTS5 table without content forgets a row only when it is told what stood in it.
    "sqlite": text("INSERT INTO search_terms (search_terms, rowid, terms) VALUES ('delete', :article_id, :terms)"),
    "postgresql": text("DELETE FROM search_terms WHERE article_id = :article_id"),
}


def index(connection: Connection, found_by: Mapping[int, Row]) -> None:
    """Make articles findable by their `search_columns`; none of them is in the index yet."""
    if not found_by:
        return
    texts = [(number, row["headline"], row["text"]) for number, row in found_by.items()]
    insert_values(connection, search_texts.name, ("article_id", "headline", "text"), texts)
    words = [(number, row["terms"]) for number, row in found_by.items()]
    insert_values(connection, _TERMS, (_NUMBER[connection.dialect.name], "terms"), words)


def forget(connection: Connection, numbers: list[int]) -> None:
    """Take the articles out of the index."""
    found = connection.execute(search_texts.select().where(search_texts.c.article_id.in_(numbers))).all()
    if found:
        old = [{"article_id": row.article_id, "terms": terms(row.text)} for row in found]
        connection.execute(_DELETE[connection.dialect.name], old)
        connection.execute(search_texts.delete().where(search_texts.c.article_id.in_(numbers)))
