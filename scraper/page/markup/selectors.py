"""The selectors of a style sheet's rule in, what each of them asks of an element and of those around it out.

Compounds of a tag, classes and an id, below and right below others (`.menu > ul .sub`), are told; what else CSS knows
is left open: such a rule may hold for an element, and hides none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from scraper.model import Element
from scraper.page.markup.attributes import classes_of

# A compound, with what is left open, and how it stands to the one before.
_COMBINATOR = re.compile(r"\s*([\s>+~])\s*")
_PART = re.compile(r"([.#]?)(-?[^\W\d][\w-]*|\*)|(::?[\w-]+)|(\[[^\]]*\])|(\\.)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# A reader has not done yet what these tell of; and what they tell of is no element.
_NOT_YET = re.compile(r":(?:hover|focus|focus-within|focus-visible|active|target|checked|before|after|:)")
_WEIGHTS = MappingProxyType({"#": 100, ".": 10})
# What is left open is taken to weigh more than anything else, so that it shows what it may show.
_OPEN = 1_000
# What may stand around is told by so many compounds at most.
_MOST_COMPOUNDS = 12
_MOST_LOOKS = 1_000_000
_MOST_PARTS = 80

Parts = frozenset[str]


class Selector(NamedTuple):
    """What a selector asks: the `parts` of the element (`p`, `.lead`, `#top`), those `around` from the inside out.

    With each of these goes whether it must be the very next one. `weight` is the selector's specificity; `is_open`
    tells that it asks for more than that.
    """

    parts: Parts
    around: tuple[tuple[bool, Parts], ...]
    weight: int
    is_open: bool


class Around:
    """What is around the elements of one page, looked at when a rule asks for it."""

    def __init__(self) -> None:
        self._elements: Sequence[Element] = ()
        self._innermost = -1
        # The parts of elements, and of each with all around it, unless those are many.
        self._parts: dict[int, Parts] = {}
        self._all: dict[int, Parts | None] = {-1: frozenset()}
        self._looks = 0

    def of(self, elements: Sequence[Element], innermost: int) -> Around:
        """Return what is around an element that stands in `innermost` of the page's `elements`."""
        self._elements, self._innermost = elements, innermost
        return self

    def is_as(self, selector: Selector) -> bool:
        """Return whether it is as a selector asks.

        Of several elements that fit the nearest is taken: only where that is not right in another is it the wrong one.
        """
        if not selector.around:
            return True
        number, elements = self._innermost, self._elements
        known = self._all[number] if number in self._all else self._find_all(number)
        if known is not None:
            for _, wanted in selector.around:
                if not wanted <= known:
                    return False
        for is_next, wanted in selector.around:
            while number >= 0 and not wanted <= self._parts[number]:
                self._looks += 1
                if is_next or self._looks > _MOST_LOOKS:
                    return False
                number = elements[number][0]
            if number < 0:
                return False
            number = elements[number][0]
        return True

    def _find_all(self, number: int) -> Parts | None:
        path = []
        while number not in self._all:
            path.append(number)
            number = self._elements[number][0]
        found = self._all[number]
        for inner in reversed(path):
            _, tag, _, attributes, _ = self._elements[inner]
            parts = self._parts[inner] = parts_of(tag, attributes)
            if found is not None and not parts <= found:
                found = found | parts if len(parts) + len(found) <= _MOST_PARTS else None
            self._all[inner] = found
        return found


def parts_of(tag: str, attributes: Mapping[str, str]) -> Parts:
    """Return what selectors know an element by: tag, classes and id.

    >>> sorted(parts_of("p", {"class": "lead wide", "id": "top"}))
    ['#top', '.lead', '.wide', 'p']
    """
    parts = {tag, *[f".{name}" for name in classes_of(attributes)]}
    if "id" in attributes:
        parts.add(f"#{attributes['id']}")
    return frozenset(parts)


def read_selectors(text: str, part: str) -> list[Selector]:
    """Return those selectors of a list that ask the element itself for `part` and mean one that is there by now.

    >>> read_selectors(".menu > UL .sub, a:hover .sub, p.x", ".sub")[0].around
    ((False, frozenset({'ul'})), (True, frozenset({'.menu'})))
    """
    while "(" in text:
        # What a condition says in brackets is left open, and may have commas.
        text, before = _IN_BRACKETS.sub("", text), text
        if text == before:
            return []
    found = [_read(one) for one in text.split(",") if part in one and not _NOT_YET.search(one)]
    return [one for one in found if part in one.parts]


def _read(text: str) -> Selector:
    *outer, subject = _COMBINATOR.split(text.strip())
    parts, weight, is_open = _compound(subject)
    around: list[tuple[bool, Parts]] = []
    while outer and len(around) < _MOST_COMPOUNDS:
        combinator, compound = outer.pop(), outer.pop()
        wanted, more, is_doubtful = _compound(compound)
        weight += more
        is_open = is_open or is_doubtful
        # What stands beside an element is not known; what is around that may be anything.
        if combinator in "+~":
            is_open = True
            break
        around.append((combinator == ">", wanted))
    is_open = is_open or bool(outer)
    return Selector(parts, tuple(around), weight + _OPEN * is_open, is_open)


def _compound(text: str) -> tuple[Parts, int, bool]:
    """Return what a compound asks of one element, its weight, and whether it asks for more than that."""
    parts, weight, is_open = set(), 0, False
    for sigil, name, pseudo, attribute, escape in _PART.findall(text):
        if name and name != "*":
            parts.add(f"{sigil}{name if sigil else name.lower()}")
        weight += _WEIGHTS.get(sigil, 10 if pseudo or attribute else 1)
        is_open = is_open or bool(pseudo or attribute or escape)
    return frozenset(parts), weight, is_open
