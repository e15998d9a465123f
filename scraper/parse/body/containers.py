"""Which element holds the article: a score for every element, and where each stands relative to the best one.

Only lengths, link shares and the tree count, so that it works alike in scripts with and without spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scraper.model import Block, Element, Page, Role
from scraper.parse.boilerplate import BoilerplateKinds

# Weights of the text tags and of the places that seldom hold an article; the shares a block's mass gives to its
# container's ancestors. Measured on the news rows of the gold: the best container's subtree alone reaches F1 .888.
TEXT_TAGS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote", "pre"})
_ASIDE_TAGS = frozenset({"footer", "nav", "aside"})
_SHARES = (1.0, 0.75, 0.56, 0.42)
_BLOCK_MINIMUM = 40
_BLOCK_MAXIMUM = 600
_LINK_MAXIMUM = 0.4
_ASIDE_SHARE, _BARE_SHARE = 0.3, 0.5
# Readers may write fifty times as much as the author.
_COMMENT_SHARE = 0.02
# Scripts that say as much in half the characters: more than this many UTF-8 bytes a character.
_DENSE_BYTES = 2.2
_DENSE_SCALE = 1.8


class Containers(NamedTuple):
    """`scores` by element number; `best` is the best element (-1: none).

    `outside` is 1 for the elements in nav, footer and aside. `up` is the number of levels from the best element up to
    its common ancestor with an element, `down` from there down to the element. `scale` makes lengths comparable
    between scripts.
    """

    scores: list[float]
    best: int
    up: list[int]
    down: list[int]
    outside: bytearray
    scale: float


def find_containers(page: Page, boilerplate: BoilerplateKinds) -> Containers:
    """Return the scores of all elements of the page and their place relative to the best. Linear in the page."""
    elements = page.elements
    scale = text_scale(page.blocks)
    outside = inside_any(elements, _ASIDE_TAGS)
    scores = [0.0] * len(elements)
    for _, text, tag, number, link_chars, _ in page.blocks:
        size = len(text) * scale
        if size < _BLOCK_MINIMUM or link_chars * scale > size * _LINK_MAXIMUM:
            continue
        mass = min(size, _BLOCK_MAXIMUM) - link_chars * scale
        if outside[number] or elements[number].is_hidden:
            mass *= _ASIDE_SHARE
        if boilerplate.around(number) is Role.COMMENTS:
            mass *= _COMMENT_SHARE
        container = number
        if tag not in TEXT_TAGS:
            mass *= _BARE_SHARE
        elif elements[number][0] >= 0:
            # The element of a paragraph is the paragraph itself: the container is its parent.
            container = elements[number][0]
        for share in _SHARES:
            scores[container] += mass * share
            container = elements[container][0]
            if container < 0:
                break
    top = max(scores, default=0.0)
    best = scores.index(top) if top else -1
    return Containers(scores, best, *_distances(elements, best), outside, scale)


def text_scale(blocks: tuple[Block, ...]) -> float:
    """Return 1.8 for a page in a dense script (Hangul, Han, Kana, Thai), else 1."""
    text = "".join([block[1] for block in blocks if len(block[1]) > 20])
    if text.isascii():
        return 1.0
    return _DENSE_SCALE if len(text.encode("utf-8", "replace")) > len(text) * _DENSE_BYTES else 1.0


def inside_any(elements: Sequence[Element], tags: frozenset[str]) -> bytearray:
    """Return 1 for each element that has, or stands inside, one of `tags`, else 0.

    Elements come in document order, so what is inside one is the run of deeper ones behind it.
    """
    inside = bytearray(len(elements))
    for number in [number for number, element in enumerate(elements) if element[1] in tags]:
        if not inside[number]:
            end = _end(elements, number, number + 1)
            inside[number:end] = b"\1" * (end - number)
    return inside


def is_within(page: Page, block: Block, element: int) -> bool:
    """Return whether a block stands in an element, or is that itself."""
    number = block.element
    while number > element:
        number = page.elements[number].parent
    return number == element


def _end(elements: Sequence[Element], number: int, start: int) -> int:
    """Return the number of the first element from `start` on that is not inside element `number`."""
    depth = elements[number][2]
    for place in range(start, len(elements)):
        if elements[place][2] <= depth:
            return place
    return len(elements)


def _distances(elements: Sequence[Element], best: int) -> tuple[list[int], list[int]]:
    """Return levels up from `best` to the common ancestor with each element, and levels down from there."""
    if best < 0:
        return [0] * len(elements), [element[2] for element in elements]
    up = [0] * len(elements)
    low, high = best, _end(elements, best, best + 1)
    depth = elements[best][2]
    number = elements[best][0]
    while number >= 0:
        end, level = _end(elements, number, high), depth - elements[number][2]
        up[number:low] = [level] * (low - number)
        up[high:end] = [level] * (end - high)
        low, high = number, end
        number = elements[number][0]
    # Elements beside the root have no ancestor in common with the best one.
    up[:low], up[high:] = [depth] * low, [depth] * (len(elements) - high)
    return up, [max(0, element[2] - depth + levels) for element, levels in zip(elements, up, strict=True)]
