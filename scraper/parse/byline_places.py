"""Page and outline in, where a byline may stand out; and whether a block near it belongs to something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scraper.model import Block, Outline, Page
from scraper.parse.word_lists import words

# How many blocks before the headline, behind it, and behind the body's first one a byline may stand.
BEFORE_HEADLINE = 10
AFTER_HEADLINE = 24
INTO_BODY = 3

_OTHER_TEXTS = words(
    "related recommended teaser popular latest recent comment comments commentlist respond recirc recommendation"
)
_ELSEWHERE = words("sidebar card caption image photo avatar social share nav powered") | _OTHER_TEXTS
# A box for the author within a sidebar or beside a photo is the author's still, in a related story it is another's.
_FRIENDLY = words("author authors autor auteur byline bylines")
_FRAMES = words("footer nav aside figure figcaption")
_TOKENS = re.compile(r"[a-z]+")


class Place(NamedTuple):
    """Where a byline is looked for: blocks `first` to `last`; elements in `trunk` hold the article itself."""

    first: int
    last: int
    trunk: frozenset[int]


def head_ranges(page: Page, outline: Outline) -> Iterator[tuple[int, int]]:
    """Yield the blocks from the headline to the body's first ones, and those around the body's start if far off."""
    end = len(page.blocks) - 1
    start = outline.body[0] if outline.body else None
    headline = outline.headline
    if headline is not None:
        last = headline + AFTER_HEADLINE
        yield (
            max(0, headline - BEFORE_HEADLINE),
            min(end, last, start + INTO_BODY if start is not None and start > headline else last),
        )
    if start is not None and (headline is None or start > headline + AFTER_HEADLINE):
        yield max(0, start - BEFORE_HEADLINE), min(end, start + INTO_BODY)


def find_trunk(page: Page, outline: Outline) -> frozenset[int]:
    """Return the elements around the headline and the body: their names say nothing against a byline in them."""
    trunk = set()
    for block in (outline.headline, *outline.body[:1]):
        number = -1 if block is None else page.blocks[block].element
        while number >= 0 and number not in trunk:
            trunk.add(number)
            number = page.elements[number].parent
    return frozenset(trunk)


def is_elsewhere(page: Page, block: Block, trunk: frozenset[int]) -> bool:
    """Tell whether the block stands in comments, related stories or a page's frame."""
    number = block.element
    elsewhere = _ELSEWHERE
    while number >= 0 and number not in trunk:
        element = page.elements[number]
        tokens = _TOKENS.findall(element.hint)
        if not _FRIENDLY.isdisjoint(tokens):
            elsewhere = _OTHER_TEXTS
        if element.is_hidden or not elsewhere.isdisjoint(tokens):
            return True
        if element.tag in _FRAMES and elsewhere is _ELSEWHERE and not _ends_article(page, number):
            return True
        number = element.parent
    return False


def is_named_elsewhere(hint: str) -> bool:
    """Tell whether an element's own name says that it is no part of the article.

    >>> is_named_elsewhere("sidebar-recent"), is_named_elsewhere("photo-author"), is_named_elsewhere("entry-meta")
    (True, False, False)
    """
    tokens = _TOKENS.findall(hint)
    return not (_ELSEWHERE if _FRIENDLY.isdisjoint(tokens) else _OTHER_TEXTS).isdisjoint(tokens)


def _ends_article(page: Page, number: int) -> bool:
    """Tell whether the element is an article's own footer."""
    if page.elements[number].tag != "footer":
        return False
    while number >= 0:
        if page.elements[number].tag == "article":
            return True
        number = page.elements[number].parent
    return False
