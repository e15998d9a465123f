"""A page in, what the lines of a text dump say out; and which of two findings of its subtitle holds."""

from __future__ import annotations

from scraper.model import Finding, Page
from scraper.parse.body import text_scale
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.parse.dump.front import Front, find_front


def read_dump(page: Page, boilerplate: BoilerplateKinds, *, taken: frozenset[int]) -> Front | None:
    """Return what the lines of a text dump say, without those that are `taken`; `None` for other pages."""
    if page.kind != "text":
        return None
    return find_front(page, boilerplate, scale=text_scale(page.blocks), without=taken)


def fuller(line: Finding[str], deck: Finding[str]) -> Finding[str]:
    """Return the subtitle that a line of a dump is, or the one by the shapes of lines where it says more or alone."""
    if not line.value or (deck.value and line.value in deck.value.split("\n")):
        return deck
    return line
