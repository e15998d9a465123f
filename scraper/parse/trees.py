"""Boosted trees as data: a JSON file in, the score of a row of numbers out.

The file is a list of groups, `{"bounds": [low, high] or null, "trees": [...]}`: a row whose score leaves the bounds
after a group is settled, for the trees that follow can't be expected to turn it. A tree is a leaf's value, or `[column,
bound, tree for what is not above it, tree for what is]`. The compiled steps read the same files (`_trees.pyx` for any
model, `body/_scores.pyx` for the blocks' own).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from math import inf
from typing import Any, NamedTuple

from scraper.page import compiled

_extension = compiled("scraper.parse._trees")

Row = Sequence[float]
Tree = Any


class Group(NamedTuple):
    """Trees that are asked together; a row is settled when its score lies below `low` or above `high` behind them."""

    trees: tuple[Tree, ...]
    low: float
    high: float


class Trees:
    """The trees of one model."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = tuple(groups)
        self._scorers: list[tuple[Callable[[Row], float], float, float]] = []
        self._scorer: Any = None

    def score(self, row: Row) -> float:
        """Return the raw score of a row: the sum of one leaf of each tree, in the order of the file."""
        score = 0.0
        for part, low, high in self._scorers or self._compiled():
            score += part(row)
            if score < low or score > high:
                break
        return score

    def scores(self, rows: Iterable[Row]) -> list[float]:
        """Return the raw score of each row, by the compiled step where there is one."""
        if _extension is None:
            return [self.score(row) for row in rows]
        if self._scorer is None:
            self._scorer = _extension.Scorer(self.groups)
        found: list[float] = self._scorer.scores(rows)
        return found

    def _compiled(self) -> list[tuple[Callable[[Row], float], float, float]]:
        # Going down nested lists takes twice as long as code, 3 to 4 % of a record. Compiling takes 23 ms
        # once, where no compiled step does the work.
        self._scorers = [(_as_code(group.trees), group.low, group.high) for group in self.groups]
        return self._scorers


def read_trees(package: str, name: str) -> Trees:
    """Return the model in the file `name` of `package`."""
    return Trees(parse_trees(files(package).joinpath(name).read_text(encoding="utf-8")))


def parse_trees(text: str) -> tuple[Group, ...]:
    """Return the groups of a model's file."""
    return tuple(Group(tuple(group["trees"]), *(group["bounds"] or (-inf, inf))) for group in json.loads(text))


def write_trees(groups: Iterable[Group]) -> str:
    """Return the text of a model's file, a tree a line."""
    parts = []
    for trees, low, high in groups:
        bounds = None if (low, high) == (-inf, inf) else [low, high]
        lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
        parts.append(f'{{"bounds":{json.dumps(bounds)},"trees":[\n{lines}\n]}}')
    return "[\n" + ",\n".join(parts) + "\n]\n"


def _as_code(trees: Sequence[Tree]) -> Callable[[Row], float]:
    """Return a function of a row that gives the sum of the trees' leaves."""
    source = "lambda x: 0.0 + " + " + ".join(map(_expression, trees))
    function: Callable[[Row], float] = eval(source, {"__builtins__": {}})  # noqa: S307 -- numbers alone, from a file of ours
    return function


def _expression(tree: Tree) -> str:
    if not isinstance(tree, list):
        return repr(float(tree))
    column, bound, low, high = tree
    return f"({_expression(low)} if x[{int(column)}] <= {float(bound)!r} else {_expression(high)})"
