"""Other pages of the same site in, the body blocks that they print too out: they are boilerplate.

A copy of the article, its next page and a page that advertises it say nothing of its text. So a page that prints the
headline, or most of the body, is no witness. The result depends on the set of pages alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scraper.model import Page
from scraper.parse.body.containers import text_scale
from scraper.parse.texts import key

# In characters of a Latin page. Articles of one site share short headings ("Summary", "How we tested"): below this
# length more right text than boilerplate would go (measured on the gold's sites with two pages and more).
_SHORTEST = 25
_LONGEST_HEADLINE = 300
# A page that prints more than this share of the body's letters is another copy of the article.
_COPY = 0.5


class Sibling(NamedTuple):
    """What another page of the site prints: the texts of its blocks, and the keys of those that may be headlines."""

    texts: frozenset[str]
    headlines: frozenset[str]


def as_sibling(page: Page) -> Sibling:
    """Return what `page` says of the others of its site."""
    texts = {block.text for block in page.blocks}
    short = [*(text for text in texts if len(text) <= _LONGEST_HEADLINE), page.signals.title]
    return Sibling(frozenset(texts), frozenset(key(text) for text in short))


def _witnesses(
    page: Page, body: Sequence[int], siblings: Iterable[Sibling], *, headline: str | None
) -> tuple[Sibling, ...]:
    """Return the siblings that are no copies of the article and don't advertise it."""
    texts = [page.blocks[number].text for number in body]
    letters = sum(map(len, texts))
    title = key(headline or "")
    return tuple(
        sibling
        for sibling in siblings
        if sum(len(text) for text in texts if text in sibling.texts) <= _COPY * letters
        and not (title and title in sibling.headlines)
    )


def repeated_blocks(
    page: Page, body: Sequence[int], siblings: Iterable[Sibling], *, headline: str | None
) -> frozenset[int]:
    """Return the numbers of the `body` blocks that a sibling prints too, word for word."""
    siblings = tuple(siblings)
    if not siblings:
        return frozenset()
    scale = text_scale(page.blocks)
    texts = {number: page.blocks[number].text for number in body}
    seen = _witnesses(page, body, siblings, headline=headline)
    return frozenset(
        number
        for number, text in texts.items()
        if len(text) * scale >= _SHORTEST and any(text in sibling.texts for sibling in seen)
    )
