"""Lines that a page prints twice: a headline where no title and no heading can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper.model import Block, Page
from scraper.parse.headline.material import (
    LONG_TITLE,
    MIN_LONE_WORDS,
    MIN_REPEATED,
    TRUSTED_TITLE,
    Candidate,
    Material,
    is_headline,
)
from scraper.parse.texts import SENTENCE, ending

_REPEATED = "repeated line"
_REPEAT_REACH = 12
_TITLE_TAGS = frozenset({"h1", "h2", "h3", "h4", "td", "th", "dt", "dd"})
_TITLE_HINTS = ("tit", "subj", "head")
_MAX_REPEATED = 150
_LONG_TEXT = 40


def repeated(material: Material) -> Iterator[Candidate]:
    """Yield the title line above a text whose first line repeats it, where no title and no heading can be trusted."""
    if any(head.weight >= TRUSTED_TITLE and len(head.folded) >= LONG_TITLE for head in material.titles):
        return
    if any(block.tag == "h1" and len(block.text.split()) >= MIN_LONE_WORDS for block in material.headings):
        return
    if any(is_headline(head) or head.folded in material.keys for head in material.titles_without_menu):
        return
    blocks = material.page.blocks
    for place, block in enumerate(blocks):
        if not MIN_REPEATED <= len(block.text) <= _MAX_REPEATED or block.link_chars:
            continue
        if _is_titled(material.page, block) and _is_repeated(block.text, blocks[place + 1 : place + _REPEAT_REACH]):
            yield Candidate(1.0, block.text, _REPEATED, block.number)
            return


def _is_titled(page: Page, block: Block) -> bool:
    """Whether the block is a heading, a cell, or an element that calls itself a title."""
    if block.tag in _TITLE_TAGS:
        return True
    hint = page.elements[block.element].hint.lower() if page.elements else ""
    return any(word in hint for word in _TITLE_HINTS)


def _is_repeated(text: str, below: Sequence[Block]) -> bool:
    """Whether a block below begins with the text as its first line and a long text follows it."""
    for place, block in enumerate(below):
        if block.text.startswith(text) and block.text.partition("\n")[0] == text:
            return any(len(near.text) >= _LONG_TEXT for near in below[place:])
    return False


def reprinted(material: Material) -> Iterator[Candidate]:
    """Yield the line that a page without heading and title prints twice above its text."""
    blocks = material.page.blocks
    seen: set[str] = set()
    for block in blocks:
        if len(block.text) >= _MAX_REPEATED and not block.link_chars:
            break
        if len(block.text) < MIN_REPEATED or block.link_chars or block.number in material.taken:
            continue
        if ending(block.text) == SENTENCE:
            continue
        if block.text in seen:
            yield Candidate(1.0, block.text, _REPEATED, block.number)
            return
        seen.add(block.text)
