"""Page, outline and headline in, what the blocks near the headline are judged by out: neighbours and hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from scraper.model import Block, Outline, Page
from scraper.parse.authors import contributor, leading_people
from scraper.parse.body import line_kind
from scraper.parse.boilerplate import button_kind
from scraper.parse.dates import Habits, find_dates_in
from scraper.parse.headline import BARRED_TAGS, LEAD_PARTS
from scraper.parse.page_data import article_node, first_text, plain
from scraper.parse.subtitle.lines import names_credit
from scraper.parse.subtitle.words import (
    BARRED_WORDS,
    EMPHASIS_WORDS,
    LEAD_WORDS,
    LIST_TAGS,
    OTHER_WORDS,
    PAGE_NOTES,
    TOOL_WORDS,
)
from scraper.parse.texts import breadth, key, overlap

_CAPTION_MARKS = frozenset("▲△▵◇◆▶◀▼▽↑")
_MIN_LENGTH, _MAX_LENGTH = 8, 900
_REACH_BELOW = 15
_REACH_ABOVE = 8
_PEERS_READ = 12
_MIN_DESCRIPTION = 25
_DESCRIPTION_HEAD = 80
_OPENING = 3
_LENGTH_DIFFERENCE = 8
_HEADINGS = frozenset({"h2", "h3", "h4"})
_VARIANT = 0.5
# Breadths in Latin letters: under the first a line is short.
SHORT = 30
_PARAGRAPH = 60
_LONGEST_TOOLS = 60
_LONGEST_NOTE = 200
_SHORTEST_HEADING = 20
_DATE_OR_ADDRESS = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|https?://")
_YEAR = re.compile(r"\d{4}")
_MARKED = frozenset({"author", "date", "caption"})


class Hint(NamedTuple):
    """What class, id and itemprop of an element say."""

    is_lead: bool
    is_other: bool
    is_emphatic: bool


_NO_HINT = Hint(is_lead=False, is_other=False, is_emphatic=False)


class Context:
    """One page around its headline; what costs is read once and only when asked for."""

    def __init__(self, page: Page, outline: Outline, headline: str | None, taken: frozenset[int]) -> None:
        self.page = page
        self.taken = taken
        self.headline = headline or ""
        self.body = frozenset(outline.body)
        self.first = _first_text(page, outline.body)
        self.anchor = _first_print(page, outline.headline, self.headline)
        self._read_body = outline.body[:_PEERS_READ]
        self.headline_key = key(self.headline)
        self.headline_parent = _parent(page, self.anchor)
        self.marked = frozenset(mark.block for mark in page.marks if mark.kind in _MARKED)
        self._hints: dict[int, Hint] = {}
        self._descriptions = _descriptions(page)

    @cached_property
    def _shapes(self) -> dict[tuple[object, ...], int]:
        found: dict[tuple[object, ...], int] = {}
        for number in self._read_body:
            element = self.page.elements[self.page.blocks[number].element]
            shape = (element.tag, element.attributes.get("class"))
            for place in (shape, (*shape, element.parent)):
                found[place] = found.get(place, 0) + 1
        return found

    def peers(self, block: Block, *, in_parent: bool) -> int:
        """Return how many of the first body blocks have the block's tag and class, in its parent or anywhere."""
        element = self.page.elements[block.element]
        name = element.attributes.get("class")
        if not in_parent and not name:
            return 0
        place = (element.tag, name, element.parent) if in_parent else (element.tag, name)
        return self._shapes.get(place, 0) - (block.number in self.body)

    def hint(self, number: int) -> Hint:
        """Return what the element's markup says; an element that is none says nothing."""
        if number < 0:
            return _NO_HINT
        if number not in self._hints:
            element = self.page.elements[number]
            # The id of a heading is made of its text.
            own = element.attributes.get("class", "").lower() if element.tag in _HEADINGS else element.hint
            self._hints[number] = read_hint(own)
        return self._hints[number]

    def described(self, text: str) -> str:
        """Return "described" if a description of the page says the same, "described in part" if it begins so."""
        if len(text) < _MIN_DESCRIPTION or not self._descriptions:
            return ""
        opening = text[:_OPENING].casefold()
        if not any(start[0] in opening for start, _ in self._descriptions):
            return ""
        head = key(text[:_DESCRIPTION_HEAD])[: _DESCRIPTION_HEAD // 2]
        for start, length in self._descriptions:
            if start[: len(head)] == head or head[: len(start)] == start:
                return "described" if abs(length - len(text)) <= _LENGTH_DIFFERENCE else "described in part"
        return ""


def _first_text(page: Page, body: tuple[int, ...]) -> int | None:
    """Return the number of the first body block that may be a paragraph by its tag and length, else of the first."""
    head = [number for number in body[:_PEERS_READ] if page.blocks[number].tag not in LIST_TAGS]
    return next((number for number in head if len(page.blocks[number].text) >= _PARAGRAPH), next(iter(body), None))


def _parent(page: Page, number: int | None) -> int | None:
    """Return the number of the element around the block's own."""
    return page.elements[page.blocks[number].element].parent if number is not None and page.elements else None


def read_context(page: Page, outline: Outline, headline: str | None, taken: frozenset[int]) -> Context:
    """Return the page around its headline; the blocks in `taken` are something else."""
    return Context(page, outline, headline, taken)


def read_hint(hint: str) -> Hint:
    """Return what the words of a hint say.

    >>> read_hint("article__lead text-lg"), read_hint("meta byline").is_other
    (Hint(is_lead=True, is_other=False, is_emphatic=True), True)
    """
    if not hint:
        return _NO_HINT
    words = hint.replace("-", " ").replace("_", " ").split()
    is_named = not LEAD_WORDS.isdisjoint(words) or any(part in hint for part in LEAD_PARTS)
    is_lead = is_named and BARRED_WORDS.isdisjoint(words)
    return Hint(is_lead, not OTHER_WORDS.isdisjoint(words), not EMPHASIS_WORDS.isdisjoint(words))


def candidates(context: Context) -> Iterator[Block]:
    """Yield the blocks that stand where a subtitle can stand."""
    page = context.page
    for number in _numbers(context):
        block = page.blocks[number]
        text = block.text
        if not _MIN_LENGTH <= len(text) <= _MAX_LENGTH or block.link_chars * 2 > len(text) or number in context.taken:
            continue
        # A date, a byline, a button; a subtitle this short is a heading or the next line.
        if breadth(text) < SHORT and block.tag not in _HEADINGS and number - 1 != context.anchor:
            continue
        if text[0] in _CAPTION_MARKS or (page.elements and _is_barred(page, block)):
            continue
        if block.tag in _HEADINGS and breadth(text) < _SHORTEST_HEADING and not context.hint(block.element).is_lead:
            continue
        if is_other_line(block):
            continue
        if not _says_headline(context, block) and not _varies_headline(context, block):
            yield block


def is_other_line(block: Block) -> bool:
    """Whether the block's words say that it is something else: a byline, a date, a button, an address."""
    text = block.text
    if line_kind(text) or leading_people(text) or (block.tag not in _HEADINGS and contributor(text)):
        return True
    if len(text) <= _LONGEST_TOOLS and (TOOL_WORDS.search(text) or button_kind(text)):
        return True
    if len(text) <= _LONGEST_NOTE and PAGE_NOTES.match(text):
        return True
    return _DATE_OR_ADDRESS.match(text) is not None or names_credit(text) or _is_date(text)


def _is_date(text: str) -> bool:
    """Whether a date is most of the text.

    >>> _is_date("March 12, 2024"), _is_date("The ferry sails on March 12, 2024, with the morning tide.")
    (True, False)
    """
    if len(text) > _LONGEST_TOOLS or not _YEAR.search(text):
        return False
    return any(2 * (found.end - found.start) > len(text) for found in find_dates_in(text, Habits()))


def _numbers(context: Context) -> list[int]:
    """Return the numbers of the blocks from the headline, or a little above the body, to the body's first."""
    stop = len(context.page.blocks) if context.first is None else context.first + 1
    numbers: set[int] = set()
    if context.anchor is not None:
        numbers.update(range(context.anchor + 1, min(context.anchor + 1 + _REACH_BELOW, stop)))
    if context.first is not None:
        numbers.update(
            range(max(context.first - _REACH_ABOVE, -1 if context.anchor is None else context.anchor) + 1, stop)
        )
    return sorted(numbers)


def _is_barred(page: Page, block: Block) -> bool:
    if block.tag in BARRED_TAGS or block.tag in LIST_TAGS:
        return True
    element = page.elements[block.element]
    return element.is_hidden or (element.parent >= 0 and page.elements[element.parent].tag in BARRED_TAGS)


def _says_headline(context: Context, block: Block) -> bool:
    """Whether the block prints the headline, a part of it, or it with a kicker."""
    if not len(context.headline) <= 2 * len(block.text) <= 4 * len(context.headline):
        return False
    folded = key(block.text)
    return folded in context.headline_key or context.headline_key in folded


def _varies_headline(context: Context, block: Block) -> bool:
    """Whether the block is a heading with most of the headline's words: the headline in another wording."""
    if block.tag not in _HEADINGS or len(block.text) > len(context.headline) * 2:
        return False
    if context.page.elements and context.hint(block.element).is_lead:
        return False
    return overlap(block.text, context.headline) >= _VARIANT


def _first_print(page: Page, anchor: int | None, headline: str) -> int | None:
    """Return the headline's heading if a player or the like prints it again between heading and text."""
    if anchor is None or not headline:
        return anchor
    folded = key(headline)
    for block in page.blocks[max(0, anchor - _REACH_BELOW) : anchor]:
        if abs(len(block.text) - len(headline)) <= _LENGTH_DIFFERENCE and key(block.text) == folded:
            return block.number
    return anchor


def _descriptions(page: Page) -> tuple[tuple[str, int], ...]:
    """Return the head of the key and the length of each description that the page gives."""
    node = article_node(page)
    texts = (
        page.signals.meta_value("description"),
        page.signals.meta_value("og:description"),
        first_text(node.get("description")) if node else None,
    )
    given = dict.fromkeys(plain(text) for text in texts if text and len(text) >= _MIN_DESCRIPTION)
    heads = ((key(text[:_DESCRIPTION_HEAD])[: _DESCRIPTION_HEAD // 2], len(text)) for text in given)
    return tuple(head for head in heads if head[0])
