"""Page in, the dates that a reader sees near the article out: `<time>` and date marks, and dates in short blocks.

The words beside a date say what it is; where none do, its markup may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scraper.model import Block, Mark, Outline, Page
from scraper.parse.date_formats import read_value
from scraper.parse.date_labels import Tag, label_of
from scraper.parse.date_lines import LineReader
from scraper.parse.date_sources import Candidate

# How many blocks from the headline a date may stand and count as the article's own. On the gold's pages without dated
# metadata the first date after the headline is right on 93 % within 1 block, 80 % within 8, 37 % within 15.
NEAR = 8
# How many blocks before the headline, after it, and after the body are read.
_BEFORE, _AFTER, _AFTER_BODY = 4, 10, 6
_DATED = frozenset({"time", "date"})
_LONGEST_LABEL = 30
# A date with more other text than this beside it is part of a sentence or a caption, with a label and without one.
_LABELLED_PROSE, _PROSE = 120, 60


class Window(NamedTuple):
    """The blocks around an article: where it begins, where its body begins and ends."""

    start: int
    body: int
    end: int

    def distance(self, block: int) -> int:
        """Return how many blocks after the headline it stands; before it counts double, after the body from its end."""
        if block < self.start:
            return 2 * (self.start - block)
        if block > self.end > self.start:
            return NEAR + 1 + block - self.end
        return block - self.start


def window_of(outline: Outline) -> Window:
    """Return the window around headline and body; where the page shows neither, it begins at the top."""
    body = outline.body
    start = outline.headline if outline.headline is not None else (body[0] if body else 0)
    if not body:
        return Window(start, start, start)
    return Window(start, max(body[0], start), max(body[-1], start))


def from_blocks(page: Page, reader: LineReader, *, window: Window, skipped: frozenset[int]) -> Iterator[Candidate]:
    """The dates printed in the short blocks around the headline and right after the body, captions left out."""
    blocks = page.blocks
    middle = max(window.start, window.body) + _AFTER
    tail = max(middle, window.end)
    near = (*blocks[max(0, window.start - _BEFORE) : middle], *blocks[tail : window.end + 1 + _AFTER_BODY])
    dated = [block for block in near if reader.lines(block.text) and block.number not in skipped]
    if dated:
        captions = {mark.block for mark in page.marks if mark.kind == "caption"}
        for block in dated:
            if block.number not in captions and not is_hidden(page, block):
                yield from _of_block(page, block, reader, window)


def _of_block(page: Page, block: Block, reader: LineReader, window: Window) -> Iterator[Candidate]:
    for line in reader.lines(block.text):
        tag = line.tag or (label_of(_short_text(page, block.number - 1)) if line.reading.start <= 3 else None)
        is_prose = len(block.text) - len(line.raw) > (_PROSE if tag is None else _LABELLED_PROSE)
        yield Candidate("text", tag, line.raw, line.reading, block.number, window.distance(block.number), is_prose)


def near_marks(page: Page, *, window: Window, reach: int, skipped: frozenset[int]) -> list[Mark]:
    """Return the `<time>` elements and the elements whose markup says date, at most `reach` from the headline."""
    dated = [mark for mark in page.marks if mark.kind in _DATED and mark.block not in skipped]
    return [mark for mark in dated if window.distance(mark.block) <= reach]


def from_marks(page: Page, reader: LineReader, marks: Iterable[Mark], *, window: Window) -> Iterator[Candidate]:
    """The dates of the marks: their attribute, then their text."""
    for mark in marks:
        yield from _of_mark(page, mark, reader, window.distance(mark.block))


def _of_mark(page: Page, mark: Mark, reader: LineReader, distance: int) -> Iterator[Candidate]:
    reading = read_value(mark.value, reader.habits) if mark.value else None
    if reading:
        tag = label_of(mark.text[:_LONGEST_LABEL]) or _hint_tag(mark.hint) or label_of(_text_before(page, mark))
        yield Candidate(mark.kind, tag, mark.value, reading, mark.block, distance)
        return
    lines = reader.lines(mark.text)
    tag = _hint_tag(mark.hint) or label_of(_text_before(page, mark)) if lines else None
    for line in lines:
        yield Candidate(mark.kind, line.tag or tag, line.raw, line.reading, mark.block, distance)


def _hint_tag(hint: str) -> Tag | None:
    if "modif" in hint or "updat" in hint:
        return Tag.MODIFIED
    if "publi" in hint or "posted" in hint or "created" in hint or "entry-date" in hint:
        return Tag.PUBLISHED
    return None


def _text_before(page: Page, mark: Mark) -> str:
    """Return what stands before the mark: in its block, else in a short block before it."""
    blocks = page.blocks
    if mark.text and mark.block < len(blocks):
        at = blocks[mark.block].text.find(mark.text[:_LONGEST_LABEL])
        if at > 0:
            return blocks[mark.block].text[:at]
    return _short_text(page, mark.block - 1)


def _short_text(page: Page, number: int) -> str:
    if 0 <= number < len(page.blocks) and len(page.blocks[number].text) <= _LONGEST_LABEL:
        return page.blocks[number].text
    return ""


def is_hidden(page: Page, block: Block) -> bool:
    """Return whether the page does not show the block."""
    return bool(page.elements) and page.elements[block.element].is_hidden
