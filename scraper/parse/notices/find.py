"""Page and outline in, notices out: the agency or press office of the text, the copyright line, corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scraper.model import Block, Evidence, Finding, Outline, Page, missing
from scraper.parse.authors import agency_name, split_byline_tail, split_dateline
from scraper.parse.boilerplate import COPYRIGHT, has_copyright_sign
from scraper.parse.notices.words import AGENCY_TAIL, CORRECTION, CORRECTION_FIRST_WORDS, SOURCE
from scraper.parse.page_data import article_node, texts

_WORD_ENDS = re.compile(r"[\s:：.,\])】>]")

# Notices stand right behind the body; a page's own copyright line may be its last block.
_BEHIND_BODY = 20
_NOTES_BEHIND = 8
_NOTES_IN_BODY = 4
_LONGEST_LINE = 120
_LONGEST_HOLDER = 40
_LONGEST_NOTICE = 400
_LONGEST_AGENCY = 30
_LONGEST_SOURCE = 120
_LONGEST_CORRECTION = 1000


def find_agency(page: Page, *, outline: Outline, byline: str | None = None) -> Finding[str]:
    """Return the agency that the text came from, as printed.

    Ladder: dateline, byline, the end of the body's last paragraphs, a labelled source behind the body, JSON-LD.

    >>> from scraper.page import read
    >>> find_agency(read("<p>The ferry is back. (dpa)</p>"), outline=Outline(None, (0,))).value
    'dpa'
    """
    body = outline.body
    for source, text in _agency_texts(page, outline, byline):
        name = agency_name(text)
        if name:
            return Finding(name, Evidence(source, 0.9, text))
    for block in _behind(page, outline, 4) if body else ():
        match = SOURCE.search(block.text) if len(block.text) <= _LONGEST_SOURCE else None
        if match:
            printed = match["name"].strip(" ]>)")
            return Finding(
                agency_name(printed) or printed, Evidence("labelled source", 0.8, block.text), (block.number,)
            )
    node = article_node(page)
    for key in ("sourceOrganization", "provider", "author", "creditText"):
        for name in texts(node.get(key)) if node else ():
            agency = agency_name(name)
            if agency:
                return Finding(agency, Evidence("json-ld", 0.8, name))
    return Finding(None, missing("no agency is named"))


def _agency_texts(page: Page, outline: Outline, byline: str | None) -> Iterator[tuple[str, str]]:
    body = outline.body
    if body:
        agency = split_dateline(page.blocks[body[0]].text).agency
        if agency:
            yield "dateline", agency
    if byline:
        yield "byline", byline
    for block in (page.blocks[number] for number in body[-2:]):
        match = AGENCY_TAIL.search(block.text, max(0, len(block.text) - _LONGEST_AGENCY))
        if match:
            yield "end of the text", match["name"]
    for block in _behind(page, outline, 2) if body else ():
        if len(block.text) <= _LONGEST_HOLDER:
            yield "line behind the text", block.text.lstrip("©ⓒ ")


def find_copyright(page: Page, *, outline: Outline) -> Finding[str]:
    """Return the copyright line as printed: the one right behind the body, else the page's last.

    >>> from scraper.page import read
    >>> page = read("<p>The ferry is back.</p><p>© 2024 Harbour Gazette. All rights reserved.</p>")
    >>> find_copyright(page, outline=Outline(None, (0,))).value
    '© 2024 Harbour Gazette. All rights reserved.'
    """
    blocks = page.blocks
    for number in reversed(outline.body[-_NOTES_IN_BODY:]):
        rest, tail = split_byline_tail(blocks[number].text)
        notice = COPYRIGHT.search(tail) if tail else None
        if tail and notice:
            return Finding(tail[notice.start() :], Evidence("end of the text", 0.9, tail), () if rest else (number,))
        if len(blocks[number].text) <= _LONGEST_LINE and _is_copyright(blocks[number]):
            return Finding(blocks[number].text, Evidence("end of the text", 0.8, blocks[number].text), (number,))
    start = outline.body[-1] + 1 if outline.body else 0
    near = _first_copyright(blocks[start : start + _BEHIND_BODY])
    chosen = near or _first_copyright(blocks[start + _BEHIND_BODY :][::-1])
    if chosen is None:
        return Finding(None, missing("no copyright line"))
    line = next((line for line in chosen.text.split("\n") if COPYRIGHT.search(line)), chosen.text)
    return Finding(
        line,
        Evidence("behind the text" if near else "foot of the page", 0.9 if near else 0.7, chosen.text),
        (chosen.number,),
    )


def _first_copyright(blocks: Sequence[Block]) -> Block | None:
    """Return the first of the blocks that is a copyright line; without a sign in all their text none is."""
    if not has_copyright_sign("\n".join([block.text for block in blocks])):
        return None
    return next((block for block in blocks if _is_copyright(block)), None)


def _is_copyright(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_NOTICE or not has_copyright_sign(text):
        return False
    return bool(COPYRIGHT.search(text)) or (text[0] in "©ⓒ" and len(text) <= _LONGEST_HOLDER)


def find_corrections(page: Page, *, outline: Outline) -> Finding[tuple[str, ...]]:
    """Return the notes that begin with a label for corrections, at the head and the end of the body.

    >>> from scraper.page import read
    >>> page = read("<p>The ferry is back.</p><p>Correction: It left on Monday.</p>")
    >>> find_corrections(page, outline=Outline(None, (0,))).value
    ('Correction: It left on Monday.',)
    """
    if not outline.body:
        return Finding(None, missing("no body"))
    head, foot = outline.body[0], outline.body[-1]
    numbers = sorted({*range(max(0, head - 4), head + 3), *range(max(head, foot - 3), foot + _NOTES_BEHIND)})
    notes = []
    for block in (page.blocks[number] for number in numbers if number < len(page.blocks)):
        if block.number != outline.headline and _first_word(block.text) in CORRECTION_FIRST_WORDS:
            notes += [block] if len(block.text) <= _LONGEST_CORRECTION and CORRECTION.match(block.text) else []
    if not notes:
        return Finding(None, missing("no note is labelled as a correction"))
    return Finding(
        tuple(block.text for block in notes),
        Evidence("labelled note", 0.9, notes[0].text),
        tuple(block.number for block in notes),
    )


def _first_word(text: str) -> str:
    words = _WORD_ENDS.split(text[:30].lstrip("*[(【<■◇▲ "), maxsplit=1)
    return words[0].casefold()


def _behind(page: Page, outline: Outline, count: int) -> tuple[Block, ...]:
    start = outline.body[-1] + 1
    return page.blocks[start : start + count]
