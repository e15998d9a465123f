"""One line of text in, its dates out, each with what the words beside it say it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.parse.dates.formats import find_dates_in
from scraper.parse.dates.labels import Tag, first_label, label_of
from scraper.parse.dates.reading import Habits, Reading

# A year has two digits at least, or is written out in Chinese or Japanese. Apart, for the search for a class is the
# fast one.
_DIGITS = re.compile(r"\d\d")
_YEAR = "年"
# What stands before the last day of several: `9-23 April 2024`.
_FIRST_DAY = re.compile(r"(?<![\d:.])\d{1,2}\.?[-–]$")
_LONGEST = 160
_LONGEST_LABEL = 30


class Line(NamedTuple):
    """A date of a line: as printed, what its label says, and what it means."""

    raw: str
    tag: Tag | None
    reading: Reading


class LineReader:
    """Reads the lines of one page, each text once: marks repeat the blocks that they stand in."""

    __slots__ = ("_read", "habits")

    def __init__(self, habits: Habits) -> None:
        self.habits = habits
        self._read: dict[str, tuple[Line, ...]] = {}

    def lines(self, text: str) -> tuple[Line, ...]:
        """Return the dates of a text of up to 160 characters; longer ones are paragraphs.

        >>> [(line.raw, line.tag.value) for line in LineReader(Habits("ko")).lines("입력 2024.04.30 수정 2024.05.01")]
        [('2024.04.30', 'published'), ('2024.05.01', 'modified')]
        """
        if len(text) > _LONGEST or not (_DIGITS.search(text) or _YEAR in text):
            return ()
        read = self._read.get(text)
        if read is None:
            read = self._read[text] = _read_line(text, self.habits)
        return read


def _read_line(text: str, habits: Habits) -> tuple[Line, ...]:
    """Return the dates of one line; a label stands before its date, or after the last one."""
    found = find_dates_in(text, habits)
    if not found:
        return ()
    lines: list[Line] = []
    end = 0
    for reading in found:
        tag = Tag.OTHER if _FIRST_DAY.search(text, 0, reading.start) else label_of(text[end : reading.start])
        lines.append(Line(text[reading.start : reading.end], tag, reading))
        end = reading.end
    rest = text[end : end + _LONGEST_LABEL]
    # A label with a number behind it is that number's: `30. April 2024, aktualisiert um 16:40`.
    if lines[-1].tag is None and rest and not any(char.isdigit() for char in rest):
        lines[-1] = lines[-1]._replace(tag=first_label(rest))
    return tuple(lines)
