"""Page and outline in, who signs below the headline in one block with it out.

Old layouts part headline, day and byline by line breaks alone: `Ferry back / 14 May 2004 / By Ann Lee` is one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.model import Author, Outline, Page
from scraper.parse.authors.names import bare_people, leading_people
from scraper.parse.authors.places import NOBODY, Shown
from scraper.parse.authors.shapes import is_full_name

# Longer blocks hold text; further lines are none of a head.
_LONGEST, _MOST_LINES = 300, 5
# Where no block prints the headline alone, so many above the text may print it with other lines.
_ABOVE = 3
_DATED = re.compile(r"(?:19|20)\d\d")


def from_title_block(page: Page, outline: Outline) -> Shown:
    """Return the people whom a line below the headline's in its own block names, by its word or beside a day."""
    for number in _numbers(outline):
        text = page.blocks[number].text
        title, *lines = text.split("\n")
        if len(text) > _LONGEST or not 0 < len(lines) < _MOST_LINES:
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
