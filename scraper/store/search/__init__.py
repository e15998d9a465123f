"""Words in, articles out: the same hits in SQLite and PostgreSQL."""

from __future__ import annotations

from scraper.store.search import index
from scraper.store.search.hint import hint
from scraper.store.search.question import MOST_COUNTED, Hit, limits, search
from scraper.store.search.words import Question

__all__ = [
    "MOST_COUNTED",
    "Hit",
    "Question",
    "hint",
    "index",
    "limits",
    "search",
]
