"""The body model: boosted trees over the numbers of `features.NAMES`, read from `body_trees.json` when first asked for.

The file is made by `python -m benchmarks.train_body GOLD... --write`. The higher a score, the more like body
(`candidates.BODY_ABOVE`).
"""

from __future__ import annotations

from functools import cache

from scraper.parse.trees import Row, Trees, read_trees


@cache
def body_trees() -> Trees:
    """Return the model."""
    return read_trees("scraper.parse.body", "body_trees.json")


def body_score(row: Row) -> float:
    """Return the raw score of a block's row."""
    return body_trees().score(row)
