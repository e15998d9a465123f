"""Page in, the dates that a reader sees near the article out: `<time>` and date marks, and dates in short blocks.

The labels beside a date say what it is; where none does, its markup may.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scraper.model import Block, Mark, Outline, Page
from scraper.parse.date_formats import find_dates_in, read_value
from scraper.parse.date_labels import Tag, first_label, label_of
from scraper.parse.date_reading import Habits, Reading
from scraper.parse.date_sources import Candidate

# How many blocks before the headline, after it and after the body are looked at. Measured on the gold's pages without
# metadata: the first date after the headline is right on 92 % within 1 block and 80 % within 8, further down on 40 %.
_BEFORE = 8
_AFTER = 12
_AFTER_BODY = 10
_LONGEST_LINE = 240
_LONGEST_LABEL = 30
_LONGEST_LEAD = 70
_SHORT_BLOCK = 60
_MARK_LIMIT = 60
# An unlabelled date with more other text than this beside it is part of a sentence or a caption.
_PROSE = 60
_LABELLED_PROSE = 120


class Window(NamedTuple):
    """The blocks around an article: where it begins, where its body begins and ends."""

    start: int
    body: int
    end: int

    def distance(self, block: int) -> int:
        """Return how many blocks after the headline it stands; before it counts double, after the body from its end."""
        if block < self.start:
            return 2 * (self.start - block) - 1
        if block > self.end > self.start:
            return _AFTER + block - self.end
        return block - self.start


def window_of(outline: Outline) -> Window:
    """Return the window around headline and body; where the page shows neither, it begins at the top."""
    body = outline.body
    start = outline.headline if outline.headline is not None else (body[0] if body else 0)
    if not body:
        return Window(start, start, start)
    return Window(start, max(body[0], start), max(body[-1], start))


def from_blocks(page: Page, habits: Habits, *, window: Window, skipped: frozenset[int]) -> list[Candidate]:
    """Return the dates printed in the short blocks around the headline and right after the body."""
    found: list[Candidate] = []
    blocks = page.blocks
    first = max(0, window.start - _BEFORE)
    middle = max(window.start, window.body) + _AFTER
    tail = max(middle, window.end)
    for block in (*blocks[first:middle], *blocks[tail : window.end + 1 + _AFTER_BODY]):
        if len(block.text) <= _LONGEST_LINE and block.number not in skipped and not _is_hidden(page, block):
            found.extend(_of_block(page, block, habits, window))
    return found


def from_lead(page: Page, habits: Habits, *, window: Window) -> Iterator[Candidate]:
    """The date at the very beginning of the body: `Berlin, 30. April 2024 - ...`."""
    for block in page.blocks[window.body : window.body + 1]:
        for raw, tag, reading in read_line(block.text[:_LONGEST_LEAD], habits):
            if tag is not Tag.OTHER:
                yield Candidate("text", tag, raw, reading, block.number, window.distance(block.number), is_prose=True)


def from_afar(page: Page, habits: Habits, *, window: Window, skipped: frozenset[int]) -> Iterator[Candidate]:
    """The labelled dates of all short blocks, for a page that says nothing near its article."""
    for block in page.blocks:
        if len(block.text) <= _LONGEST_LINE and block.number not in skipped and not _is_hidden(page, block):
            for raw, tag, reading in read_line(block.text, habits):
                if tag in (Tag.PUBLISHED, Tag.MODIFIED):
                    yield Candidate("text", tag, raw, reading, block.number, window.distance(block.number))


def from_header(page: Page, habits: Habits, numbers: frozenset[int]) -> Iterator[Candidate]:
    """The dates of the blocks of a header."""
    for number in sorted(numbers):
        if number < len(page.blocks) and len(page.blocks[number].text) <= _LONGEST_LINE:
            for reading in find_dates_in(page.blocks[number].text, habits):
                raw = page.blocks[number].text[reading.start : reading.end]
                yield Candidate("header", None, raw, reading, number)


def near_texts(page: Page, *, window: Window, reach: int, skipped: frozenset[int]) -> Iterator[tuple[int, str]]:
    """The texts of the date marks, then of the short blocks, that stand at most `reach` from the headline."""
    for mark in page.marks:
        if mark.kind in ("time", "date") and mark.block not in skipped and window.distance(mark.block) <= reach:
            yield mark.block, mark.text
    for block in page.blocks[max(0, window.start - reach) : window.start + reach + 1]:
        if len(block.text) <= _SHORT_BLOCK and block.number not in skipped:
            yield block.number, block.text


def _of_block(page: Page, block: Block, habits: Habits, window: Window) -> Iterator[Candidate]:
    for raw, own, reading in read_line(block.text, habits):
        tag = own or (label_of(_short_text(page, block.number - 1)) if reading.start <= 3 else None)
        is_prose = len(block.text) - len(raw) > (_PROSE if tag is None else _LABELLED_PROSE)
        yield Candidate("text", tag, raw, reading, block.number, window.distance(block.number), is_prose)


def read_line(text: str, habits: Habits) -> list[tuple[str, Tag | None, Reading]]:
    """Return raw text, label and reading of each date of one line; a label stands before it, or after the last."""
    found = find_dates_in(text, habits)
    result: list[tuple[str, Tag | None, Reading]] = []
    end = 0
    for reading in found:
        tag = label_of(text[end : reading.start])
        result.append((text[reading.start : reading.end], tag, reading))
        end = reading.end
    if result and result[-1][1] is None:
        raw, _, reading = result[-1]
        rest = text[end : end + _LONGEST_LABEL]
        # A label with a number behind it is that number's: `30. April 2024, aktualisiert um 16:40`.
        if not any(char.isdigit() for char in rest):
            result[-1] = (raw, first_label(rest), reading)
    return result


def from_marks(page: Page, habits: Habits, *, window: Window, skipped: frozenset[int]) -> list[Candidate]:
    """Return the dates of `<time>` elements and of elements whose markup says date, at most 60, wherever they stand."""
    found: list[Candidate] = []
    marks = [mark for mark in page.marks if mark.kind in ("time", "date") and mark.block not in skipped]
    if len(marks) > _MARK_LIMIT:
        marks = sorted(marks, key=lambda mark: window.distance(mark.block))[:_MARK_LIMIT]
    for mark in marks:
        found.extend(_of_mark(page, mark, habits, window.distance(mark.block)))
    return found


def _of_mark(page: Page, mark: Mark, habits: Habits, distance: int) -> Iterator[Candidate]:
    reading = read_value(mark.value, habits) if mark.value else None
    lines = read_line(mark.text, habits) if len(mark.text) <= _LONGEST_LINE else []
    if reading is None and not lines:
        return
    tag = _hint_tag(mark.hint) or (lines[0][1] if lines else None) or label_of(_text_before(page, mark))
    # Where the attribute says another day than the text, the text is what the page shows.
    if reading and (not lines or any(abs((line.day - reading.day).days) <= 1 for _, _, line in lines)):
        yield Candidate(mark.kind, tag, mark.value, reading, mark.block, distance)
    for raw, own, line in lines:
        yield Candidate(mark.kind, own or tag, raw, line, mark.block, distance)


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


def _is_hidden(page: Page, block: Block) -> bool:
    return bool(page.elements) and page.elements[block.element].is_hidden
