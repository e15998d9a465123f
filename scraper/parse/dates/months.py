"""Days of other calendars and dates whose month is a word in, common dates out.

Persian and Islamic months and years, Thai years; months by their names in any language. Where a page's language leaves
open which calendar a year of the fifteenth century is of, it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from scraper.parse.dates.reading import Habits, Reading, full_year, make_day
from scraper.parse.dates.words import month_number

# The Persian year has a leap day in these years of each 33 (the arithmetic rule that K. M. Borkowski's table has for
# these centuries: Earth, Moon and Planets 74, 1996); jdatetime and persiantools give the same first days of 1209 to
# 1498. The first day of 1403 was 20 March 2024.
_PERSIAN_LEAP, _PERSIAN_CYCLE = frozenset({1, 5, 9, 13, 17, 22, 26, 30}), 33
_PERSIAN_YEAR, _PERSIAN_DAY = 1403, date(2024, 3, 20)
_PERSIAN_YEARS = range(1209, 1499)
# The years that Umm al-Qura's tables cover.
_ISLAMIC_YEARS = range(1343, 1501)
_PERSIAN_LANGUAGES = frozenset({"fa", "ps", "prs", "haz"})
_ISLAMIC_LANGUAGES = frozenset({"ar", "ur"})
_BUDDHIST_CENTURY, _BUDDHIST_LEAD = 2500, 543
# A year of two digits from here on is a Buddhist one: 2543 was 2000.
_FIRST_BUDDHIST = 43

_PERSIAN_MONTHS = (
    "فروردین حمل farvardin | اردیبهشت ثور ordibehesht | خرداد جوزا khordad | تیر سرطان tir | مرداد امرداد اسد mordad"
    " | شهریور سنبله shahrivar | مهر میزان mehr | آبان عقرب aban | آذر قوس azar | دی جدی dey | بهمن دلو bahman"
    " | اسفند حوت esfand"
)
_ISLAMIC_MONTHS = (
    "محرم محرّم muharram | صفر safar | ربيع_الأول ربيع_الاول ربیع_الاول | ربيع_الآخر ربيع_الثاني ربیع_الثانی"
    " | جمادى_الأولى جمادى_الاولى جمادي_الأولى جمادی_الاول | جمادى_الآخرة جمادى_الثانية جمادي_الآخرة جمادی_الثانی"
    " | رجب rajab | شعبان shaban | رمضان ramadan ramazan ramadhan ramzan | شوال شوّال shawwal syawal"
    " | ذو_القعدة ذي_القعدة ذی_القعده | ذو_الحجة ذي_الحجة ذی_الحجه"
)

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


def _numbers(row: str) -> Mapping[str, int]:
    """Return word -> number of the month for a row of twelve."""
    return {word: number for number, names in enumerate(row.split("|"), 1) for word in names.split()}


# Persian is also typed with the yeh and kaf of Arabic; signs without width stand between letters.
_TYPED = MappingProxyType({ord("ي"): "ی", ord("ى"): "ی", ord("ك"): "ک", **dict.fromkeys(range(0x200B, 0x2010))})


def persian_day(year: int, month: int, day: int) -> date | None:
    """Return the common date of a day of the Persian calendar, `None` for what is none.

    >>> persian_day(1403, 4, 25), persian_day(1399, 12, 30), persian_day(1400, 12, 30)
    (datetime.date(2024, 7, 15), datetime.date(2021, 3, 20), None)
    """
    if year not in _PERSIAN_YEARS or not 1 <= month <= 12:
        return None
    length = 31 if month <= 6 else 30 if month < 12 or _is_persian_leap(year) else 29
    if not 1 <= day <= length:
        return None
    first, last = sorted((year, _PERSIAN_YEAR))
    between = sum(366 if _is_persian_leap(other) else 365 for other in range(first, last))
    days = between if year > _PERSIAN_YEAR else -between
    return _PERSIAN_DAY + timedelta(days=days + (month - 1) * 31 - max(0, month - 7) + day - 1)


def islamic_day(year: int, month: int, day: int) -> date | None:
    """Return the common date of a day of the Islamic calendar by Umm al-Qura's tables, `None` for what is none.

    >>> islamic_day(1445, 9, 13), islamic_day(1445, 13, 1)
    (datetime.date(2024, 3, 23), None)
    """
    if year not in _ISLAMIC_YEARS:
        return None
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def day_of(year: int, month: int, day: int, language: str | None) -> date | None:
    """Return the date of a day in numbers, by the calendar that pages of the language write such years in.

    >>> day_of(2024, 4, 30, "fa"), day_of(1403, 2, 11, "fa"), day_of(1445, 9, 13, "ar"), day_of(1403, 2, 11, "en")
    (datetime.date(2024, 4, 30), datetime.date(2024, 4, 30), datetime.date(2024, 3, 23), None)
    """
    if year < _PERSIAN_YEARS.stop:
        if language in _PERSIAN_LANGUAGES:
            return persian_day(year, month, day)
        if language in _ISLAMIC_LANGUAGES:
            return islamic_day(year, month, day)
    return make_day(year, month, day)


def thai_year(year: int) -> int:
    """Return the year that two digits of a Thai date mean: a Buddhist one of this century.

    >>> thai_year(67), thai_year(24)
    (2024, 2024)
    """
    return _BUDDHIST_CENTURY + year - _BUDDHIST_LEAD if year >= _FIRST_BUDDHIST else 2000 + year


def month_elsewhere(word: str) -> tuple[Callable[[int, int, int], date | None], int] | None:
    """Return the calendar that has a month of that name, as the function for its days, and the month's number.

    >>> month_elsewhere("تیر") == month_elsewhere("تير") == (persian_day, 4), month_elsewhere("April")
    (True, None)
    """
    return _ELSEWHERE.get(word.casefold().translate(_TYPED))


def _is_persian_leap(year: int) -> bool:
    return year % _PERSIAN_CYCLE in _PERSIAN_LEAP


_ELSEWHERE = MappingProxyType(
    {
        **{word.translate(_TYPED): (persian_day, number) for word, number in _numbers(_PERSIAN_MONTHS).items()},
        **{word.translate(_TYPED): (islamic_day, number) for word, number in _numbers(_ISLAMIC_MONTHS).items()},
    }
)


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
