"""Taught pages and others of their site in, the most stable selectors out, each with what it does on the others.

Stable is what finds something like the taught blocks on as many of the other pages as possible and something unlike
them on none. A selector that older pages alone have is dated: its layout ends with the last of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from scraper.learn.selectors import Taught, plainness, selectors
from scraper.model import BOILERPLATE, Label, Page, Role
from scraper.page import Finder, parse_selector

_PROPOSED = 5
# A field's text may be so much longer elsewhere than where it was taught.
_TIMES, _LETTERS = 3, 200
# A body has at least so much of what is taken for the body now; boilerplate has at most so much of it.
_LEAST_OF_BODY, _MOST_OF_BODY = 0.5, 0.3
# So many of the newest pages must be without it before a layout is said to have ended.
_ENDED = 3


class Seen(NamedTuple):
    """Another page of the site, when it was captured, and what its blocks are taken for now."""

    finder: Finder
    captured_on: date | None
    roles: tuple[Role, ...]

    @property
    def page(self) -> Page:
        """The page."""
        return self.finder.page


def seen(page: Page, labels: Sequence[Label], captured_on: date | None) -> Seen:
    """Return a page as it is measured on."""
    return Seen(Finder(page), captured_on, tuple(label.role for label in labels))


class Proposal(NamedTuple):
    """A selector: on how many of the `pages` it finds something that fits, on how many what does not; its last day."""

    role: Role
    selector: str
    pages: int
    fits: int
    misfits: int
    until: date | None = None

    @property
    def stability(self) -> float:
        """What speaks for it, from 1 (fits on every page) down: a misfit weighs as two pages without it."""
        return (self.fits - 2 * self.misfits) / self.pages if self.pages else 0.0


class _Measure:
    """What is like the taught blocks of a role."""

    def __init__(self, role: Role, taught: Sequence[Taught]) -> None:
        self._role = role
        self._taught = taught

    @cached_property
    def _most(self) -> tuple[int, int]:
        """The most blocks and characters that a field may have."""
        blocks = max(len(one.blocks) for one in self._taught)
        letters = max(sum(len(one.page.blocks[n].text) for n in one.blocks) for one in self._taught)
        return 2 * blocks, _TIMES * letters + _LETTERS

    def fits(self, other: Seen, found: Sequence[int]) -> bool:
        """Whether what was found on another page is like what was taught."""
        sizes = [len(block.text) for block in other.page.blocks]
        body = {number for number, role in enumerate(other.roles) if role is Role.BODY}
        letters_of_body = sum(sizes[number] for number in body)
        in_body = sum(sizes[number] for number in found if number in body)
        if self._role is Role.BODY:
            return in_body >= _LEAST_OF_BODY * letters_of_body
        if self._role in BOILERPLATE:
            has_headline = any(other.roles[number] is Role.HEADLINE for number in found)
            return not has_headline and in_body <= _MOST_OF_BODY * letters_of_body
        blocks, letters = self._most
        return len(found) <= blocks and sum(sizes[number] for number in found) <= letters


def propose(taught: Sequence[Taught], role: Role, others: Sequence[Seen]) -> list[Proposal]:
    """Return the best selectors, the most stable first; none where no selector means the taught blocks alone."""
    measure = _Measure(role, taught)
    found = [_measured(text, role, measure, others) for text in selectors(taught, role)]
    found.sort(key=lambda one: (-one.stability, plainness(one.selector)))
    return found[:_PROPOSED]


def _measured(text: str, role: Role, measure: _Measure, others: Sequence[Seen]) -> Proposal:
    selector = parse_selector(text)
    fits = misfits = 0
    days: list[tuple[date, bool]] = []
    for other in others:
        blocks = other.finder.blocks(selector)
        if blocks and measure.fits(other, blocks):
            fits += 1
        elif blocks:
            misfits += 1
        if other.captured_on:
            days.append((other.captured_on, bool(blocks)))
    return Proposal(role, text, len(others), fits, misfits, _ended(days))


def _ended(days: list[tuple[date, bool]]) -> date | None:
    """Return the last day on which a page had it, if the newer ones are without.

    >>> old, new = date(2020, 6, 30), date(2021, 1, 1)
    >>> _ended([(old, True), (new, False), (new, False), (new, False)])
    datetime.date(2020, 6, 30)
    >>> _ended([(old, False), (new, True), (new, False)])
    """
    last = max((day for day, has in days if has), default=None)
    newer = sum(1 for day, _ in days if last and day > last)
    return last if newer >= _ENDED and not any(has for day, has in days if last and day > last) else None
