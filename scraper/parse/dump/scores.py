"""Raw scores of the line models in, what they mean out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp

from scraper.parse.dump.lines import best_run

SOURCE = "lines of the dump"
# A guess from lines is never surer.
MOST_SURE = 0.9
# In the run of the text a line counts by its length and by how far it is likelier text than this.
_LIKELY, _LEAST_MASS, _MOST_MASS = 0.4, 10, 600
_STEEPEST = 500.0
# What it costs to begin or leave the text, in letters times raw score; further than this no score counts, and a line
# has at most so many letters. It wins .0015 of F1: a short sentence between two paragraphs is text.
_CHANGE, _SUREST, _LONGEST = 60.0, 3.0, 300

# A sentence beside the text is text from this raw score on; one that a byline closes, whose end looks like no text's,
# from this one: between the two all 39 of 384 made pages were.
SENTENCE_ABOVE, SIGNED_ABOVE = -1.0, -4.0


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


def text_lines(sizes: Sequence[float], scores: Sequence[float]) -> list[bool]:
    """Return which lines are text: the choice with the largest sum of scores where each begin of a run of it costs."""
    gains = [
        max(-_SUREST, min(_SUREST, score)) * (_LEAST_MASS + min(size, _LONGEST))
        for size, score in zip(sizes, scores, strict=True)
    ]
    outside, inside = 0.0, -_CHANGE
    ways = []
    for gain in gains:
        stays_out, stays_in = outside >= inside, inside >= outside - _CHANGE
        ways.append((stays_out, stays_in))
        outside, inside = max(outside, inside), max(inside, outside - _CHANGE) + gain
    is_text = inside > outside
    chosen = []
    for stays_out, stays_in in reversed(ways):
        chosen.append(is_text)
        is_text = stays_in if is_text else not stays_out
    return chosen[::-1]


def with_edges(chosen: Sequence[bool], scores: Sequence[float], least: Callable[[int], float]) -> list[bool]:
    """Return the lines with those right before the first and behind the last whose score is above their `least`."""
    lines = list(chosen)
    if True not in lines:
        return lines
    first, last = lines.index(True), len(lines) - 1 - lines[::-1].index(True)
    while first and scores[first - 1] > least(first - 1):
        first -= 1
        lines[first] = True
    while last + 1 < len(lines) and scores[last + 1] > least(last + 1):
        last += 1
        lines[last] = True
    return lines
