"""Rules, functions and pages in, what each found in them out: a selector that finds nothing is worth nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scraper.dom import Reach, reached
from scraper.model import Page
from scraper.page import Finder, Selector
from scraper.sites.functions import SiteFunction, ask, eras
from scraper.sites.rules import Rule
from scraper.sites.sites import Sites, host_of


class Coverage(NamedTuple):
    """How many pages a rule holds for, and its selectors that found nothing in any of them, with their keys."""

    rule: Rule
    pages: int
    unused: tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """How many pages a site function said something of, by field, and how often it raised, by what was wrong."""

    function: SiteFunction
    pages: int
    fields: Mapping[str, int]
    problems: Mapping[str, int]


class Covered(NamedTuple):
    """What became of the rules and of the functions."""

    rules: tuple[Coverage, ...]
    functions: tuple[Asked, ...]


def cover(sites: Sites, pages: Iterable[Page]) -> Covered:
    """Return the coverage of each rule and function, asked alone: another may hold for the same page.

    Each part of a selector list counts as a selector of its own.
    """
    counts = [0] * len(sites.rules)
    left = [dict(_parts(rule)) for rule in sites.rules]
    tallies = [_Tally(function) for function in sites.functions]
    for page in pages:
        finder = Finder(page)
        for place, rule in enumerate(sites.rules):
            if Sites((rule,)).ruling(page) is not None:
                counts[place] += 1
                left[place] = {key: part for key, part in left[place].items() if not _finds(finder, part)}
        for tally in tallies:
            tally.take(page)
    rules = (Coverage(rule, counts[place], tuple(left[place])) for place, rule in enumerate(sites.rules))
    return Covered(tuple(rules), tuple(tally.asked() for tally in tallies))


class _Tally:
    """Counts what one function says."""

    def __init__(self, function: SiteFunction) -> None:
        self._function = function
        self._pages = 0
        self._fields: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()

    def take(self, page: Page) -> None:
        for era in eras((self._function,), host_of(page)):
            answers = ask(era.functions, page)
            self._pages += bool(answers.statements)
            self._fields.update(said.field for said in answers.statements)
            self._problems.update(answers.problems)

    def asked(self) -> Asked:
        return Asked(self._function, self._pages, self._fields, self._problems)


def _finds(finder: Finder, part: Selector | Reach) -> bool:
    return bool(reached(finder.page.tree, part) if isinstance(part, Reach) else finder.elements(part))


def _parts(rule: Rule) -> Iterator[tuple[tuple[str, str], Selector | Reach]]:
    """Yield each part of each selector list, under its key and as written."""
    for layout in rule.layouts:
        for name, selectors in layout.selectors:
            key = f"layout {layout.until or 'current'}, {name}"
            for selector in selectors:
                if isinstance(selector, Reach):
                    yield (key, selector.text), selector
                    continue
                texts = [text.strip() for text in selector.text.split(",")]
                for text, chain in zip(texts, selector.chains, strict=True):
                    yield (key, text), Selector(text, (chain,))
