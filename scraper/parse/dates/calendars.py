"""A day of another calendar in, the common date out: Persian, Islamic, Thai years, years of the Republic of China.

Where a page's language leaves open which calendar a year of the fifteenth century is of, it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from scraper.parse.dates.reading import make_day

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


def _numbers(row: str) -> Mapping[str, int]:
    """Return word -> number of the month for a row of twelve."""
    return {word: number for number, names in enumerate(row.split("|"), 1) for word in names.split()}


_ZERO_WIDTH = re.compile("[\u200b-\u200f]")


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

    >>> month_elsewhere("تیر") == (persian_day, 4), month_elsewhere("April")
    (True, None)
    """
    return _ELSEWHERE.get(_ZERO_WIDTH.sub("", word.casefold()))


def _is_persian_leap(year: int) -> bool:
    return year % _PERSIAN_CYCLE in _PERSIAN_LEAP


_ELSEWHERE = MappingProxyType(
    {
        **{word: (persian_day, number) for word, number in _numbers(_PERSIAN_MONTHS).items()},
        **{word: (islamic_day, number) for word, number in _numbers(_ISLAMIC_MONTHS).items()},
    }
)
