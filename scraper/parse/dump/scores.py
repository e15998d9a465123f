"""Raw scores of the line models in, what they mean out."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from scraper.parse.dump.features import best_run

SOURCE = "lines of the dump"
# A guess from lines is never surer.
MOST_SURE = 0.9
# In the run of the text a line counts by its length and by how far it is likelier text than this.
_LIKELY, _LEAST_MASS, _MOST_MASS = 0.4, 10, 600
_STEEPEST = 500.0


def text_run(sizes: Sequence[float], scores: Sequence[float]) -> tuple[int, int]:
    """Return between which lines the text stands, by the lines' lengths and raw scores: the run that reads like it."""
    return best_run(
        [
            (probability(score) - _LIKELY) * (_LEAST_MASS + min(size, _MOST_MASS))
            for size, score in zip(sizes, scores, strict=True)
        ]
    )


def probability(score: float) -> float:
    """Return what a raw score means, 0 to 1.

    >>> probability(0.0), round(probability(-1000.0), 3)
    (0.5, 0.0)
    """
    return 1 / (1 + exp(min(_STEEPEST, -score)))
