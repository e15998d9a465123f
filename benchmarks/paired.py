"""Two extractors' marks on the same pages in, who is better, how often and by how much out."""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping
from typing import NamedTuple

# Marks this close are the same: a word more or less at the edge of a text.
SAME = 0.01
RESAMPLES = 4000


class Comparison(NamedTuple):
    """`ours` against `theirs` on `pages` pages: on how many it is `better`, `worse` or the same within `SAME`.

    `gain` and `loss` are the mean differences on the better and on the worse pages; `low` and `high` bound the mean
    difference over all pages at 95 %, by a bootstrap over publishers, for pages of one publisher are right or wrong
    together.
    """

    pages: int
    better: int
    worse: int
    gain: float
    loss: float
    mean: float
    low: float
    high: float


def compare(ours: Mapping[str, float], theirs: Mapping[str, float], publishers: Mapping[str, str]) -> Comparison:
    """Return how our marks, by page, differ from theirs on the pages that have both; there must be one at least.

    >>> marks = {"a": 0.9, "b": 0.5, "c": 0.7}
    >>> found = compare(marks, {"a": 0.8, "b": 0.8, "c": 0.7, "d": 0.0}, {"a": "x", "b": "y", "c": "y"})
    >>> found.pages, found.better, found.worse, round(found.gain, 2), round(found.loss, 2), round(found.mean, 3)
    (3, 1, 1, 0.1, -0.3, -0.067)
    """
    differences = {page: ours[page] - theirs[page] for page in sorted(ours.keys() & theirs.keys())}
    better = [value for value in differences.values() if value > SAME]
    worse = [value for value in differences.values() if value < -SAME]
    low, high = interval(differences, publishers)
    return Comparison(
        len(differences),
        len(better),
        len(worse),
        statistics.fmean(better) if better else 0.0,
        statistics.fmean(worse) if worse else 0.0,
        statistics.fmean(differences.values()),
        low,
        high,
    )


def interval(values: Mapping[str, float], publishers: Mapping[str, str]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean of the pages' values, with whole publishers drawn."""
    sums: dict[str, tuple[float, int]] = {}
    for page, value in values.items():
        total, count = sums.get(publishers[page], (0.0, 0))
        sums[publishers[page]] = (total + value, count + 1)
    groups = [sums[publisher] for publisher in sorted(sums)]
    chance = random.Random(1)  # noqa: S311 -- a bootstrap, no secrets
    means = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(groups, k=len(groups))
        means.append(sum(total for total, _ in drawn) / sum(count for _, count in drawn))
    means.sort()
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]
