"""Page in, the numbers of its body blocks out."""

from __future__ import annotations

from scraper.model import Page
from scraper.parse.body_rules import rule_body
from scraper.parse.containers import find_containers


def choose_body(page: Page, *, headline: int | None, taken: frozenset[int] = frozenset()) -> tuple[int, ...]:
    """Return the numbers of the blocks that are the article's body, in order.

    `headline` is the number of the headline's block, if it is visible; `taken` are blocks that are something else.
    """
    containers = find_containers(page)
    start = 0 if headline is None else headline + 1
    chosen = tuple(number for number in rule_body(page, containers, start=start) if number not in taken)
    return chosen or tuple(number for number in rule_body(page, containers) if number not in taken)
