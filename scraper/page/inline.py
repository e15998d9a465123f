"""A page and the texts of its article in, the links and the emphasis in each of those texts out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from scraper.model import Inline, Page, Span

Spans = tuple[Span, ...]

# What leads nowhere: `javascript:` and the like.
_NOWHERE = re.compile(r"(?!(?:https?|mailto|tel|ftp):)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WORD = re.compile(r"\S+")


def find_spans(page: Page, numbers: Sequence[int], texts: Sequence[str]) -> list[Spans]:
    """Return for each text the links and the emphasis in it; `numbers` are the blocks that the texts are of.

    A text may be a part of its block's: without what was taken for another field.
    """
    inlines: dict[int, list[Inline]] = {number: [] for number in numbers} if page.inlines else {}
    for one in page.inlines:
        if one.block in inlines:
            inlines[one.block].append(one)
    return [
        tuple(_placed(page, page.blocks[number].text, text, inlines[number])) if inlines.get(number) else ()
        for number, text in zip(numbers, texts, strict=True)
    ]


def _placed(page: Page, whole: str, text: str, inlines: Sequence[Inline]) -> Iterator[Span]:
    """Yield what stands in a text, a part of the `whole` of its block, by its places there."""
    words = text.split()
    start = 0 if text == whole else "".join(whole.split()).find("".join(words))
    if start < 0 or not words:
        return
    ends = list(accumulate(map(len, words)))
    # How much white space is before each word: one blank between two, but in preformatted text.
    blanks: Sequence[int] = range(len(words))
    if len(text) != ends[-1] + blanks[-1]:
        blanks = [word.start() - end for word, end in zip(_WORD.finditer(text), (0, *ends), strict=False)]
    # Of two that begin together the longer one is around the other.
    for kind, _, first, last, href in sorted(inlines, key=lambda one: (one.start, -one.end, one.kind)):
        begin, end = max(first - start, 0), min(last - start, ends[-1])
        address = _address(page, href.strip()) if begin < end and href else None
        if begin < end and (address or kind != "link"):
            begin, end = begin + blanks[bisect_right(ends, begin)], end + blanks[bisect_right(ends, end - 1)]
            yield Span(begin, end, kind, address)


def _address(page: Page, href: str) -> str | None:
    return None if not href or _NOWHERE.match(href) else page.join(href) or href
