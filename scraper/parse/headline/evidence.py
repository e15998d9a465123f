"""A headline in, the blocks that print it and how sure it is out."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from scraper.model import Page
from scraper.page.markup import HEADINGS
from scraper.parse.headline.head_titles import HeadTitle
from scraper.parse.texts import breadth, key

# A head title of this weight or more counts as a voice.
MAIN_TITLE = 0.8
_LENGTH_DIFFERENCE = 6
_MAX_REJECTED = 8
# The longest rubric that a heading prints before the headline, in letters; and the shortest such headline.
_MAX_RUBRIC, _SHORTEST_BEHIND_RUBRIC = 8, 24
_NEAR = 16
_REACH = 40
# Shares of right headlines on 2,379 pages of nine sources (`benchmarks.calibration --held-out`), by how many head
# titles agree (0, 1, more) and how many differ; where sources differ much, less than the mean. What fewer than ten
# values have is no share: such a rung has that of all of its source, 19 of 29 below a path, 17 of 33 of titles alone.
_H1 = ((0.6, 0.9, 0.68), (0.96, 0.92, 0.84), (0.98, 0.94, 0.8))
_HEADING = (0.9, 0.9, 0.92)
_TITLE = (0.52, 0.52, 0.67)
_REPEATED = 0.8
BELOW_CRUMB, NAMED = "heading below the path", "element named title"
_OTHERS = MappingProxyType({BELOW_CRUMB: (0.66, 0.8, 0.78), NAMED: (0.85, 0.85, 0.85)})


def printing_blocks(page: Page, value: str, *, first: int | None, taken: frozenset[int]) -> tuple[int, ...]:
    """Return the visible blocks that print the headline: `first`, then the others; a link to it elsewhere is none."""
    folded = key(value)
    start = folded[:1]
    least, most = len(value) - _LENGTH_DIFFERENCE, len(value) + _LENGTH_DIFFERENCE
    # A later print is a form's or a player's at the end of the page.
    stop = None if first is None else first + _REACH + 1
    same = [
        number
        for number, text, _, _, link_chars, _ in page.blocks[:stop]
        if least < len(text) < most
        and (text[0].lower() == start or not text[0].isalnum())
        and number not in taken
        and link_chars * 2 <= len(text)
        and key(text) == folded
    ]
    same += _behind_rubrics(page, folded, taken, first=first) if first is not None else []
    visible = sorted({number for number in same if number != first and not is_hidden(page, number)})
    return (first, *visible) if first is not None else tuple(visible)


def _behind_rubrics(page: Page, folded: str, taken: frozenset[int], *, first: int) -> list[int]:
    """Return the headings near the first print that print it behind a short rubric: `Harbour Ferry back`.

    Only where the first print says more than the headline: else what such a heading says is its own.
    """
    if breadth(folded) < _SHORTEST_BEHIND_RUBRIC or key(page.blocks[first].text) == folded:
        return []
    near = page.blocks[first : first + _NEAR]
    return [
        block.number
        for block in near
        if block.tag in HEADINGS and block.number not in taken and is_behind_rubric(key(block.text), folded)
    ]


def is_behind_rubric(given: str, folded: str) -> bool:
    """Whether a key is another one with a short rubric before it."""
    return 0 < len(given) - len(folded) <= _MAX_RUBRIC and given.endswith(folded)


def is_hidden(page: Page, number: int) -> bool:
    """Whether the block is not shown."""
    return bool(page.elements) and page.elements[page.blocks[number].element].is_hidden


def voices(folded: str, titles: Iterable[HeadTitle]) -> tuple[int, int]:
    """Return how many of the head's main titles say the same as the headline, and how many differ."""
    same = [head.folded == folded for head in titles if head.weight >= MAIN_TITLE]
    return sum(same), len(same) - sum(same)


def reason(agree: int, differ: int) -> str:
    """Return the voices in words.

    >>> reason(2, 1), reason(0, 0)
    ('2 of 3 titles of the head say the same', 'the head has no title to compare')
    """
    if not agree + differ:
        return "the head has no title to compare"
    return f"{agree} of {agree + differ} titles of the head say the same"


def confidence(source: str, agree: int, differ: int, *, is_shown: bool) -> float:
    """Return the measured share of right headlines from such a source with as many titles that agree and differ."""
    if source == "repeated line":
        return _REPEATED
    if not is_shown:
        return _TITLE[min(agree, 2)]
    if source in _OTHERS:
        return _OTHERS[source][min(agree, 2)]
    return heading_confidence(agree, differ) if source == "h1" else _HEADING[min(agree, 2)]


def heading_confidence(agree: int, differ: int) -> float:
    """Return the measured share of right headlines for an h1 with which so many titles agree and differ."""
    return _H1[min(agree, 2)][min(differ, 2)]


def rejected(value: str, given: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return those of the (source, text) pairs that say something else than the headline, each once."""
    folded = key(value)
    others = dict.fromkeys((source, " ".join(text.split())) for source, text in given if key(text) != folded)
    return tuple(others)[:_MAX_REJECTED]
