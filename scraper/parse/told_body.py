"""A body that a site's rule or function gives in, the page in which it is the body out.

Where the page shows each of its texts, those blocks are the body. What the page does not show, or not so, is put among
the blocks like a text that stands in the page's scripts.
"""

from __future__ import annotations

from collections.abc import Iterator

from scraper.model import Label, Page, Role, Statement
from scraper.page.hydration import StateText
from scraper.parse.claims import Claims
from scraper.parse.hydrated import inserted, place_of_text


def labels_of_body(page: Page, said: Statement) -> tuple[Label, ...]:
    """Return a label for each block that the statement names, in its order; none where the page lacks one of them."""
    numbers = tuple(_numbers(page, said))
    if len(numbers) < len(said.texts):
        return ()
    return tuple(Label(number, Role.BODY, said.source) for number in numbers)


def _numbers(page: Page, said: Statement) -> Iterator[int]:
    """Yield the blocks that print the texts, each behind the one before it."""
    folded = [_folded(block.text) for block in page.blocks]
    place = 0
    for text in said.texts:
        try:
            place = folded.index(_folded(text), place)
        except ValueError:
            return
        yield place
        place += 1


def _folded(text: str) -> str:
    return "".join(text.split())


def with_body(page: Page, said: Statement, claims: Claims) -> Page:
    """Return the page with the statement's text in place of the body that `claims` found, or behind the headline."""
    text = StateText(said.source, said.html, sum(map(len, said.texts)), is_own=True)
    return inserted(page, text, place_of_text(page, claims.labels()))
