"""A page and the texts of its article in, the links and the emphasis in each of those texts out.

The pass over the page counts letters in links and in bold and tells no places, for most of its blocks are no text. So
the markup of the article alone is looked at once more here, from its first text to its last: without white space, in
which the texts are found letter by letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import accumulate, islice
from types import MappingProxyType
from typing import NamedTuple

from scraper.model import Link, Page, Span
from scraper.page.markup import unescape_attribute

Spans = tuple[Span, ...]

# A `>` within an attribute, which few pages have, ends the tag here: the letters differ then, see `find_spans`.
_INLINE = re.compile(r"<(/?)(a|b|strong|em|i)(?=[\s/>])([^>]*)>", re.IGNORECASE)
_SLANTED = re.compile(r"<(?:em|i)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_UNSEEN = re.compile(r"<(?:!--.{0,50000}?--|(script|style|noscript)\b.{0,50000}?</\1\s*)>", re.DOTALL | re.IGNORECASE)
# With more of those between its texts a page is none that people write; and texts lie no further apart than this.
_MOST_UNSEEN = 300
_FURTHEST = 50_000
_HREF = re.compile(r"""(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_KINDS = MappingProxyType({"a": "link", "b": "strong", "strong": "strong", "em": "emphasis", "i": "emphasis"})
_LINK, _STRONG = "link", "strong"
# What leads nowhere: `javascript:` and the like.
_NOWHERE = re.compile(r"(?!(?:https?|mailto|tel|ftp):)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# What no record holds, as a page writes it between letters.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
# Stands for a tag; no page has it.
_CUT = "\0"
# The first words of a text, as far as they stand so in any markup.
_WORDS = re.compile(r"[^\s&<>\"']+(?: [^\s&<>\"']+){0,2}")
# So many texts are tried to find where the article begins and ends, and so many places of each.
_TRIES = 4
_PLACES = 12
# The markup that may stand before a text and beside its letters.
_BEFORE = 400
_BESIDE = 1_200


class _Marked(NamedTuple):
    """An inline element, placed among the letters of the article."""

    start: int
    end: int
    kind: str
    attributes: str


def find_spans(page: Page, numbers: Sequence[int], texts: Sequence[str]) -> list[Spans]:
    """Return for each text the links and the emphasis in it; `numbers` are the blocks that the texts are of.

    A text whose letters stand otherwise in the markup, as where a part of it is hidden, keeps the links whose own text
    it has.
    """
    counts = [page.blocks[number][4:6] for number in numbers]
    has_any = page.kind == "html" and (any(map(any, counts)) or _SLANTED.search(page.source))
    article = _article(page.source, texts) if has_any else None
    if article is None:
        return [()] * len(texts)
    letters, marked = _letters_and_marks(article)
    is_slanted = any(one.kind == "emphasis" for one in marked)
    lone = _LoneLinks(page)
    found: list[Spans] = []
    around: list[_Marked] = []
    place = following = 0
    for number, text, (links, bold) in zip(numbers, texts, counts, strict=True):
        if not (links or bold or is_slanted):
            found.append(())
            continue
        own = "".join(text.split())
        at = letters.find(own, place, place + len(own) + _FURTHEST)
        if at < 0 or not own:
            found.append(lone.spans(number, text) if links else ())
            continue
        place = at + len(own)
        while following < len(marked) and marked[following].start < place:
            around.append(marked[following])
            following += 1
        # None is in another of its kind, so few go on behind a text.
        around = [one for one in around if one.end > at]
        found.append(tuple(_placed(page, text, at, around)) if around else ())
    return found


def _article(source: str, texts: Sequence[str]) -> str | None:
    """Return the markup from the first of the texts to the last, without what is never shown."""
    first = next((begin for text in texts[:_TRIES] if (begin := _begin(source, text, 0)) is not None), None)
    if first is None:
        return None
    tail = 0
    for text in islice(reversed(texts), _TRIES):
        tail += len(text) + _BESIDE
        last = _begin(source, text, first)
        if last is not None:
            break
    else:
        last, tail = first, 6 * sum(map(len, texts)) + _BESIDE
    # The elements of the first text begin before it.
    article = source[max(0, first - _BEFORE) : last + tail]
    unseen = article.count("<!--") + article.count("<script") + article.count("<style") + article.count("<noscript")
    if unseen > _MOST_UNSEEN:
        return None
    return _UNSEEN.sub("", article) if unseen else article


def _begin(source: str, text: str, start: int) -> int | None:
    """Return where a text begins: right behind a tag, and behind `start`; from 0 on in no script."""
    words = _WORDS.match(text)
    place = start - 1
    for _ in range(_PLACES if words else 0):
        place = source.find(words[0], place + 1)  # type: ignore[index]
        if place < 0:
            break
        before = source[max(0, place - _BEFORE) : place].rstrip()
        if before.endswith(">") and not before.endswith("title>") and not (start == 0 and _is_in_script(source, place)):
            return place
    return None


def _is_in_script(source: str, place: int) -> bool:
    return source.rfind("<script", 0, place) > source.rfind("</script", 0, place)


def _letters_and_marks(article: str) -> tuple[str, list[_Marked]]:
    """Return the letters of the article, white space left out, and its inline elements in the order of their start.

    An element in another of its kind says nothing more and is left out.
    """
    parts = _INLINE.split(article)
    shown = _TAG.sub("", _CUT.join(parts[::4]))
    if "&" in shown:
        shown = unescape(shown)
    if not shown.isascii():
        for sign in _INVISIBLE:
            shown = shown.replace(sign, "")
    pieces = "".join(shown.split()).split(_CUT)
    place = len(pieces[0])
    open_ones: dict[str, list[tuple[int, str]]] = {"link": [], "strong": [], "emphasis": []}
    marked: list[_Marked] = []
    for slash, name, attributes, piece in zip(parts[1::4], parts[2::4], parts[3::4], pieces[1:], strict=False):
        kind = _KINDS[name.lower()]
        same = open_ones[kind]
        if same and (slash or kind == _LINK):
            start, said = same.pop()
            if place > start:
                marked.append(_Marked(start, place, kind, said))
        if not slash:
            same.append((place, attributes))
        place += len(piece)
    # Of two that begin together the longer one is around the other.
    marked.sort(key=lambda one: (one.start, -one.end, one.kind))
    last: dict[str, int] = {}
    outer = []
    for one in marked:
        if one.end > last.get(one.kind, 0):
            last[one.kind] = one.end
            outer.append(one)
    return "".join(pieces), outer


def _placed(page: Page, text: str, start: int, marked: Sequence[_Marked]) -> Iterator[Span]:
    """Yield the elements as places in the text, which begins at the letter `start`."""
    words = text.split()
    ends = list(accumulate(map(len, words)))
    # A letter is as far behind the text's first as there are letters and blanks before it: a blank between two words.
    offset = text.find(words[0]) if words else 0
    for one in marked:
        begin, end = max(one.start - start, 0), min(one.end - start, ends[-1])
        if begin >= end:
            continue
        href = _address(page, one.attributes) if one.kind == _LINK else None
        if href or one.kind != _LINK:
            first, behind = begin + bisect_right(ends, begin), end + bisect_right(ends, end - 1)
            yield Span(offset + first, offset + behind, one.kind, href)


def _address(page: Page, attributes: str) -> str | None:
    found = _HREF.search(attributes)
    return _whole(page, unescape_attribute(found[1] or found[2] or found[3] or "")) if found else None


def _whole(page: Page, href: str) -> str | None:
    href = href.strip()
    return None if not href or _NOWHERE.match(href) else page.join(href) or href


class _LoneLinks:
    """The links of a page by their blocks, for texts that are not found in its markup."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._of: dict[int, list[Link]] | None = None

    def spans(self, number: int, text: str) -> Spans:
        """Return the links of a block where their texts stand, one behind the other."""
        if self._of is None:
            self._of = defaultdict(list)
            for link in self._page.links:
                self._of[link.block].append(link)
        found, place = [], 0
        for link in self._of.get(number, ()):
            at = text.find(link.text, place) if link.text else -1
            href = _whole(self._page, link.href) if at >= 0 else None
            if href:
                place = at + len(link.text)
                found.append(Span(at, place, _LINK, href))
        return tuple(found)
