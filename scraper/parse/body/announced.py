"""The body's blocks in, the items of the lists that its sentences announce out.

The model takes a list of links for a menu, and mostly is right; where a sentence of the text says what follows, the
list is the text's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scraper.model import Block, Page, Role
from scraper.parse.boilerplate import BoilerplateKinds

_COLONS = (":", "：")
_LISTS = frozenset({"ul", "ol", "dl", "menu"})
# A line of fewer letters (of a Latin page) is a label, as of other stories; more items are a directory.
_SENTENCE = 25
_MOST = 30


def announced(
    page: Page, numbers: Sequence[int], boilerplate: BoilerplateKinds, *, scale: float, taken: frozenset[int]
) -> list[int]:
    """Return the blocks that are missing between two of `numbers` and stand in a list that the first announces.

    A sentence that ends with a colon announces the list that stands behind it in the same element; the text goes on
    there behind the list. `taken` are blocks that are something else.
    """
    found: list[int] = []
    for number, following in pairwise(numbers):
        missing = range(number + 1, following)
        if 0 < len(missing) <= _MOST and _announces(page.blocks[number], scale):
            around = page.elements[page.blocks[number].element].parent
            is_list = all(_list_in(page, one, around) == _list_in(page, number + 1, around) >= 0 for one in missing)
            if is_list and _is_inside(page, following, around) and _says_nothing_else(boilerplate, number):
                found += [one for one in missing if one not in taken]
    return found


def _announces(block: Block, scale: float) -> bool:
    size = len(block.text)
    return size * scale >= _SENTENCE and block.text.endswith(_COLONS) and block.link_chars * 2 < size


def _says_nothing_else(boilerplate: BoilerplateKinds, number: int) -> bool:
    return boilerplate.of((number,))[number][0] is Role.OTHER


def _list_in(page: Page, number: int, around: int) -> int:
    """Return the list that a block stands in and that is a child of the element `around`, -1 if there is none."""
    element = page.blocks[number].element
    while element > around:
        parent = page.elements[element].parent
        if parent == around:
            return element if page.elements[element].tag in _LISTS and not page.elements[element].is_hidden else -1
        element = parent
    return -1


def _is_inside(page: Page, number: int, around: int) -> bool:
    element = page.blocks[number].element
    while element > around:
        element = page.elements[element].parent
    return element == around
