"""Rules and pages in, what each rule's selectors found in them out: a selector that finds nothing is worth nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scraper.model import Page
from scraper.page import Finder, Selector
from scraper.sites.rules import Rule
from scraper.sites.sites import Sites


class Coverage(NamedTuple):
    """How many pages a rule holds for, and its selectors that found nothing in any of them, with their keys."""

    rule: Rule
    pages: int
    unused: tuple[tuple[str, str], ...]


def cover(rules: Sequence[Rule], pages: Iterable[Page]) -> tuple[Coverage, ...]:
    """Return the coverage of each rule, asked alone: another rule may hold for the same page.

    Each part of a selector list counts as a selector of its own.
    """
    counts = [0] * len(rules)
    left = [dict(_parts(rule)) for rule in rules]
    for page in pages:
        finder = Finder(page)
        for place, rule in enumerate(rules):
            if Sites((rule,)).ruling(page) is not None:
                counts[place] += 1
                left[place] = {key: part for key, part in left[place].items() if not finder.elements(part)}
    return tuple(Coverage(rule, counts[place], tuple(left[place])) for place, rule in enumerate(rules))


def _parts(rule: Rule) -> Iterator[tuple[tuple[str, str], Selector]]:
    """Yield each part of each selector list, under its key and as written."""
    for layout in rule.layouts:
        for role, selectors in layout.selectors:
            for selector in selectors:
                texts = [text.strip() for text in selector.text.split(",")]
                for text, chain in zip(texts, selector.chains, strict=True):
                    yield (f"layout {layout.until or 'current'}, {role.value}", text), Selector(text, (chain,))
