"""Trees as data: what is written is read again, and a row goes down each tree to one leaf."""

from math import inf

import pytest

from scraper.parse.trees import Group, Trees, parse_trees, write_trees

SMALL = [0, 1.5, [1, 0.5, 1.0, 2.0], -1.0]


@pytest.mark.parametrize(
    ("row", "leaf"), [((1.0, 0.0), 1.0), ((1.5, 1.0), 2.0), ((2.0, 0.0), -1.0), ((float("nan"), 0.0), -1.0)]
)
def test_a_row_goes_down_to_one_leaf(row: tuple[float, ...], leaf: float) -> None:
    assert Trees([Group((SMALL,), -inf, inf)]).score(row) == leaf


def test_trees_are_summed() -> None:
    assert Trees([Group((SMALL, 0.25), -inf, inf), Group((SMALL,), -inf, inf)]).score((0.0, 0.0)) == 2.25


@pytest.mark.parametrize(("low", "high", "score"), [(-2.0, 0.5, 1.0), (1.5, 2.0, 1.0), (0.0, 1.0, 101.0)])
def test_a_row_outside_the_bounds_is_settled(low: float, high: float, score: float) -> None:
    assert Trees([Group((SMALL,), low, high), Group((100.0,), -inf, inf)]).score((0.0, 0.0)) == score


def test_what_is_written_is_read_again() -> None:
    groups = (Group((SMALL, 0.1 + 0.2), -2.3, 1.3), Group((SMALL,), -inf, inf))
    assert parse_trees(write_trees(groups)) == groups
