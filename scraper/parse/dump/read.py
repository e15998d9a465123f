"""A text dump and other dumps of its site in, where its article stands out."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.model import Finding, Page
from scraper.parse.body import Sibling, printed_by, text_scale, witnesses
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.parse.dump.front import Front, find_front


def read_dump(
    page: Page, boilerplate: BoilerplateKinds, *, taken: frozenset[int], siblings: Sequence[Sibling]
) -> Front | None:
    """Return what the lines of a text dump say, `None` for other pages.

    Lines that are `taken`, and those that other dumps of the site print too, are left out while the others are read.
    """
    if page.kind != "text":
        return None
    scale = text_scale(page.blocks)
    front = find_front(page, boilerplate, scale=scale, without=taken)
    seen = witnesses(page, front.body, siblings, headline=front.headline.value)
    if not seen:
        return front
    return find_front(page, boilerplate, scale=scale, without=taken | printed_by(page, seen))


def fuller(line: Finding[str], deck: Finding[str]) -> Finding[str]:
    """Return the subtitle that a line of a dump is, or the one by the shapes of lines where it says more or alone."""
    if not line.value or (deck.value and line.value in deck.value.split("\n")):
        return deck
    return line
