"""The line models: boosted trees as data, each read from its file when first asked for.

The files are made by `python -m benchmarks.train_dumps`. The higher a score, the more like what the model looks for.
"""

from __future__ import annotations

from functools import cache

from scraper.parse.trees import Trees, read_trees

_PACKAGE = "scraper.parse.dump"


@cache
def text_trees() -> Trees:
    """Return the model of the article's text, over `features.NAMES`."""
    return read_trees(_PACKAGE, "text_trees.json")


@cache
def headline_trees() -> Trees:
    """Return the model of the headline, over `candidates.HEADLINE_NAMES`."""
    return read_trees(_PACKAGE, "headline_trees.json")


@cache
def subtitle_trees() -> Trees:
    """Return the model of the subtitle, over `candidates.SUBTITLE_NAMES`."""
    return read_trees(_PACKAGE, "subtitle_trees.json")


@cache
def author_trees() -> Trees:
    """Return the model of the byline, over `makers.MAKER_NAMES`."""
    return read_trees(_PACKAGE, "author_trees.json")


@cache
def date_trees() -> Trees:
    """Return the model of the article's date, over `makers.MAKER_NAMES`."""
    return read_trees(_PACKAGE, "date_trees.json")
