"""What the model and the rules say of the blocks in, the bodies that the page may have out.

No way of choosing blocks is right on every page: where the model is unsure of a whole column, another bound, the rules
or the page's own data find the article. `judge.py` says which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from scraper.model import Page
from scraper.parse.body.clean import CERTAIN, clean, is_caption, is_unseen, without_comments, without_copies
from scraper.parse.body.scores import Scores
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.parse.page_data import article_node

# On unseen publishers a bound below 0 costs news pages a little precision and gains other pages more recall.
BODY_ABOVE = -0.8
# What the ways of choosing are called, in the order in which the judge knows them. The usual one is the first.
WAYS = ("usual", "strict", "loose", "rules", "run", "filled", "data")
_BOUNDS = MappingProxyType({"usual": BODY_ABOVE, "strict": 0.0, "loose": -1.4})
# No block below this is looked at.
LOWEST = -2.0
# As many blocks in a row that are no body part one run of them from the next.
_GAP = 6
_SHORTEST_DATA = 200
_START = 40
_NO_LETTERS = re.compile(r"[\W_]+")

Body = tuple[int, ...]


class Candidates(NamedTuple):
    """The `bodies` by the names of `WAYS`, the usual one first; `scores` are the model's of the blocks it may be."""

    bodies: dict[str, Body]
    scores: Mapping[int, float]


def find_candidates(page: Page, boilerplate: BoilerplateKinds, found: Scores, *, taken: frozenset[int]) -> Candidates:
    """Return the bodies that the page may have, each once. Linear in the page; `found.scores` reach to `LOWEST`."""
    scores = {
        number: score
        for number, score in found.scores.items()
        if number not in taken and not is_caption(page, number) and not is_unseen(page, number)
    }
    cleaned: dict[tuple[int, ...], Body] = {}

    def clean_body(chosen: dict[int, float]) -> Body:
        """Return the blocks as a body; two ways often choose the same ones."""
        numbers = tuple(chosen)
        if numbers not in cleaned:
            cleaned[numbers] = clean(page, boilerplate, chosen, scale=found.scale, taken=taken)
        return cleaned[numbers]

    bodies: dict[str, Body] = {}
    for way, bound in _BOUNDS.items():
        bodies[way] = clean_body({number: score for number, score in scores.items() if score > bound})
    kinds = boilerplate.of(number for number in found.by_rules if number not in taken)
    rules = without_comments(page, {n: kind for n, kind in kinds.items() if kind not in CERTAIN}, scale=found.scale)
    bodies["rules"] = tuple(without_copies(page, rules))
    usual = bodies["usual"]
    bodies["run"] = _longest_run(page, usual)
    if usual:
        first, last = usual[0], usual[-1]
        bodies["filled"] = clean_body({number: score for number, score in scores.items() if first <= number <= last})
    bodies["data"] = _as_stated(page, scores)
    return Candidates(_different(bodies), scores)


def _different(bodies: Mapping[str, Body]) -> dict[str, Body]:
    """Return the bodies that are not empty and not the same as one before."""
    seen: set[Body] = {()}
    kept = {}
    for way, body in bodies.items():
        if body not in seen:
            seen.add(body)
            kept[way] = body
    return kept


def _longest_run(page: Page, body: Sequence[int]) -> Body:
    """Return the part of a body that has the most letters, between gaps of blocks that are none."""
    best: tuple[int, Sequence[int]] = (0, ())
    first, letters = 0, 0
    for place, number in enumerate(body):
        if place and number - body[place - 1] > _GAP:
            best = max(best, (letters, body[first:place]))
            first, letters = place, 0
        letters += len(page.blocks[number].text)
    return tuple(max(best, (letters, body[first:]))[1])


def _as_stated(page: Page, scores: Mapping[int, float]) -> Body:
    """Return the blocks whose beginnings stand in the `articleBody` of the page's data."""
    node = article_node(page)
    raw = node.get("articleBody") if node else None
    if not isinstance(raw, str) or len(raw) < _SHORTEST_DATA:
        return ()
    text = _letters_of(raw)
    return tuple(number for number in scores if _letters_of(page.blocks[number].text[: 2 * _START])[:_START] in text)


def _letters_of(text: str) -> str:
    return _NO_LETTERS.sub("", text).lower()
