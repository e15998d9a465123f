"""Page, headline and its place in, the kicker (rubric above the headline, Dachzeile) out; a path or a date is none."""

from __future__ import annotations

import re

from scraper.model import Block, Evidence, Finding, Outline, Page, missing
from scraper.parse.about import KICKER_WORDS, PATH_WORDS
from scraper.parse.headline.words import BARRED_TAGS
from scraper.parse.texts import key

_MAX_KICKER = 60
_MIN_KICKER = 2
_REACH = 3
_ANCESTORS = 3
_HEADERS = frozenset({"header", "hgroup"})
_ENDS = " :-–—|/·>\n"
_NO_KICKER = re.compile(r" / |\d{1,2}[:.]\d\d|\d{4}|\d{1,2}[./]\d|@|기자|[.!?…]\Z|>")
# By eye on 40 of each kind on the gold pages.
_SURE_INLINE, _SURE_NAMED, _SURE_BESIDE = 0.9, 0.9, 0.7


def find_kicker(page: Page, *, outline: Outline, headline: str | None) -> Finding[str]:
    """Return the kicker.

    In order: the words before the headline in its own heading, a block above that calls itself one, the short block
    before the heading in one header.

    >>> from scraper.page import read
    >>> page = read("<header><p>Harbour</p><h1>Ferry back</h1></header><p>The council …</p>")
    >>> find_kicker(page, outline=Outline(1, (2,)), headline="Ferry back").value
    'Harbour'
    """
    if outline.headline is None or not headline:
        return Finding(None, missing("the headline is not visible"))
    heading = page.blocks[outline.headline]
    inline = _inline(heading, headline)
    if inline:
        return Finding(inline, Evidence("start of the heading", _SURE_INLINE, raw=heading.text))
    if not page.elements:
        return Finding(None, missing("nothing stands above the headline"))
    above = page.blocks[max(0, heading.number - _REACH) : heading.number]
    above = tuple(block for block in reversed(above) if _is_short(block, headline))
    for source, sure, test in (("block above", _SURE_NAMED, _is_named), ("header", _SURE_BESIDE, _is_beside)):
        for block in above:
            if test(page, block, heading):
                return Finding(block.text, Evidence(source, sure, raw=block.text), (block.number,))
    return Finding(None, missing("nothing above the headline reads as one"))


def _inline(heading: Block, headline: str) -> str:
    """Return the words of the heading before the headline."""
    place = heading.text.find(headline)
    start = heading.text[:place].strip(_ENDS) if place > 0 else ""
    if _NO_KICKER.search(start):
        return ""
    return start if _MIN_KICKER <= len(start) <= _MAX_KICKER else ""


def _is_short(block: Block, headline: str) -> bool:
    text = block.text
    if not _MIN_KICKER <= len(text) <= _MAX_KICKER or "\n" in text or block.tag in BARRED_TAGS:
        return False
    return not _NO_KICKER.search(text) and key(text) not in {"", key(headline)}


def _is_named(page: Page, block: Block, heading: Block) -> bool:
    element = page.elements[block.element]
    around = page.elements[element.parent].hint if element.parent >= 0 else ""
    if _ancestors(page, block).isdisjoint(_ancestors(page, heading)):
        return False
    if element.is_hidden or any(word in around or word in element.hint for word in PATH_WORDS):
        return False
    words = element.hint.replace("-", " ").replace("_", " ").split()
    return not KICKER_WORDS.isdisjoint(words) or not KICKER_WORDS.isdisjoint(around.replace("-", " ").split())


def _ancestors(page: Page, block: Block) -> frozenset[int]:
    """Return the numbers of the three elements around the block's own."""
    found = []
    number = page.elements[block.element].parent
    for _ in range(_ANCESTORS):
        found.append(number)
        number = page.elements[number].parent if number >= 0 else number
    return frozenset(found) - {-1}


def _is_beside(page: Page, block: Block, heading: Block) -> bool:
    """Whether an unlinked block is the heading's neighbour in one header."""
    element, other = page.elements[block.element], page.elements[heading.element]
    if block.number != heading.number - 1 or element.is_hidden or block.link_chars or block.tag == "li":
        return False
    return element.parent == other.parent and page.elements[other.parent].tag in _HEADERS
