"""Page in, what the rule and the functions of its site or content system say of it out; a page of none has nothing.

An address or a generator is asked first, the page's elements last, so that a page of no rule costs next to nothing.
A rule that recognises a page but finds neither headline nor body in it does not hold for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

from scraper.dom import Reach, reached
from scraper.model import Label, Page, Role, Statement
from scraper.page import Finder
from scraper.sites.functions import SiteFunction, ask, eras
from scraper.sites.rules import ROLES, VALUES, Layout, Match, Rule
from scraper.sites.values import statement, texts_of

# A block inside the body's element that a second selector names is what that one says.
_LAST = ("body",)
_FOUND = frozenset({Role.HEADLINE, Role.BODY})


class Ruling(NamedTuple):
    """What a rule says of one page: its name, the layout that fits, one label for each block that it names, values."""

    rule: Rule
    layout: Layout
    labels: tuple[Label, ...]
    statements: tuple[Statement, ...] = ()


class Said(NamedTuple):
    """What is said of one page: labels of blocks, values of fields, and what went wrong with site functions."""

    labels: tuple[Label, ...] = ()
    statements: tuple[Statement, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sites:
    """A set of rules, of which the first that holds for a page wins, and of site functions, which go before it."""

    rules: tuple[Rule, ...] = ()
    functions: tuple[SiteFunction, ...] = ()

    def say(self, page: Page, *, captured_on: date | None = None) -> Said:
        """Return what the page's rule and its site functions say of it."""
        ruling = self.ruling(page, captured_on=captured_on)
        said = Said(ruling.labels, ruling.statements) if ruling else Said()
        return self._heard(page, said, captured_on) if self.functions and page.kind != "binary" else said

    def _heard(self, page: Page, said: Said, captured_on: date | None) -> Said:
        """Return what is said with what the functions say of the page: those of the first day that say anything."""
        problems: tuple[str, ...] = ()
        for era in in_order(eras(self.functions, host_of(page)), captured_on):
            answers = ask(era.functions, page)
            problems += answers.problems
            if answers.statements:
                given = {one.field for one in answers.statements}
                others = (one for one in said.statements if one.field not in given)
                return Said(said.labels, (*answers.statements, *others), problems)
        return said._replace(problems=problems)

    def labels(self, page: Page, *, captured_on: date | None = None) -> tuple[Label, ...]:
        """Return what the page's rule says of its blocks; none if no rule holds for it."""
        ruling = self.ruling(page, captured_on=captured_on)
        return ruling.labels if ruling else ()

    def ruling(self, page: Page, *, captured_on: date | None = None) -> Ruling | None:
        """Return the ruling of the first rule that holds; `captured_on` chooses among its dated layouts."""
        if not self.rules or not page.elements:
            return None
        finder = Finder(page)
        added: list[Ruling] = []
        for rule in self._recognised(page, finder):
            rulings = [_ruling(finder, rule, layout) for layout in in_order(rule.layouts, captured_on)]
            best = max(rulings, key=_finds)
            if _finds(best):
                return _joined([*added, best])
            added += [one for one in rulings if one.labels and _is_addition(one.layout)][:1]
        return _joined(added) if added else None

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


def host_of(page: Page) -> str:
    """Return the host of a page; of one whose address nobody gave, the one that it names itself by."""
    for url in (page.url, page.signals.head_link("canonical"), page.signals.meta_value("og:url")):
        try:
            host = urlsplit(url or "").hostname
        except ValueError:
            continue
        if host:
            return host.lower()
    return ""


class _Dated(Protocol):
    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=_Dated)


def in_order(layouts: Iterable[D], captured_on: date | None) -> list[D]:
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
    """Return how much of headline and body the layout finds: the text's element outlives the others.

    Any value that it gives is something, too.
    """
    found = {label.role.value for label in ruling.labels if label.role in _FOUND}
    found.update(one.field for one in ruling.statements if one.field in _FOUND)
    return 2 * len(found) + bool(ruling.statements)


def _is_addition(layout: Layout) -> bool:
    """Whether a layout names neither headline nor body: then it says more of a page than what holds for it says."""
    return not any(name in _FOUND for name, _ in layout.selectors)


def _joined(rulings: list[Ruling]) -> Ruling:
    """Return the last ruling with what those before it say, which goes before what it says itself."""
    last = rulings[-1]
    labels: dict[int, Label] = {}
    for one in rulings:
        for label in one.labels:
            labels.setdefault(label.block, label)
    return last._replace(labels=tuple(labels[number] for number in sorted(labels)))


def _ruling(finder: Finder, rule: Rule, layout: Layout) -> Ruling:
    labels: dict[int, Label] = {}
    statements: list[Statement] = []
    for name, selectors in sorted(layout.selectors, key=lambda pair: pair[0] in _LAST):
        for selector in selectors:
            source = f"site rule {rule.name}: {selector.text}"
            if isinstance(selector, Reach) and name in VALUES:
                said = _value(finder.page, VALUES[name], selector, source)
                statements += said
                if said:
                    break
                continue
            blocks = _shown(finder.page, selector) if isinstance(selector, Reach) else finder.blocks(selector)
            for number in blocks:
                labels.setdefault(number, Label(number, ROLES[name], source))
            if blocks:
                break
    return Ruling(rule, layout, tuple(labels[number] for number in sorted(labels)), tuple(statements))


def _value(page: Page, field: str, reach: Reach, source: str) -> tuple[Statement, ...]:
    """Return what a selector finds as the value of a field; what can't be one is as good as nothing."""
    try:
        said = statement(field, reached(page.tree, reach), source)
    except ValueError:
        return ()
    return (said,) if said else ()


def _shown(page: Page, reach: Reach) -> tuple[int, ...]:
    """Return the blocks that show what a selector finds and nothing else."""
    texts = set(texts_of(reached(page.tree, reach)))
    return tuple(block.number for block in page.blocks if texts and " ".join(block.text.split()) in texts)
