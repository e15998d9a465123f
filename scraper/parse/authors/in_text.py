"""Page and outline in, whom the text itself names out: in its dateline, at the end of its lines, below its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.model import Author, Outline, Page
from scraper.parse.authors.bare import LONGEST_BARE
from scraper.parse.authors.byline_tail import split_byline_tail
from scraper.parse.authors.dateline import split_dateline
from scraper.parse.authors.korean import korean_reporters
from scraper.parse.authors.names import bare_people, leading_people
from scraper.parse.authors.places import NOBODY, Shown
from scraper.parse.authors.shapes import is_full_name

_REPORTER_SIGNS = ("기자", "특파원", "위원", "리포터", "글", "@", "부장")
_HANGUL = re.compile("[가-힣]")
_HAN = re.compile("[\u3400-\u9fff]")
# Longer blocks hold text; further lines are none of a head.
_LONGEST_HEAD, _MOST_LINES = 300, 5
# Where no block prints the headline alone, so many above the text may print it with other lines.
_ABOVE = 3
_DATED = re.compile(r"(?:19|20)\d\d")


def from_body_text(page: Page, outline: Outline) -> Shown:
    """Find the reporter in the dateline of the body's first block or glued to the end of its last ones."""
    body = outline.body
    if not body:
        return NOBODY
    # A line of dates may have been taken for the text's first block.
    for number in body[:2]:
        author = split_dateline(page.blocks[number].text).author
        named = korean_reporters(author) if author else ()
        if named:
            return Shown(named, (), "text")
    first = page.blocks[body[0]].text
    if not _HANGUL.search(first):
        return _from_han_text(page, outline) if _HAN.search(first) else NOBODY
    for number in range(min(body[-1] + 2, len(page.blocks) - 1), body[0], -1):
        text = page.blocks[number].text
        is_last = number >= body[-min(3, len(body))]
        if (is_last or len(text) <= LONGEST_BARE) and any(sign in text[-LONGEST_BARE:] for sign in _REPORTER_SIGNS):
            rest, tail = split_byline_tail(text)
            named = korean_reporters(tail) if tail and (is_last or not rest) else ()
            if named:
                return Shown(named, () if rest else (number,), "text")
    return NOBODY


def _from_han_text(page: Page, outline: Outline) -> Shown:
    """Find the reporters in a bracket at the head or the end of a Chinese or Japanese text, or in a line behind it."""
    from scraper.parse.authors.han import han_reporters

    body = outline.body
    numbers = dict.fromkeys((*body[:2], *body[-2:], *range(body[-1] + 1, min(body[-1] + 3, len(page.blocks)))))
    for number in numbers:
        text = page.blocks[number].text
        named = han_reporters(text)
        if named:
            return Shown(named, (number,) if len(text) <= LONGEST_BARE // 2 else (), "text")
    return NOBODY


def from_title_block(page: Page, outline: Outline) -> Shown:
    """Return the people whom a line below the headline's in its own block names, by its word or beside a day.

    Old layouts part headline, day and byline by line breaks alone: `Ferry back / 14 May 2004 / By Ann Lee` is one cell.
    """
    for number in _numbers(outline):
        text = page.blocks[number].text
        title, *lines = text.split("\n")
        if len(text) > _LONGEST_HEAD or not 0 < len(lines) < _MOST_LINES:
            continue
        named = next(filter(None, map(_signed, lines)), ())
        if not named and _DATED.search(text, len(title)):
            named = next(filter(None, map(bare_people, lines)), ())
        if named:
            return Shown(named, (), "line")
    return NOBODY


def _signed(line: str) -> tuple[Author, ...]:
    """Return the people of a line that says who wrote: full names or reporters, for a title may go on in a second."""
    named = leading_people(line)
    return named if all(author.role or is_full_name(author.name) for author in named) else ()


def _numbers(outline: Outline) -> Iterator[int]:
    if outline.headline is not None:
        yield outline.headline
    elif outline.body:
        yield from range(outline.body[0], max(-1, outline.body[0] - _ABOVE), -1)
