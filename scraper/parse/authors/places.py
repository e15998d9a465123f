"""Page and outline in, where a byline may stand out; and whether a block near it belongs to something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scraper.model import Author, Block, Outline, Page
from scraper.parse.texts import words

# How many blocks before the headline, behind it, and behind the body's first one a byline may stand.
BEFORE_HEADLINE = 10
AFTER_HEADLINE = 24
INTO_BODY = 3

_OTHER_TEXTS = words(
    """
    related recommended teaser popular latest recent comment comments commentlist respond recirc recommendation
    testimonial testimonials reviews
    """
)
_ELSEWHERE = words("sidebar card caption image photo social share nav powered") | _OTHER_TEXTS
# A box for the author within a sidebar or beside a photo is the author's still, in a related story it is another's.
_FRIENDLY = words("author authors autor auteur byline bylines")
# An element that calls itself an author's and a teaser's is the article's own if no teaser is around it.
_NOT_AUTHORS = _OTHER_TEXTS - {"teaser"}
_FRAMES = words("footer nav aside figure figcaption")
_TOKENS = re.compile(r"[a-z]+")


class Place(NamedTuple):
    """Where a byline is looked for: blocks `first` to `last`."""

    first: int
    last: int


class Shown(NamedTuple):
    """The people a visible byline names, the blocks it stands in, and the rung that found it."""

    authors: tuple[Author, ...]
    blocks: tuple[int, ...]
    rung: str


NOBODY = Shown((), (), "none")


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
    if start is not None and (headline is None or not headline - BEFORE_HEADLINE < start <= headline + AFTER_HEADLINE):
        yield max(0, start - BEFORE_HEADLINE), min(end, start + INTO_BODY)


class Surroundings:
    """What the elements around a block say about it, each element judged once."""

    __slots__ = ("_judged", "_outline", "_page")

    def __init__(self, page: Page, outline: Outline) -> None:
        self._page = page
        self._outline = outline
        self._judged: dict[int, _Judgement] = {}

    def is_elsewhere(self, block: Block) -> bool:
        """Tell whether the block stands in comments, related stories or a page's frame.

        The elements around headline and body hold the article itself: their names say nothing against it.
        """
        return self._judged_at(block.element).is_elsewhere

    def is_other(self, block: Block) -> bool:
        """Tell whether the block stands in comments or related stories, or is hidden."""
        return self._judged_at(block.element).is_other

    def is_related(self, block: Block) -> bool:
        """Tell whether the block stands in comments or related stories."""
        return self._judged_at(block.element).is_related

    def _judged_at(self, number: int) -> _Judgement:
        if not self._judged:
            self._judged = dict.fromkeys(_trunk(self._page, self._outline), _NOTHING)
        path = []
        while number not in self._judged:
            path.append(number)
            number = self._page.elements[number].parent
        judged = self._judged[number]
        for inner in reversed(path):
            judged = self._judged[inner] = self._judge(inner, judged)
        return judged

    def _judge(self, number: int, outer: _Judgement) -> _Judgement:
        element = self._page.elements[number]
        tokens = _TOKENS.findall(element.hint) if element.attributes else ()
        is_friendly = not _FRIENDLY.isdisjoint(tokens)
        is_related = outer.is_related or not (_NOT_AUTHORS if is_friendly else _OTHER_TEXTS).isdisjoint(tokens)
        is_other = outer.is_other or is_related or element.is_hidden
        if is_friendly:
            return _Judgement(is_other, is_other, is_related)
        is_framed = element.tag in _FRAMES and not _ends_article(self._page, number)
        is_elsewhere = outer.is_elsewhere or is_other or is_framed or not _ELSEWHERE.isdisjoint(tokens)
        return _Judgement(is_elsewhere, is_other, is_related)


class _Judgement(NamedTuple):
    """Whether an element is no place for a byline; for any text of the article; or holds other articles' texts."""

    is_elsewhere: bool = False
    is_other: bool = False
    is_related: bool = False


_NOTHING = _Judgement()


def _trunk(page: Page, outline: Outline) -> set[int]:
    """Return the elements around the headline and the body, and the number that means none."""
    trunk = {-1}
    if not page.elements:
        return trunk | {block.element for block in page.blocks}
    for block in (outline.headline, *outline.body[:1]):
        number = page.blocks[block].element if block is not None and block < len(page.blocks) else -1
        while number not in trunk:
            trunk.add(number)
            number = page.elements[number].parent
    return trunk


def is_named_elsewhere(hint: str) -> bool:
    """Tell whether an element's own name says that it is no part of the article.

    >>> is_named_elsewhere("sidebar-recent"), is_named_elsewhere("photo-author"), is_named_elsewhere("entry-meta")
    (True, False, False)
    """
    tokens = _TOKENS.findall(hint)
    return not (_ELSEWHERE if _FRIENDLY.isdisjoint(tokens) else _NOT_AUTHORS).isdisjoint(tokens)


def _ends_article(page: Page, number: int) -> bool:
    """Tell whether the element is an article's own footer."""
    if page.elements[number].tag != "footer":
        return False
    while number >= 0:
        if page.elements[number].tag == "article":
            return True
        number = page.elements[number].parent
    return False
