"""A LightGBM booster in, the groups of its trees out, as `scraper.parse.trees` reads and writes them.

The trees stand in groups, so that most blocks are settled early.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from types import MappingProxyType
from typing import Any

from scraper.parse.trees import Group, Tree

GROUP = 16
# After how many groups a block is settled, below and above which raw score; far enough from the bounds at which
# `scraper.parse.body.candidates` cuts that the trees behind hardly turn it.
EXITS = MappingProxyType(
    {1: (-2.5, 1.3), 2: (-2.7, 1.1), 3: (-2.4, 0.9), 4: (-2.1, 0.7), 6: (-1.7, 0.5), 8: (-1.4, 0.3)}
)


def groups_of(booster: Any, exits: Mapping[int, tuple[float, float]] = EXITS) -> tuple[Group, ...]:
    """Return the trees of a booster in groups, with the bounds at which a row is settled: by default a block's."""
    trees = [_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    starts = range(0, len(trees), GROUP)
    return tuple(
        Group(
            tuple(trees[start : start + GROUP]),
            *(exits.get(number, (-inf, inf)) if start + GROUP < len(trees) else (-inf, inf)),
        )
        for number, start in enumerate(starts, 1)
    )


def whole(booster: Any) -> tuple[Group, ...]:
    """Return the trees of a booster in one group: every row is asked all of them."""
    return (Group(tuple(_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]), -inf, inf),)


def _tree(node: dict[str, Any]) -> Tree:
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.5g}")
    bound = float(f"{node['threshold']:.6g}")
    return [node["split_feature"], bound, _tree(node["left_child"]), _tree(node["right_child"])]
