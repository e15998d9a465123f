"""A page in, what the lines of a text dump say out; and which of two findings of its subtitle holds."""

from __future__ import annotations

from scraper.model import Finding, Page
from scraper.parse.body import text_scale
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.parse.dump.front import Front, find_front
from scraper.parse.subtitle import BY_SHAPE


def read_dump(page: Page, boilerplate: BoilerplateKinds, *, taken: frozenset[int]) -> Front | None:
    """Return what the lines of a text dump say, without those that are `taken`; `None` for other pages."""
    if page.kind != "text":
        return None
    return find_front(page, boilerplate, scale=text_scale(page.blocks), without=taken)


def fuller(line: Finding[str], deck: Finding[str]) -> Finding[str]:
    """Return the subtitle that a line of a dump is, or the one that says more, stands alone or is told by its shape."""
    is_told = deck.value and (deck.evidence.source == BY_SHAPE or line.value in deck.value.split("\n"))
    return deck if is_told or not line.value else line
