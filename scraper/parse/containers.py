"""Which element holds the article: a score for every element, and where each stands relative to the best one.

Only lengths, link shares and the tree count, so that it works alike in scripts with and without spaces.
"""

from __future__ import annotations

from typing import NamedTuple

from scraper.model import Block, Element, Page

# Weights of the text tags and of the places that seldom hold an article; the shares a block's mass gives to its
# container's ancestors. Measured on the news rows of the gold: the best container's subtree alone reaches F1 .888.
_TEXT_TAGS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote", "pre"})
_ASIDE_TAGS = frozenset({"footer", "nav", "aside"})
_SHARES = (1.0, 0.75, 0.56, 0.42)
_BLOCK_MINIMUM = 40
_BLOCK_MAXIMUM = 600
_LINK_MAXIMUM = 0.4
# Scripts that say as much in half the characters: more than this many UTF-8 bytes a character.
_DENSE_BYTES = 2.2
_DENSE_SCALE = 1.8


class Containers(NamedTuple):
    """`scores` by element number; `best` is the best element (-1: none).

    `outside` marks the elements in nav, footer and aside. `up` is the number of levels from the best element up to its
    common ancestor with an element, `down` from there down to the element. `scale` makes lengths comparable between
    scripts.
    """

    scores: list[float]
    best: int
    up: list[int]
    down: list[int]
    outside: list[bool]
    scale: float


def find_containers(page: Page) -> Containers:
    """Return the scores of all elements of the page and their place relative to the best. Linear in the page."""
    elements, blocks = page.elements, page.blocks
    scale = text_scale(blocks)
    outside = _outside(elements)
    scores = [0.0] * len(elements)
    for block in blocks:
        size = len(block.text) * scale
        if size < _BLOCK_MINIMUM or block.link_chars * scale > size * _LINK_MAXIMUM:
            continue
        mass = min(size, _BLOCK_MAXIMUM) - block.link_chars * scale
        number = block.element
        if block.tag not in _TEXT_TAGS:
            mass *= 0.5
        if outside[number] or elements[number].is_hidden:
            mass *= 0.3
        # The element of a paragraph is the paragraph itself: the container is its parent.
        if block.tag in _TEXT_TAGS and elements[number].parent >= 0:
            number = elements[number].parent
        for share in _SHARES:
            scores[number] += mass * share
            number = elements[number].parent
            if number < 0:
                break
    best = max(range(len(scores)), key=scores.__getitem__) if any(scores) else -1
    up, down = _distances(elements, best)
    return Containers(scores, best, up, down, outside, scale)


def text_scale(blocks: tuple[Block, ...]) -> float:
    """Return 1.8 for a page in a dense script (Hangul, Han, Kana, Thai), else 1."""
    text = "".join([block.text for block in blocks if len(block.text) > 20])
    return _DENSE_SCALE if len(text.encode("utf-8", "replace")) > len(text) * _DENSE_BYTES else 1.0


def _outside(elements: tuple[Element, ...]) -> list[bool]:
    outside: list[bool] = []
    for element in elements:
        outside.append(element.tag in _ASIDE_TAGS or (element.parent >= 0 and outside[element.parent]))
    return outside


def _distances(elements: tuple[Element, ...], best: int) -> tuple[list[int], list[int]]:
    """Return levels up from `best` to the common ancestor with each element, and levels down from there."""
    path = set()
    number = best
    while number >= 0:
        path.add(number)
        number = elements[number].parent
    best_depth = elements[best].depth if best >= 0 else 0
    up: list[int] = []
    down: list[int] = []
    for number, element in enumerate(elements):
        if number in path:
            up.append(best_depth - element.depth)
            down.append(0)
        elif element.parent >= 0:
            up.append(up[element.parent])
            down.append(down[element.parent] + 1)
        else:
            up.append(best_depth)
            down.append(0)
    return up, down
