"""Page in, the labels that the rule of its site or content system gives out; a page that no rule knows has none.

An address or a generator is asked first, the page's elements last, so that a page of no rule costs next to nothing.
A rule that recognises a page but finds neither headline nor body in it does not hold for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.model import Label, Page, Role
from scraper.page import Finder
from scraper.sites.rules import Layout, Match, Rule

# A block inside the body's element that a second selector names is what that one says.
_LAST = (Role.BODY,)


class Ruling(NamedTuple):
    """What a rule says of one page: its name, the layout that fits, and one label for each block that it names."""

    rule: Rule
    layout: Layout
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Sites:
    """A set of rules; the first that holds for a page wins."""

    rules: tuple[Rule, ...] = ()

    def labels(self, page: Page, *, captured_on: date | None = None) -> tuple[Label, ...]:
        """Return what the page's rule says of its blocks; none if no rule holds for it."""
        ruling = self.ruling(page, captured_on=captured_on)
        return ruling.labels if ruling else ()

    def ruling(self, page: Page, *, captured_on: date | None = None) -> Ruling | None:
        """Return the ruling of the first rule that holds; `captured_on` chooses among its dated layouts."""
        if not self.rules or not page.elements:
            return None
        finder = Finder(page)
        for rule in self._recognised(page, finder):
            rulings = [_ruling(finder, rule, layout) for layout in in_order(rule.layouts, captured_on)]
            best = max(rulings, key=_finds)
            if _finds(best):
                return best
        return None

    def _recognised(self, page: Page, finder: Finder) -> Iterator[Rule]:
        """Yield the rules that recognise the page: first those that need no look at its elements."""
        address = _Address.of(page)
        seen = set()
        for rule, match in self._matches:
            if rule.name not in seen and _holds(match, address, finder):
                seen.add(rule.name)
                yield rule

    @cached_property
    def _matches(self) -> list[tuple[Rule, Match]]:
        """The ways to recognise the rules' pages, in the order in which they are tried: the cheap ones first."""
        matches = [(rule, match) for rule in self.rules for match in rule.matches]
        return sorted(matches, key=lambda pair: not pair[1].is_cheap)


class _Address(NamedTuple):
    """What is known of a page before its elements are looked at."""

    host: str
    path: str
    generator: str
    title: str

    @classmethod
    def of(cls, page: Page) -> _Address:
        generator = (page.signals.meta_value("generator") or "").lower()
        try:
            parts = urlsplit(page.url or "")
            host = parts.hostname or ""
        except ValueError:
            return cls("", "", generator, page.signals.title)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return cls(host, path, generator, page.signals.title)


def in_order(layouts: Iterable[Layout], captured_on: date | None) -> list[Layout]:
    """Return the layouts in the order in which they are tried: the one of that day, the older ones, the newer ones.

    Without a day the newest comes first. A site's old pages may be served in an old layout to this day, and a mirror's
    day may be wrong: what is on the page decides last.
    """
    newest_first = sorted(layouts, key=lambda layout: layout.until or date.max, reverse=True)
    if captured_on is None:
        return newest_first
    valid = [layout for layout in newest_first if layout.until is None or layout.until >= captured_on]
    older = newest_first[len(valid) :]
    return [*valid[-1:], *older, *reversed(valid[:-1])]


def _holds(match: Match, address: _Address, finder: Finder) -> bool:
    if match.hosts and not any(address.host == host or address.host.endswith("." + host) for host in match.hosts):
        return False
    if match.url is not None and not match.url.search(address.path):
        return False
    if match.generator and match.generator not in address.generator:
        return False
    if match.title is not None and not match.title.search(address.title):
        return False
    return match.markup is None or (finder.may_have(match.markup) and bool(finder.elements(match.markup)))


def _finds(ruling: Ruling) -> int:
    """Return how many of headline and body the layout finds: the text's element outlives the others."""
    return len({label.role for label in ruling.labels} & {Role.HEADLINE, Role.BODY})


def _ruling(finder: Finder, rule: Rule, layout: Layout) -> Ruling:
    return Ruling(rule, layout, _labels(finder, rule, layout))


def _labels(finder: Finder, rule: Rule, layout: Layout) -> tuple[Label, ...]:
    labels: dict[int, Label] = {}
    for role, selectors in sorted(layout.selectors, key=lambda pair: pair[0] in _LAST):
        for selector in selectors:
            blocks = finder.blocks(selector)
            for number in blocks:
                labels.setdefault(number, Label(number, role, f"{rule.name}: {selector.text}"))
            if blocks:
                break
    return tuple(labels[number] for number in sorted(labels))
