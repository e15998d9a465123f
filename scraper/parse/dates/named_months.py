"""Text in, the dates whose month is a word out: in any language, in the common calendar or in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from scraper.parse.dates.calendars import month_elsewhere, thai_year
from scraper.parse.dates.reading import Habits, Reading, full_year, make_day
from scraper.parse.dates.words import month_number

# What may stand between a day and its month: the ending of an ordinal number, a preposition.
_ORDINAL = r"(?:st|nd|rd|th|er|re|ª|º|°|o|-?[аеийгоы]{1,3}|a|ta|e|\.?º)?"
_LINK = r"(?:de |d['’]|of |দি |को )?"
_DAY = re.compile(r"(?<![\d:])\d{1,2}(?![\d:%])")
_WORD = r"([^\W\d_](?:[^\s\d.,;:|/()\[\]\"'’-]|\.(?=[^\W\d_]))+)"
_WORD_AFTER = re.compile(rf"{_ORDINAL}[\s./,-]{{0,3}}{_LINK}{_WORD}")
_LETTERS = re.compile(r"[^\s\d.,;:|/()\[\]\"'’-]{3,}")
_BETWEEN = " .,/'’-"
_DAY_BEFORE = re.compile(rf"(?<!\d)(?<![\d][.,:])(\d{{1,2}}){_ORDINAL}[\s./,-]{{0,3}}{_LINK}$")
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})[\s./,-]{0,3}(?:(?:m|gada|ko|оны|г)\b[\s.]{0,2})?(?:(\d{1,2})[\s./]{1,2})?$")
_YEAR_AFTER = re.compile(
    r"[\s.,/-]{0,3}(?:(?:de|del|of|năm|anno|року|года|พ\.ศ\.|ค\.ศ\.)\s)?(?:(\d{4})|['’](\d{2})|(?<=[./-])(\d{2}))(?!\d|:\d)"
)
_SHORT_YEAR_AFTER = re.compile(r"\.?\s{1,2}(\d{2})(?![\d:.])")
_DAY_AFTER = re.compile(r"[\s.,/-]{0,3}(\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
_UNIX_YEAR = re.compile(r" \d{1,2}:\d\d(?::\d\d)?(?: [A-Z]{2,5}| [+-]\d{4})?,? (\d{4})(?!\d)|[^\d\n]{1,4}(\d{4})(?!\d)")
_REACH = 16


def named_month(text: str, habits: Habits) -> Iterator[Reading]:
    """`30. April 2024`, `April 30th, 2024`, `2024. április 30.`, `30-Apr-24`, `Tue Apr 30 14:05:00 KST 2024`."""
    seen: set[int] = set()
    for day in _DAY.finditer(text):
        for start, end in _words_beside(text, *day.span()):
            if start not in seen:
                seen.add(start)
                reading = _around_word(text, start, end, habits)
                if reading:
                    yield reading


def _words_beside(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the word after a number and of the one before it."""
    after = _WORD_AFTER.match(text, end)
    if after:
        yield after.span(1)
    stop = len(text[:begin].rstrip(_BETWEEN))
    last = _LETTERS.match(text[max(0, stop - _REACH) : stop][::-1])
    if last:
        yield stop - last.end(), stop


def _around_word(text: str, start: int, end: int, habits: Habits) -> Reading | None:
    """Return the date whose month the word from `start` to `end` names, in whichever calendar."""
    month = month_number(text[start:end], habits.language)
    if month:
        return _around_month(_Month(make_day, month), text, start, end) or (
            _of_thai_year(text, month, start, end) if habits.language == "th" else None
        )
    elsewhere = month_elsewhere(text[start:end])
    return _around_month(_Month(*elsewhere), text, start, end) if elsewhere else None


def _of_thai_year(text: str, month: int, start: int, end: int) -> Reading | None:
    """Return the date with the last two digits of a Buddhist year: `30 เม.ย. 67`."""
    day = _DAY_BEFORE.search(text[max(0, start - _REACH) : start])
    year = _SHORT_YEAR_AFTER.match(text, end)
    if day is None or year is None:
        return None
    found = make_day(thai_year(int(year[1])), month, int(day[1]))
    return Reading(found, start - len(day[0]), year.end()) if found else None


def _around_month(month: _Month, text: str, start: int, end: int) -> Reading | None:
    """Return the date whose month is the word from `start` to `end`."""
    before = text[max(0, start - _REACH) : start]
    day = _DAY_BEFORE.search(before)
    year = _YEAR_AFTER.match(text, end)
    if day and year:
        return month.reading(full_year(year[1] or year[2] or year[3]), int(day[1]), start - len(day[0]), year.end())
    after = _DAY_AFTER.match(text, end)
    if after is None:
        return None
    year = _YEAR_AFTER.match(text, after.end()) or _UNIX_YEAR.match(text, after.end())
    if year:
        digits = next(group for group in year.groups() if group)
        end = after.end() if year.re is _UNIX_YEAR else year.end()
        return month.reading(full_year(digits), int(after[1]), start, end)
    first = _YEAR_BEFORE.search(before)
    if first:
        return month.reading(int(first[1]), int(after[1]), start - len(first[0]), after.end())
    return None


class _Month(NamedTuple):
    """A month of a calendar, which `day` makes a date of."""

    day: Callable[[int, int, int], date | None]
    number: int

    def reading(self, year: int, day: int, start: int, end: int) -> Reading | None:
        """Return the reading of a day of the month, if the calendar has it."""
        found = self.day(year, self.number, day)
        return Reading(found, start, end) if found else None
