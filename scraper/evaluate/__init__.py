"""Pages with what their records should say in, scores out."""

from __future__ import annotations

from scraper.evaluate.scores import Scores, find_pairs, score_pair, summarize

__all__ = [
    "Scores",
    "find_pairs",
    "score_pair",
    "summarize",
]
