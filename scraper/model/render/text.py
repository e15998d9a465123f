"""A record as plain text to be read: headline, subtitle, body."""

from __future__ import annotations

from scraper.model.article import Article


def document(article: Article) -> str:
    """Return headline, subtitle and body, an empty line between them."""
    entries = "\n\n".join("\n".join(filter(None, (entry.headline, entry.text))) for entry in article.entries)
    parts = (article.headline, article.subtitle, article.body_text, entries)
    return "\n\n".join(part for part in parts if part) + "\n"
