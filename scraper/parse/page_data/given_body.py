"""A body that a site's rule or function gives in, the page in which it is the body out.

Where the page shows each of its texts, those blocks are the body. What the page does not show, or not so, is put among
the blocks like a text that stands in the page's scripts.
"""

from __future__ import annotations

from collections.abc import Iterator

from scraper.model import Label, Page, Role, Statement
from scraper.page.data import StateText
from scraper.parse.claims import Claims
from scraper.parse.page_data.state import inserted, place_of_text


def given_labels(page: Page, given: Statement) -> tuple[Label, ...]:
    """Return a label for each block that the statement names, in its order; none where the page lacks one of them."""
    numbers = tuple(_numbers(page, given))
    if len(numbers) < len(given.texts):
        return ()
    return tuple(Label(number, Role.BODY, given.source) for number in numbers)


def _numbers(page: Page, given: Statement) -> Iterator[int]:
    """Yield the blocks that print the texts, each behind the one before it."""
    folded = [_folded(block.text) for block in page.blocks]
    place = 0
    for text in given.texts:
        try:
            place = folded.index(_folded(text), place)
        except ValueError:
            return
        yield place
        place += 1


def _folded(text: str) -> str:
    return "".join(text.split())


def with_given_body(page: Page, given: Statement, claims: Claims) -> Page:
    """Return the page with the statement's text in place of the body that `claims` found, or behind the headline."""
    text = StateText(given.source, given.html, sum(map(len, given.texts)), is_own=True)
    return inserted(page, text, place_of_text(page, claims.labels()))
