"""Words in, articles out: the same hits in SQLite and PostgreSQL."""

from __future__ import annotations

from scraper.store.search import index
from scraper.store.search.facets import MOST_LOOKED_THROUGH, Facets, facets
from scraper.store.search.hint import hint
from scraper.store.search.question import MOST_COUNTED, Hit, limits, newest, search
from scraper.store.search.words import Question, as_question, shown_words

__all__ = [
    "MOST_COUNTED",
    "MOST_LOOKED_THROUGH",
    "Facets",
    "Hit",
    "Question",
    "as_question",
    "facets",
    "hint",
    "index",
    "limits",
    "newest",
    "search",
    "shown_words",
]
