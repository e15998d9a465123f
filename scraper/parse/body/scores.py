"""What the page's numbers say of each block: the body by rules, the model's scores, the kinds of furniture.

Compiled where a compiler was at hand at installation (`_body_scores.pyx`), in plain Python elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

from scraper.model import Page
from scraper.page import compiled
from scraper.parse.body.containers import find_containers
from scraper.parse.body.features import block_features
from scraper.parse.body.model import body_score
from scraper.parse.body.rules import rule_body
from scraper.parse.boilerplate import FurnitureKinds

_twin = compiled("scraper.parse.body._scores")


class Scores(NamedTuple):
    """The blocks that are body `by_rules`, those that the model scores above a bound, and the `scale` of lengths."""

    by_rules: tuple[int, ...]
    scores: dict[int, float]
    scale: float


def furniture_kinds(page: Page) -> FurnitureKinds:
    """Return the kinds of the page's blocks."""
    if _twin is None:
        return FurnitureKinds(page)
    kinds: FurnitureKinds = _twin.FurnitureKinds(page)
    return kinds


def score_blocks(page: Page, furniture: FurnitureKinds, *, headline: int | None, above: float) -> Scores:
    """Return what rules and model say of the blocks; the model has seen no text dump. Linear in the page.

    `headline` is the number of the headline's block, if it is visible.
    """
    if _twin is not None and isinstance(furniture, _twin.FurnitureKinds):
        return Scores(*_twin.score_blocks(furniture, headline, above))
    return score_slowly(page, furniture, headline=headline, above=above)


def score_slowly(page: Page, furniture: FurnitureKinds, *, headline: int | None, above: float) -> Scores:
    """Return the same in plain Python."""
    containers = find_containers(page, furniture)
    by_rules = rule_body(page, containers, start=0 if headline is None else headline + 1)
    if page.kind == "text":
        return Scores(by_rules, {}, containers.scale)
    features = block_features(page, containers, furniture, headline=headline)
    scores = {
        number: score
        for number, row in zip(features.numbers, features.rows, strict=True)
        if (score := body_score(row)) > above
    }
    return Scores(by_rules, scores, containers.scale)
