"""A record as JSON-LD in the words of schema.org."""

from __future__ import annotations

from scraper.model import Article


def document(article: Article) -> str:
    """Return the record as indented JSON-LD."""
    return article.to_jsonld(indent=2) + "\n"


def line(article: Article) -> str:
    """Return the record as JSON-LD on one line."""
    return article.to_jsonld() + "\n"
