"""Page and outline in, names that nothing but their place makes a byline out: beside a date, over a biography."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scraper.model import Author, Block, Outline, Page
from scraper.parse.authors.agency_words import AGENCIES
from scraper.parse.authors.names import bare_people
from scraper.parse.authors.places import NOBODY, Shown, Surroundings
from scraper.parse.texts import words

LONGEST_BARE = 80
_LONGEST_NAME = 40
_LONGEST_DATED = 160
_SHORTEST_UNLINKED = 6
_BEFORE_HEADLINE, _AFTER_HEADLINE = 2, 7
# How many blocks behind the body a name over its biography may stand.
_BEHIND_BODY = 14
_HEADINGS = words("h1 h2 h3 h4 button")
_DATED = re.compile(r"\b(?:19|20)\d\d(?!\d)|\d[./]\d|\bmin\b|\bhace \d|\bvor \d|\d+ \w+ ago\b")


def from_bare_names(page: Page, outline: Outline, around: Surroundings) -> Shown:
    """Return a line of nothing but names and dates right by the headline, or an agency; linked words are sections."""
    headline = outline.headline
    if headline is None:
        return NOBODY
    end = min(len(page.blocks), headline + _AFTER_HEADLINE, (outline.body or (headline + _AFTER_HEADLINE,))[0] + 1)
    is_head_dated = _is_dated(page.blocks[headline + 1 : end])
    for number in range(max(0, headline - _BEFORE_HEADLINE), end):
        block = page.blocks[number]
        if number == headline or len(block.text) > LONGEST_BARE or block.tag in _HEADINGS:
            continue
        if block.link_chars and block.link_chars > len(block.text) - _SHORTEST_UNLINKED:
            continue
        if block.text in AGENCIES and number > headline:
            return Shown((Author(block.text, None, None, block.text, block.text),), (number,), "bare")
        is_dated = is_head_dated if number > headline else _is_dated((block,))
        if is_dated or number + 1 in outline.body[:1]:
            named = bare_people(block.text)
            if named and not _is_linked(block, named) and not around.is_elsewhere(block):
                return Shown(named, (number,), "bare")
    for number in (*outline.body[:1], *outline.body[-1:]):
        named = bare_people(page.blocks[number].text) if len(page.blocks[number].text) <= LONGEST_BARE else ()
        if named:
            return Shown(named, (number,), "bare")
    return NOBODY


def from_biography(page: Page, outline: Outline, around: Surroundings) -> Shown:
    """Return the name behind the body that its biography follows: `Ann Lee`, then `Ann Lee is a reporter`."""
    if not outline.body:
        return NOBODY
    start = outline.body[-1] + 1
    for block, following in zip(
        page.blocks[start : start + _BEHIND_BODY], page.blocks[start + 1 : start + _BEHIND_BODY + 1], strict=False
    ):
        if _is_over_biography(block, following) and not around.is_elsewhere(block):
            named = bare_people(block.text)
            if named:
                return Shown(named, (block.number,), "bare")
    return NOBODY


def _is_linked(block: Block, authors: tuple[Author, ...]) -> bool:
    """Tell whether the line's links must hold a part of the names."""
    return block.link_chars > len(block.text) - sum(len(author.name) for author in authors)


def _is_over_biography(block: Block, following: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_NAME or len(following.text) <= 2 * len(text):
        return False
    return following.text.startswith((f"{text} ", f"{text.partition(' ')[0]} "))


def _is_dated(blocks: Iterable[Block]) -> bool:
    """Tell whether one of the lines shows a date or a reading time."""
    return any(len(block.text) <= _LONGEST_DATED and _DATED.search(block.text) for block in blocks)
