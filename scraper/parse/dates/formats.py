"""Text in, the dates it states out: one small function a format, all of one shape.

A format yields `Reading`s from a cleaned text; what is no day of the calendar is left out. Nothing here knows the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import MappingProxyType

from scraper.parse.dates.clock import clock_after, clock_before
from scraper.parse.dates.months import day_of, named_month, thai_year
from scraper.parse.dates.reading import Clock, Habits, Reading, clean, full_year, make_day
from scraper.parse.dates.words import weekday_number

_SHORT_YEAR_FIRST_LANGUAGES = frozenset({"ko", "ja", "zh", "hu", "lt"})
_ERAS = MappingProxyType(
    {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911, "": 1911, "R": 2018, "H": 1988}
)

# What a date of numbers has, and one with the name of a month, so that most texts are done with after one look.
# Each has one class in front, for the search for a class is the fast one.
_NUMBERS = re.compile(
    r"[\d元](?:(?<=\d)(?:\s{0,2}[-./·|년年]\s{0,2}\d{1,2}\s{0,2}[-./·|월月]\s{0,2}\d| tháng \d| оны )|(?<=元)年)"
)
# So far before the first place where `_NUMBERS` holds the date may begin.
_NUMBERS_REACH = 6
_NAMES = re.compile(r"[\d'’.-](?:(?<=\d)\d{3}|(?<=['’])\d\d|(?<=[^\W\d_][-.])\s?\d\d)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:\s{0,2}(?P<sign>[-./·])\s{0,2}|\s?[년年]\s{0,2}| оны )"
    r"(\d{1,2})(?(sign)\s{0,2}(?P=sign)\s{0,2}|(?:\s?[월月]\s{0,2}|-?р? сарын |\s{0,2}[-./·]\s{0,2}))"
    r"(\d{1,2})(?!\d)(?:\s?[일日号號](?![^\W\d_]))?"
)
_SHORT_YEAR_FIRST = re.compile(r"(?<![\d./:-])'?(\d{2})([-./])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d|\2\d)")
# Markup may glue the time of day to the year: `30.04.2414:05`.
_YEAR_LAST = re.compile(
    r"(?<![\d.:,-])(?<!\d/)(\d{1,2})\s?([./|-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?:(?!\d|\2\d|:\d)|(?=\d\d:\d\d(?!\d)))"
)
_ERA = re.compile(
    r"(令和|平成|昭和|大正|民國|民国|(?<![A-Za-z])[RH](?=\d)|(?<![\d年])(?=1[01]\d年))\s?(\d{1,3}|元)[年.]\s?(\d{1,2})[月.]\s?(\d{1,2})日?"
)
# A year of the Republic of China in numbers alone, as offices there print it.
_REPUBLIC = re.compile(r"(?<![\d./-])(1[0-2]\d)([-./])(\d\d)\2(\d\d)(?!\d|\2\d)")
_WRITTEN = re.compile(
    r"(令和|平成|昭和|大正|民國|民国)?([〇○零一二三四五六七八九十元]{1,4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号號]"
)
_WRITTEN_DIGITS = MappingProxyType(
    {sign: number % 10 for number, sign in enumerate("零一二三四五六七八九〇")} | {"○": 0}
)
_VIETNAMESE = re.compile(r"(\d{1,2}) tháng (\d{1,2})(?:,? năm|,)? (\d{4})", re.IGNORECASE)

_LETTERS = re.compile(r"[^\s\d.,;:|/()\[\]\"'’-]{3,}")
_BETWEEN = " .,/'’-"
_REACH = 16
# One sign is a weekday only in brackets: `(화)`, `（火）`.
_WEEKDAY_AFTER = re.compile(r"[\s.]{0,2}(?:\(([^\W\d_]{1,10})\.?\)|,? ?([^\W\d_]{3,12})(?![^\W\d_]))")

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?$")
_EPOCH = re.compile(r"(\d{10})(?:\.\d+|\d{3})?$")
_BLANK_ZONE = re.compile(r"(\d)\s+([+-]\d\d:?\d\d)$")


def read_value(text: str, habits: Habits) -> Reading | None:
    """Return the date of a machine-readable value: ISO 8601 in all its variants, compact digits, epoch, or as text.

    >>> read_value("2024-04-30T14:05:00 +0900", Habits()).clock
    Clock(hour=14, minute=5, second=0, zone='+09:00')
    >>> read_value("20240430", Habits()).day, read_value("1714453500000", Habits()).day
    (datetime.date(2024, 4, 30), datetime.date(2024, 4, 30))
    """
    text = text.strip()
    if not 6 <= len(text) <= 80:
        return None
    return _read_iso(text) or _read_digits(text) or next(iter(find_dates_in(text, habits)), None)


def find_dates_in(text: str, habits: Habits) -> list[Reading]:
    """Return the dates that the text states, in order, each with the time of day beside it.

    >>> [str(reading.day) for reading in find_dates_in("입력 2024.04.30 (화) 14:05 수정 2024.05.01", Habits("ko"))]
    ['2024-04-30', '2024-05-01']
    """
    text = clean(text)
    found: list[Reading] = []
    numbers = _NUMBERS.search(text)
    if numbers:
        start = max(0, numbers.start() - _NUMBERS_REACH)
        found = [reading for read in _NUMERIC for reading in read(text, start, habits)]
    if not found and _NAMES.search(text):
        found = list(named_month(text, habits))
    if not found and "年" in text:
        found = list(_written(text))
    if not found:
        return []
    if len(found) > 1:
        found = _without_overlaps(found)
    found = [_checked(text, reading, habits) for reading in found]
    return [_with_clock(text, found, at) for at in range(len(found))]


def _checked(text: str, reading: Reading, habits: Habits) -> Reading:
    """Return the reading that the weekday beside it asks for; in doubt if that fits neither order of day and month."""
    weekday = _weekday_beside(text, reading, habits)
    if weekday == 0:
        return reading
    is_swapped = reading.swapped is not None and weekday == reading.swapped.isoweekday()
    if weekday == reading.day.isoweekday():
        # The weekday of 7 November 2023 is that of 11 July.
        return reading if is_swapped else reading._replace(swapped=None)
    if reading.swapped and is_swapped and not reading.is_firm:
        return reading._replace(day=reading.swapped, swapped=None)
    return reading._replace(is_doubtful=True)


def _weekday_beside(text: str, reading: Reading, habits: Habits) -> int:
    after = _WEEKDAY_AFTER.match(text, reading.end)
    number = weekday_number(after[1] or after[2], habits.language) if after else 0
    if number or reading.start < 3:
        return number
    stop = len(text[: reading.start].rstrip(_BETWEEN))
    before = _LETTERS.match(text[max(0, stop - _REACH) : stop][::-1])
    return weekday_number(before[0][::-1], habits.language) if before else 0


def _read_iso(text: str) -> Reading | None:
    if not text[:4].isdigit() or "W" in text:
        return None
    try:
        at = datetime.fromisoformat(_BLANK_ZONE.sub(r"\1\2", text) if " " in text else text)
    except ValueError:
        return None
    day = make_day(at.year, at.month, at.day)
    if day is None:
        return None
    if len(text) <= 10:
        return Reading(day, 0, len(text))
    zone = at.isoformat()[-6:] if at.tzinfo else None
    second = at.second if text.count(":") != 1 or at.second else None
    return Reading(day, 0, len(text), Clock(at.hour, at.minute, second, zone))


def _read_digits(text: str) -> Reading | None:
    match = _COMPACT.match(text)
    if match:
        day = make_day(int(match[1]), int(match[2]), int(match[3]))
        if day and 1990 <= day.year <= 2100:
            clock = None
            if match[4] and int(match[4]) < 24 and int(match[5]) < 60:
                clock = Clock(int(match[4]), int(match[5]), int(match[6]) if match[6] else None, match[7])
            return Reading(day, 0, len(text), clock)
    match = _EPOCH.match(text)
    if match:
        at = datetime.fromtimestamp(int(match[1]), UTC)
        return Reading(at.date(), 0, len(text), Clock(at.hour, at.minute, at.second, "Z"))
    return None


def _with_clock(text: str, found: list[Reading], at: int) -> Reading:
    """Return the reading with the time after it, else before it, that belongs to no neighbour."""
    reading = found[at]
    timed = clock_after(text, reading.end)
    if timed and (at + 1 == len(found) or timed.edge <= found[at + 1].start):
        return reading._replace(clock=timed.clock, end=timed.edge)
    timed = clock_before(text, reading.start)
    if timed and (at == 0 or timed.edge >= found[at - 1].end):
        return reading._replace(clock=timed.clock, start=timed.edge)
    return reading


def _without_overlaps(found: list[Reading]) -> list[Reading]:
    found.sort(key=lambda reading: (reading.start, -reading.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return kept


# ---------------------------------------------------------------- the formats


def _year_first(text: str, start: int, habits: Habits) -> Iterator[Reading]:
    """`2024-04-30`, `2024. 1. 23.`, `2024年4月30日`, `2024년 4월 30일`."""
    for match in _YEAR_FIRST.finditer(text, start):
        day = day_of(int(match[1]), int(match[3]), int(match[4]), habits.language)
        if day:
            yield Reading(day, match.start(), match.end())


def _short_year_first(text: str, start: int, habits: Habits) -> Iterator[Reading]:
    """`24.04.30` and `17-01-05`, where the language writes the year first."""
    if habits.language not in _SHORT_YEAR_FIRST_LANGUAGES:
        return
    for match in _SHORT_YEAR_FIRST.finditer(text, start):
        day = make_day(full_year(match[1]), int(match[3]), int(match[4]))
        if day:
            yield Reading(day, match.start(), match.end())


def _year_last(text: str, start: int, habits: Habits) -> Iterator[Reading]:
    """`30.04.2024`, `30/4/24`, `04/30/2024`; read day first where the digits leave it open."""
    for match in _YEAR_LAST.finditer(text, start):
        year, first, second = _year_of(match[4], habits), int(match[1]), int(match[3])
        if len(match[4]) == 2 and habits.language in _SHORT_YEAR_FIRST_LANGUAGES:
            continue
        day_first, month_first = day_of(year, second, first, habits.language), make_day(year, first, second)
        day = day_first or month_first
        if day:
            # With full stops few write the month first, and only in English.
            is_firm = match[2] == "."
            is_open = first != second and day_first and month_first and not (is_firm and habits.language != "en")
            order = "" if is_open or is_firm else "d" if day_first else "m"
            swapped = month_first if is_open else None
            yield Reading(day, *match.span(), swapped=swapped, order=order, is_firm=is_firm)


def _era(text: str, start: int, habits: Habits) -> Iterator[Reading]:
    """`令和6年4月30日`, `R6.4.30`, `民國113年4月30日` and, where the text is Chinese, `113年4月30日`."""
    if "年" not in text and habits.language != "ja":
        return
    for match in _ERA.finditer(text, start):
        if not match[1] and habits.language != "zh":
            continue
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        day = make_day(year, int(match[3]), int(match[4]))
        if day:
            yield Reading(day, match.start(), match.end())


def _republic(text: str, start: int, habits: Habits) -> Iterator[Reading]:
    """`113-04-30`, where the text is Chinese."""
    for match in _REPUBLIC.finditer(text, start) if habits.language == "zh" else ():
        day = make_day(_ERAS["民國"] + int(match[1]), int(match[3]), int(match[4]))
        if day:
            yield Reading(day, match.start(), match.end())


def _written(text: str) -> Iterator[Reading]:
    """`二〇二四年四月三十日`, `令和六年四月三十日`."""
    for match in _WRITTEN.finditer(text):
        is_era = bool(match[1])
        if is_era or len(match[2]) == len("2024"):
            year = _written_number(match[2]) + (_ERAS[match[1]] if is_era else 0)
            day = make_day(year, _written_number(match[3]), _written_number(match[4]))
            if day:
                yield Reading(day, match.start(), match.end())


def _written_number(signs: str) -> int:
    """Return the number that is written digit for digit, or with a sign for ten."""
    if signs == "元":
        return 1
    tens, ten, ones = signs.rpartition("十")
    value = 0
    for sign in ones if ten else signs:
        value = value * 10 + _WRITTEN_DIGITS.get(sign, 0)
    return value + 10 * (_WRITTEN_DIGITS.get(tens, 1) if ten else 0)


def _vietnamese(text: str, start: int, _habits: Habits) -> Iterator[Reading]:
    """`30 tháng 4 năm 2024`."""
    if " tháng " not in text.lower():
        return
    for match in _VIETNAMESE.finditer(text, start):
        day = make_day(int(match[3]), int(match[2]), int(match[1]))
        if day:
            yield Reading(day, match.start(), match.end())


def _year_of(digits: str, habits: Habits) -> int:
    """Return the year of two or four digits, a Thai one of two as a Buddhist one."""
    return thai_year(int(digits)) if habits.language == "th" and len(digits) == 2 else full_year(digits)


_NUMERIC: tuple[Callable[[str, int, Habits], Iterator[Reading]], ...] = (
    _year_first,
    _short_year_first,
    _year_last,
    _era,
    _republic,
    _vietnamese,
)
