"""A page and its supposed body in, whether that body is teasers of other pages out: how a list page reads as text.

A teaser stands in an item of its own, with the link to its page; the items of a list are marked up alike.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from scraper.model import Page

# An item holds a picture's caption, a section, a headline, a text, a date, a name; hardly more.
_ITEM_BLOCKS = 10
_ITEM_LEVELS = 5
_FEWEST_ITEMS = 5
# A headline with its date behind it, in a script that says much in few letters.
_LINKED = 0.4
_SHORTEST_LINK = 6

_Signature = tuple[str, str, int]


class Teasers(NamedTuple):
    """The `share` of the body's letters that stand in items, how many `items` of a kind there are, their `mean`."""

    share: float
    items: int
    mean: float


def find_teasers(page: Page, body: tuple[int, ...]) -> Teasers:
    """Return how much of the body stands in items of at least five alike, each with a link. Linear in the page."""
    counts, links = _sums(page)
    kinds: Counter[_Signature] = Counter(
        _signature(page, number) for number, linked in enumerate(links) if linked and counts[number] <= _ITEM_BLOCKS
    )
    letters: dict[int, int] = {}
    total = 0
    for number in body:
        size = len(page.blocks[number].text)
        total += size
        item = _item(page, number, counts, links)
        if item >= 0 and kinds[_signature(page, item)] >= _FEWEST_ITEMS:
            letters[item] = letters.get(item, 0) + size
    if not letters:
        return Teasers(0.0, 0, 0.0)
    inside = sum(letters.values())
    most = max(kinds[_signature(page, item)] for item in letters)
    return Teasers(inside / total, most, inside / len(letters))


def _sums(page: Page) -> tuple[list[int], list[int]]:
    """Return the numbers of blocks and of link lines in each element."""
    elements = page.elements
    counts, links = [0] * len(elements), [0] * len(elements)
    for block in page.blocks:
        counts[block.element] += 1
        links[block.element] += _is_link(len(block.text), block.link_chars)
    for number in range(len(elements) - 1, 0, -1):
        parent = elements[number].parent
        if counts[number] and parent >= 0:
            counts[parent] += counts[number]
            links[parent] += links[number]
    return counts, links


def _is_link(size: int, link_chars: int) -> bool:
    return link_chars >= _SHORTEST_LINK and link_chars >= size * _LINKED


def _item(page: Page, number: int, counts: list[int], links: list[int]) -> int:
    """Return the item that a block stands in, with a link beside it or as its own text; -1 if there is none."""
    block = page.blocks[number]
    element = block.element
    alone = 0 if _is_link(len(block.text), block.link_chars) else 1
    for _ in range(_ITEM_LEVELS):
        if element < 0 or counts[element] > _ITEM_BLOCKS:
            return -1
        if links[element] and counts[element] > alone:
            return element
        element = page.elements[element].parent
    return -1


def _signature(page: Page, number: int) -> _Signature:
    element = page.elements[number]
    return element.tag, element.attributes.get("class", "").partition(" ")[0], element.depth
