"""Page and outline in, names that nothing but their place makes a byline out: beside a date, over a biography."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scraper.model import Author, Block, Outline, Page
from scraper.parse.authors.agency_words import AGENCIES
from scraper.parse.authors.names import bare_people
from scraper.parse.authors.places import NOBODY, Shown, Surroundings
from scraper.parse.authors.words import RUBRIC_WORDS
from scraper.parse.texts import words

LONGEST_BARE = 80
_LONGEST_NAME = 40
_LONGEST_DATED = 160
_SHORTEST_UNLINKED = 6
_BEFORE_HEADLINE, _AFTER_HEADLINE = 2, 7
# How many blocks behind the body a name over its biography may stand.
_BEHIND_BODY = 14
HEADINGS = words("h1 h2 h3 h4 button")
_AUTHOR_PART = re.compile(r"author|autor|auteur|byline|writer|reporter|profil|avatar")
_COLON = re.compile(r"\W*[^\W\d_]+(?: [^\W\d_]+){1,3}\s?:")
_NUMBER = re.compile(r"\d+")
_TEXT = 60
# Written small in names of several words, but more often in labels: `Also in Lifestyle`.
_NOT_IN_NAMES = words("in het des auf zur zum zu av mit und an am im aus")
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
        if number == headline or len(block.text) > LONGEST_BARE or block.tag in HEADINGS:
            continue
        is_linked = block.link_chars > max(0, len(block.text) - _SHORTEST_UNLINKED)
        if is_linked and not is_named_author(page, block):
            continue
        if block.text in AGENCIES and number > headline:
            return Shown((Author(block.text, None, None, block.text, block.text),), (number,), "bare")
        is_dated = is_head_dated if number > headline else _is_dated((block,))
        if is_dated or number + 1 in outline.body[:1]:
            named = _names_alone(page, block)
            is_linked = _is_linked(block, named) and not is_named_author(page, block)
            if named and not is_linked and not around.is_elsewhere(block):
                return Shown(named, (number,), "bare")
    for number in (*outline.body[:1], *outline.body[-1:]):
        block = page.blocks[number]
        named = () if block.tag in HEADINGS or len(block.text) > LONGEST_BARE else _names_alone(page, block)
        if named:
            return Shown(named, (number,), "bare")
    return NOBODY


def is_named_author(page: Page, block: Block) -> bool:
    """Tell whether the element around a block says in its name that an author stands in it: `authorlink`, `profile`."""
    return bool(page.elements) and bool(_AUTHOR_PART.search(page.elements[block.element].hint))


def _names_alone(page: Page, block: Block) -> tuple[Author, ...]:
    """Return the people of a line of nothing but names and dates; none of a label, whose words the page's text has.

    A name is written with a small letter nowhere. What a colon follows, what is all capitals, and what has a number
    beside it that is no date's is a label.
    """
    text = block.text
    named = bare_people(text)
    if not named or text.rstrip().endswith(":") or _COLON.match(text) or _is_counted(text):
        return ()
    if any(author.name.isupper() or _NOT_IN_NAMES & set(author.name.split()) for author in named):
        return ()
    used = [word for author in named for word in author.name.casefold().split() if word not in RUBRIC_WORDS]
    told = "\n".join(other.text for other in page.blocks if len(other.text) >= _TEXT)
    if len(used) < sum(len(author.name.split()) for author in named) or all(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told) for word in used
    ):
        return ()
    return named


def _is_counted(text: str) -> bool:
    """Tell whether the only number of a line is too short for a date: `Rubbish Day 4`."""
    numbers = _NUMBER.findall(text)
    return len(numbers) == 1 and len(numbers[0]) < len("2024")


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
