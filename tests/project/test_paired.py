"""Figures of the benchmarks that a reader must be able to trust: who is better on the same pages, and how sure."""

import pytest

from benchmarks.paired import compare, interval


def test_better_worse_and_same() -> None:
    ours = {"a": 0.9, "b": 0.5, "c": 0.705, "only ours": 1.0}
    theirs = {"a": 0.8, "b": 0.8, "c": 0.7, "only theirs": 1.0}
    found = compare(ours, theirs, dict.fromkeys(ours, "x"))
    assert (found.pages, found.better, found.worse) == (3, 1, 1)
    assert (found.gain, found.loss) == pytest.approx((0.1, -0.3))
    assert found.mean == pytest.approx(-0.195 / 3)


def test_the_interval_draws_whole_publishers() -> None:
    values = {str(number): float(number % 2) for number in range(100)}
    alone = interval(values, {page: page for page in values})
    together = interval(values, {page: str(int(page) % 2) for page in values})
    assert alone == pytest.approx((0.4, 0.6), abs=0.03)
    assert together == (0.0, 1.0)
    assert interval(values, {page: page for page in values}) == alone
