"""The value between text and `Moment`: what one date in a text says, before the page's time zone is known."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０"
_ODD_SIGNS = (
    "\xa0\u2007\u2009\u202f\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\u3000"
    "：．／－（），‐‑‒–—−⁄"
)
_PLAIN_SIGNS = "                 :./-(),------/"
_DIGITS = ((chr(ord(zero) + value), str(value)) for zero in _ZEROS for value in range(10))
# One character for one, so that places in the cleaned text are places in the text.
_PLAIN = MappingProxyType({**dict(_DIGITS), **dict(zip(_ODD_SIGNS, _PLAIN_SIGNS, strict=True))})
_ODD = re.compile(f"[{re.escape(''.join(_PLAIN))}]")
# Months of two words, as papers of the Levant and Iraq print them, and those of the Islamic year.
_TWO_WORDS = re.compile("(كانون|تشرين|ربيع|ربیع|جمادى|جمادي|جمادی|ذو|ذي|ذی) (ال)")


class Clock(NamedTuple):
    """A time of day as printed; `zone` is the text of the zone beside it, if there is one."""

    hour: int
    minute: int
    second: int | None = None
    zone: str | None = None


class Reading(NamedTuple):
    """A date as one text states it, from `start` to `end` of that text.

    `swapped` is the day if day and month are the other way round, where the digits allow both; where they allow one
    only, `order` says which comes first (`d` or `m`). `is_firm`: only another date of the page may swap them.
    `is_doubtful`: the weekday printed beside it is another one. `is_open`: day and month could be the other way round,
    and nothing on the page tells.
    """

    day: date
    start: int
    end: int
    clock: Clock | None = None
    swapped: date | None = None
    order: str = ""
    is_doubtful: bool = False
    is_firm: bool = False
    is_open: bool = False


class Habits(NamedTuple):
    """What dates are read with: the page's language, and the day it was fetched."""

    language: str | None = None
    today: date | None = None


def clean(text: str) -> str:
    """Return the text with the digits of all scripts as 0-9 and typographic blanks, dashes and colons as plain ones.

    It keeps its length.

    >>> clean("٣٠ أبريل ٢٠٢٤"), clean("2024．04．30　14：05")
    ('30 أبريل 2024', '2024.04.30 14:05')
    """
    if text.isascii():
        return text
    text = _ODD.sub(lambda match: _PLAIN[match[0]], text)
    return _TWO_WORDS.sub(r"\1_\2", text) if " ال" in text else text


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or `None` if the calendar has none; a Buddhist year of Thailand becomes a common one.

    >>> make_day(2567, 4, 30), make_day(2024, 2, 30)
    (datetime.date(2024, 4, 30), None)
    """
    if 2443 <= year <= 2643:
        year -= 543
    if not 1600 <= year <= 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """Return the year of two or four digits; two digits from 70 on are of the last century.

    >>> full_year("24"), full_year("99"), full_year("2017")
    (2024, 1999, 2017)
    """
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 70 else 2000)
