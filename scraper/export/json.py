"""A record as JSON with the names of the Python fields."""

from __future__ import annotations

from scraper.model import Article


def document(article: Article) -> str:
    """Return the record as indented JSON."""
    return article.to_json(indent=2) + "\n"


def line(article: Article) -> str:
    """Return the record as JSON on one line."""
    return article.to_json() + "\n"
