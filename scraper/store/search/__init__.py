"""Words in, articles out: the same hits in SQLite and PostgreSQL."""

from __future__ import annotations

from scraper.store.search import index
from scraper.store.search.question import MOST_COUNTED, Hit, Question, limits, search

__all__ = [
    "MOST_COUNTED",
    "Hit",
    "Question",
    "index",
    "limits",
    "search",
]
