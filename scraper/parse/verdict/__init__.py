"""Page and outline in, what kind of page it is out: an article, a list, a wall, nothing."""

from __future__ import annotations

from scraper.parse.verdict.find import find_verdict, is_article, without_article

__all__ = [
    "find_verdict",
    "is_article",
    "without_article",
]
