"""The selectors of a style sheet's rule in, what each of them asks of an element and of those around it out.

Compounds below and right below others (`.menu > ul .sub`) are told; what else CSS knows is left open: such a rule may
hold for an element, and hides none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from scraper.model import Element
from scraper.page.markup.sheets.compounds import Compound, Parts, as_held, parts_of, read_compound, set_apart
from scraper.page.markup.tags import HIDDEN_TAGS

# How a compound stands to the one before.
_COMBINATOR = re.compile(r"\s*([\s>+~])\s*", re.ASCII)
# A reader has not done yet what these tell of; and what they tell of is no element.
_NOT_YET = re.compile(r":(?:hover|focus|focus-within|focus-visible|active|target|checked|before|after|:)")
# What is left open is taken to weigh more than anything else, so that it shows what it may show.
_OPEN = 1_000
# What may stand around is told by so many compounds at most.
_MOST_COMPOUNDS = 12
_MOST_LOOKS = 1_000_000
_MOST_PARTS = 80
# Elements are not sought by these attributes: many have them, or they have no text.
_COMMON = frozenset({"class", "id", "rel", "itemprop", "style", "href", "src", "hidden", "popover", "type", "open"})
_WITHOUT_TEXT = HIDDEN_TAGS | {"audio", "video", "img", "source", "input", "br", "hr", "html", "body"}


class Selector(NamedTuple):
    """What a selector asks: of the element `itself`, of those `around` it from the inside out.

    With each of these goes whether it must be the very next one. `weight` is the selector's specificity; `is_open`
    tells that it asks for more than that.
    """

    itself: Compound
    around: tuple[tuple[bool, Compound], ...]
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
                if not wanted.parts <= known:
                    return False
        for is_next, wanted in selector.around:
            while number >= 0 and not (
                wanted.parts <= self._parts[number] and wanted.is_met(self._parts[number], elements[number][3])
            ):
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


def read_selectors(text: str, part: str) -> list[Selector]:
    """Return those selectors of a list that ask the element itself for `part` and mean one that is there by now.

    >>> read_selectors(".menu > UL .sub, a:hover .sub, p.x", ".sub")[0].around[0]
    (False, Compound(parts=frozenset({'ul'}), attributes=(), unless=()))
    """
    text, held = set_apart(text)
    is_attribute, written = part[0] == "[", as_held(part)
    found = [
        _read(one, held)
        for one in text.split(",")
        if (is_attribute or written in one or written in one.lower()) and not _NOT_YET.search(one)
    ]
    if is_attribute:
        return [one for one in found if any(wanted.name == part[1:] for wanted in one.itself.attributes)]
    return [one for one in found if part in one.itself.parts]


def sought_by(text: str) -> str:
    """Return the class, id, attribute (`[name`) or tag by which one may seek what a selector means; "" if by none.

    >>> sought_by(".menu li:not(.on)"), sought_by("[x-cloak]"), sought_by("p:first-child"), sought_by("p:hover .x")
    ('li', '[x-cloak', '', '')
    """
    text, held = set_apart(text)
    if _NOT_YET.search(text):
        return ""
    selector = _read(text, held)
    if selector.is_open:
        return ""
    parts = selector.itself.parts
    names = sorted(part for part in parts if part[0] in ".#")
    if names:
        return names[-1]
    for wanted in selector.itself.attributes:
        if wanted.name not in _COMMON:
            return f"[{wanted.name}"
    return next(iter(parts - _WITHOUT_TEXT), "")


def _read(text: str, held: Sequence[str]) -> Selector:
    *outer, subject = _COMBINATOR.split(text.strip())
    itself, weight, is_open = read_compound(subject, held)
    around: list[tuple[bool, Compound]] = []
    while outer and len(around) < _MOST_COMPOUNDS:
        combinator, compound = outer.pop(), outer.pop()
        wanted, more, is_doubtful = read_compound(compound, held)
        weight += more
        is_open = is_open or is_doubtful
        # What stands beside an element is not known; what is around that may be anything.
        if combinator in "+~":
            is_open = True
            break
        around.append((combinator == ">", wanted))
    is_open = is_open or bool(outer)
    return Selector(itself, tuple(around), weight + _OPEN * is_open, is_open)
