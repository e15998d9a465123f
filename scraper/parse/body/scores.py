"""What the page's numbers say of each block: the body by rules, the model's scores, the kinds of boilerplate.

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
from scraper.parse.boilerplate import BoilerplateKinds

_extension = compiled("scraper.parse.body._scores")


class Scores(NamedTuple):
    """The blocks that are body `by_rules`, those that the model scores above a bound, and the `scale` of lengths."""

    by_rules: tuple[int, ...]
    scores: dict[int, float]
    scale: float


def boilerplate_kinds(page: Page) -> BoilerplateKinds:
    """Return the kinds of the page's blocks."""
    if _extension is None:
        return BoilerplateKinds(page)
    kinds: BoilerplateKinds = _extension.BoilerplateKinds(page)
    return kinds


def score_blocks(page: Page, boilerplate: BoilerplateKinds, *, headline: int | None, above: float) -> Scores:
    """Return what rules and model say of the blocks; the model has seen no text dump. Linear in the page.

    `headline` is the number of the headline's block, if it is visible.
    """
    if _extension is not None and isinstance(boilerplate, _extension.BoilerplateKinds):
        return Scores(*_extension.score_blocks(boilerplate, headline, above))
    return score_slowly(page, boilerplate, headline=headline, above=above)


def score_slowly(page: Page, boilerplate: BoilerplateKinds, *, headline: int | None, above: float) -> Scores:
    """Return the same in plain Python."""
    containers = find_containers(page, boilerplate)
    by_rules = rule_body(page, containers, start=0 if headline is None else headline + 1)
    if page.kind == "text":
        return Scores(by_rules, {}, containers.scale)
    features = block_features(page, containers, boilerplate, headline=headline)
    scores = {
        number: score
        for number, row in zip(features.numbers, features.rows, strict=True)
        if (score := body_score(row)) > above
    }
    return Scores(by_rules, scores, containers.scale)
