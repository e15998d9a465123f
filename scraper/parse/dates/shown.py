"""Page in, the dates that a reader sees near the article out: `<time>` and date marks, and dates in short blocks.

The words beside a date say what it is; where none do, its markup may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scraper.model import Block, Mark, Page
from scraper.parse.dates.around import Around, Window
from scraper.parse.dates.formats import read_value
from scraper.parse.dates.labels import Tag, label_of
from scraper.parse.dates.lines import Line, LineReader
from scraper.parse.dates.reading import Reading
from scraper.parse.dates.sources import Candidate
from scraper.parse.texts import SENTENCE, ending

# How many blocks before the headline, after it, and after the body are read.
_BEFORE, _AFTER, _AFTER_BODY = 4, 10, 6
DATED = frozenset({"time", "date"})
_LONGEST_LABEL = 30
# So far into a block a mark is looked for, and so much of what stands before it is read: with a thousand marks in one
# block more would cost the square of them.
_FAR, _BEFORE_MARK = 4000, 200
_MOST_LINES = 5
# A date with more other text than this beside it is part of a sentence or a caption, with a label and without one.
_LABELLED_PROSE, _PROSE = 120, 60
_TELLING_WORDS = 3


def from_blocks(around: Around) -> Iterator[Candidate]:
    """The dates printed in the short blocks around the headline and right after the body, captions left out."""
    blocks, reader, window = around.page.blocks, around.reader, around.window
    middle = max(window.start, window.body) + _AFTER
    tail = max(middle, window.end)
    near = (*blocks[max(0, window.start - _BEFORE) : middle], *blocks[tail : window.end + 1 + _AFTER_BODY])
    skipped = around.header | around.headline | around.captions
    dated = [block for block in near if reader.lines(block.text) and block.number not in skipped]
    if dated:
        captions = {mark.block for mark in around.page.marks if mark.kind == "caption"}
        for block in dated:
            if block.number not in captions and not is_hidden(around.page, block):
                found = _of_block(around.page, block, reader, window)
                yield from _without_others(around, block.number, found)
    for block in (blocks[number] for number in around.headline - around.header if number < len(blocks)):
        yield from _below_title(around, block)


def _below_title(around: Around, block: Block) -> Iterator[Candidate]:
    """The dates of the lines below the headline's in its own block: `Ferry back / 14 May 2004` in an old layout.

    Little else may stand before a date in such a line, and not much behind it: a headline may go on in a second one.
    """
    for line in block.text.split("\n")[1:_MOST_LINES]:
        for found in around.reader.lines(line):
            if len(line) - len(found.raw) <= (_LONGEST_LABEL if found.reading.start else _PROSE):
                distance = around.window.distance(block.number)
                yield Candidate("text", found.tag, found.raw, found.reading, block.number, distance)


def _of_block(page: Page, block: Block, reader: LineReader, window: Window) -> Iterator[Candidate]:
    for line in reader.lines(block.text):
        tag = line.tag or (_label_above(page, block.number, reader) if line.reading.start <= 3 else None)
        is_prose = len(block.text) - len(line.raw) > (_PROSE if tag is None else _LABELLED_PROSE)
        is_prose = is_prose or (tag is None and _is_told(block.text, line))
        yield Candidate("text", tag, line.raw, line.reading, block.number, window.distance(block.number), is_prose)


def _is_told(text: str, line: Line) -> bool:
    """Whether a sentence speaks of the date: `The fair is on 9 June 2024.` has words before it, and an end."""
    before = text[: line.reading.start].rpartition("\n")[2]
    return len(before.split()) >= _TELLING_WORDS and ending(text) == SENTENCE


def near_marks(around: Around, reach: int) -> list[Mark]:
    """Return the `<time>` elements and the elements whose markup says date, at most `reach` from the headline."""
    page, window = around.page, around.window
    dated = [mark for mark in page.marks if mark.kind in DATED and window.distance(mark.block) <= reach]
    return [mark for mark in dated if mark.block not in around.header]


def from_marks(around: Around, marks: Iterable[Mark]) -> Iterator[Candidate]:
    """The dates of the marks: their attribute, then their text."""
    for mark in marks:
        found = _of_mark(around.page, mark, around.reader, around.window.distance(mark.block))
        yield from _without_others(around, mark.block, found)


def _without_others(around: Around, number: int, found: Iterator[Candidate]) -> Iterator[Candidate]:
    """Leave out the unlabelled dates of a block that belongs to a related story or a comment.

    Right above the headline, and between it and the body, everything is the article's own whatever its markup says.
    """
    window = around.window
    for candidate in found:
        is_own = candidate.tag is not None or window.start - _BEFORE <= number <= window.body
        if (
            is_own
            or number >= len(around.page.blocks)
            or not around.surroundings.is_related(around.page.blocks[number])
        ):
            yield candidate


def is_hidden(page: Page, block: Block) -> bool:
    """Return whether the page does not show the block."""
    return bool(page.elements) and page.elements[block.element].is_hidden


def _of_mark(page: Page, mark: Mark, reader: LineReader, distance: int) -> Iterator[Candidate]:
    reading = read_value(mark.value, reader.habits) if mark.value else None
    lines = reader.lines(mark.text)
    if reading and not _is_denied(reading, lines):
        tag = label_of(mark.text[:_LONGEST_LABEL]) or _hint_tag(mark.hint) or _label_before(page, mark, reader)
        printed = lines[0].reading.day if len(lines) == 1 and lines[0].reading.swapped is None else None
        yield Candidate(mark.kind, tag, mark.value, reading, mark.block, distance, printed=printed)
        return
    tag = _hint_tag(mark.hint) or _label_before(page, mark, reader) if lines else None
    for line in lines:
        yield Candidate(mark.kind, line.tag or tag, line.raw, line.reading, mark.block, distance)


def _is_denied(reading: Reading, lines: tuple[Line, ...]) -> bool:
    """Return whether the text says, with a label, that another day is the one of publication: readers see the text."""
    if not any(line.tag is Tag.PUBLISHED for line in lines):
        return False
    days = (day for line in lines for day in (line.reading.day, line.reading.swapped) if day)
    return all(abs((reading.day - day).days) > 1 for day in days)


def _hint_tag(hint: str) -> Tag | None:
    if "modif" in hint or "updat" in hint:
        return Tag.MODIFIED
    if "publi" in hint or "posted" in hint or "created" in hint or "entry-date" in hint:
        return Tag.PUBLISHED
    return None


def _label_before(page: Page, mark: Mark, reader: LineReader) -> Tag | None:
    """Return what is said before the mark: in its block, else in a short block before it."""
    blocks = page.blocks
    if mark.text and mark.block < len(blocks):
        text = blocks[mark.block].text
        at = text.find(mark.text[:_LONGEST_LABEL], 0, _FAR)
        if at > 0:
            return label_of(text[max(0, at - _BEFORE_MARK) : at])
    return _label_above(page, mark.block, reader)


def _label_above(page: Page, number: int, reader: LineReader) -> Tag | None:
    """Return what the short block before a block says of its date; a label that has a date of its own says nothing."""
    if not 0 < number <= len(page.blocks):
        return None
    text = page.blocks[number - 1].text
    return label_of(text) if len(text) <= _LONGEST_LABEL and not reader.lines(text) else None
