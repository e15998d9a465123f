"""Trees as data: what is written is read again, and a row goes down each tree to one leaf."""

from math import inf

import pytest

from scraper.page import compiled
from scraper.parse.dump.features import NAMES
from scraper.parse.dump.models import text_trees
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


@pytest.mark.skipif(compiled("scraper.parse._trees") is None, reason="not compiled here")
def test_the_compiled_step_gives_the_same_scores() -> None:
    rows = [[(place * 7919 + column * 104729) % 1409 / 2 - 5 for column in range(len(NAMES))] for place in range(200)]
    settled = Trees([Group((SMALL,), -0.5, 1.5), Group((0.1, SMALL, [3, 0.2, 0.3, 0.7]), -inf, inf)])
    for trees in (text_trees(), settled):
        assert trees.scores(rows) == [trees.score(row) for row in rows]
    assert text_trees().scores([]) == []


@pytest.mark.skipif(compiled("scraper.parse._trees") is None, reason="not compiled here")
def test_a_row_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        Trees([Group((SMALL,), -inf, inf)]).scores([(1.0,)])
