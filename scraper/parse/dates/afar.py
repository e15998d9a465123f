"""What is read only where data, text near the headline and URL give no date: the last rungs of the ladder, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from scraper.model import Block, Page
from scraper.page.markup import HEADINGS
from scraper.parse.dates.around import NEAR, Around
from scraper.parse.dates.labels import Tag, label_of
from scraper.parse.dates.library import ask_library
from scraper.parse.dates.reading import Clock, Reading
from scraper.parse.dates.relative import find_relative
from scraper.parse.dates.shown import from_marks, is_hidden, near_marks
from scraper.parse.dates.sources import Candidate, from_scripts
from scraper.parse.dates.zone import Site

_ANYWHERE = 1_000_000
_MARK_LIMIT = 60
_LEAD_BLOCKS = 3
_LONGEST_LEAD, _LEAD_START = 70, 30
# Relative dates stand in a list of other articles more often than beside the headline.
_RELATIVE_REACH = 4
_SHORT_BLOCK = 60
_ASKED = 2
# A table's or a definition list's label and its value.
_LABEL_TAGS, _VALUE_TAGS = frozenset({"th", "dt"}), frozenset({"td", "dd"})
_LONGEST_CELL, _VALUE_START = 20, 3


def relative_dates(around: Around, site: Site) -> Iterator[Candidate]:
    """The dates near the headline that are told by their distance from the visit, on the site's clock."""
    if around.captured_at is None:
        return
    base = _visit(around.captured_at, site)
    for block, text in _near_texts(around):
        ago = find_relative(text, base)
        if ago:
            yield _told(ago.at, ago.raw, block, source="relative", is_timed=ago.precision == "minute")


def script_dates(around: Around) -> Sequence[Candidate]:
    """Return the dates of data scripts."""
    return list(from_scripts(around.page, around.reader.habits))


def far_dates(around: Around) -> Sequence[Candidate]:
    """Return the dates of all marks, nearest first, then the labelled ones of all short blocks."""
    page, reader, window = around.page, around.reader, around.window
    marks = near_marks(around, _ANYWHERE)
    marks.sort(key=lambda mark: window.distance(mark.block))
    found = list(from_marks(around, marks[:_MARK_LIMIT]))
    for block in page.blocks:
        for line in reader.lines(block.text):
            tag = line.tag or (_cell_label(page, block) if line.reading.start <= _VALUE_START else None)
            is_labelled = tag in (Tag.PUBLISHED, Tag.MODIFIED)
            if is_labelled and block.number not in around.header and not is_hidden(page, block):
                distance = window.distance(block.number)
                found.append(Candidate("text", tag, line.raw, line.reading, block.number, distance))
    return found


def _cell_label(page: Page, block: Block) -> Tag | None:
    """Return what the cell before a cell says of the date in it: `등록일 | 2024.04.30`."""
    before = page.blocks[block.number - 1] if block.number else block
    is_value = block.tag in _VALUE_TAGS and before.tag in _LABEL_TAGS and len(before.text) <= _LONGEST_CELL
    return label_of(before.text) if is_value else None


def lead_dates(around: Around) -> Sequence[Candidate]:
    """Return the dates at the very beginning of the body: `Berlin, 30. April 2024 - ...`."""
    window, reader = around.window, around.reader
    found: list[Candidate] = []
    headings = sum(block.tag in HEADINGS for block in around.page.blocks[window.body : window.body + _LEAD_BLOCKS])
    for block in around.page.blocks[window.start + 1 : window.body + _LEAD_BLOCKS + headings]:
        for line in () if block.number in around.captions else reader.lines(block.text[:_LONGEST_LEAD]):
            if line.tag is not Tag.OTHER and line.reading.start <= _LEAD_START:
                distance = window.distance(block.number)
                found.append(Candidate("text", line.tag, line.raw, line.reading, block.number, distance, is_prose=True))
    return found


def asked_dates(around: Around, site: Site) -> Iterator[Candidate]:
    """What the date library reads in the marks near the headline, in a language other than the one it is slow for."""
    language = around.reader.habits.language
    if language is None or language == "en":
        return
    base = _visit(around.captured_at, site) if around.captured_at else None
    marks = near_marks(around, NEAR)
    for mark in [mark for mark in marks if mark.text][:_ASKED]:
        found = ask_library(mark.text, language=language, captured_at=base)
        if found:
            # A count of days leaves the time of the visit as it was.
            is_timed = found.time() not in (time(), base.time() if base else None)
            yield _told(found, mark.text, mark.block, source="date library", is_timed=is_timed)


def header_dates(around: Around) -> Sequence[Candidate]:
    """Return the dates of the header's blocks, as of a day: the time is that of the visit."""
    found: list[Candidate] = []
    for number in sorted(around.header):
        if number < len(around.page.blocks):
            lines = around.reader.lines(around.page.blocks[number].text)
            found += [Candidate("header", None, one.raw, one.reading._replace(clock=None), number) for one in lines]
    return found


def _visit(captured_at: datetime, site: Site) -> datetime:
    """Return the time of the visit on the site's clock."""
    return captured_at.astimezone(site.zone) if site.zone and captured_at.tzinfo else captured_at


def _near_texts(around: Around) -> Iterator[tuple[int, str]]:
    start = around.window.start
    for mark in near_marks(around, NEAR):
        yield mark.block, mark.text
    for block in around.page.blocks[max(0, start - _RELATIVE_REACH) : start + _RELATIVE_REACH + 1]:
        if len(block.text) <= _SHORT_BLOCK and block.number not in around.header:
            yield block.number, block.text


def _told(at: datetime, raw: str, block: int, *, source: str, is_timed: bool) -> Candidate:
    zone = at.isoformat()[-6:] if at.tzinfo else None
    clock = Clock(at.hour, at.minute, None, zone) if is_timed else None
    return Candidate(source, None, raw, Reading(at.date(), 0, 0, clock), block)
