"""The time of day that stands beside a date in a text, with the zone printed behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.parse.dates.labels import is_label
from scraper.parse.dates.reading import Clock

_BEFORE_NOON = "오전|午前|上午|凌晨|早上|AM|am|a\\.m\\.?|A\\.M\\.?|a\\. m\\.|πμ|π\\.μ\\.|ΠΜ|صباحا|ص|ق\\.ظ|SA"
_AFTER_NOON = "오후|午後|下午|晚上|PM|pm|p\\.m\\.?|P\\.M\\.?|p\\. m\\.|μμ|μ\\.μ\\.|ΜΜ|مساء|م|ب\\.ظ|CH"
_HALF = f"(?P<{{0}}am>{_BEFORE_NOON})|(?P<{{0}}pm>{_AFTER_NOON})"
_HALF_BEFORE = f"{_BEFORE_NOON}|{_AFTER_NOON}"
_HALF_AT_END = re.compile(f"(?<![^\\W\\d_])(?:{_HALF_BEFORE}) ?$")
_ZONE = (
    r"Z\b|(?:GMT|UTC)(?: ?[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}\b|[+-]\d{1,2}\b|[A-Z]{2,5}\b"
    r"|(?:Eastern|Central|Mountain|Pacific)(?: (?:Standard |Daylight )?Time)?\b"
)
_TIME = (
    rf"(?:(?:{_HALF.format('b')}) ?)?(?<![\d.,:])(?P<hour>\d{{1,2}})"
    r"(?: ?(?:[:.hu]|h )(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?(?![\d%])"
    r"| ?[시時时点點]\.?(?: ?(?P<minute2>\d{1,2}) ?[분分])?(?: ?(?P<second2>\d{1,2}) ?[초秒])?"
    r"|(?P<minute3>[0-5]\d)(?= ?(?:[Hh]rs?|HRS|Uhr)\b)"
    r"|(?P<bare> ?h\b| Uhr\b)|(?= ?(?:[AaPp]\.? ?[Mm]\b)))"
    rf"(?: ?(?:{_HALF.format('a')})(?![^\W\d_]))?(?: ?(?:Uhr|[Hh]rs?|HRS|h|น\.|น))?(?: ?\(?(?P<zone>{_ZONE}))?"
)
_AT = re.compile(_TIME)
# Between date and time: a weekday, "um", "at", "à", a bracket, but no label of another date. Of a half of the day that
# stands before the time only the sign right before it counts.
_GAP = re.compile(rf"T|\W{{0,6}}(?:[^\W\d_]{{1,12}}\.?\W{{1,5}}){{0,3}}(?:{_HALF_BEFORE})? ?")
_DIGIT = re.compile(r"\d")
_LONGEST_GAP = 36
_CLOCKISH = re.compile(r"\d ?(?:[:.hu]|[시時时点點]|[AaPp]\.? ?[Mm]|Uhr)")
_BEFORE = re.compile(_TIME + r"\)?[\s,|·•/-]{1,4}(?:[^\W\d_]{1,12}[.,]{0,2} ){0,2}$")
_BEFORE_REACH = 36


class Timed(NamedTuple):
    """A time of day and where it ends or begins in the text."""

    clock: Clock
    edge: int


def clock_after(text: str, position: int) -> Timed | None:
    """Return the time that follows a date which ends at `position`.

    >>> clock_after("30.04.2024 um 14.05 Uhr", 10).clock
    Clock(hour=14, minute=5, second=None, zone=None)
    >>> clock_after("2024-04-30 Updated 14:05", 10)
    """
    digit = _DIGIT.search(text, position, position + _LONGEST_GAP)
    if digit is None:
        return None
    begin = digit.start()
    gap = _GAP.fullmatch(text, position, begin)
    if gap is None or (begin - position > 2 and is_label(gap[0])):
        return None
    half = _HALF_AT_END.search(text, position, begin)
    match = _AT.match(text, half.start() if half else begin)
    clock = _clock(match) if match else None
    return Timed(clock, match.end()) if match and clock else None


def clock_before(text: str, position: int) -> Timed | None:
    """Return the time that stands right before a date which begins at `position`.

    >>> clock_before("2:05 PM ET, Tue April 30, 2024", 16).clock
    Clock(hour=14, minute=5, second=None, zone='ET')
    """
    start = max(0, position - _BEFORE_REACH)
    if not _CLOCKISH.search(text, start, position):
        return None
    match = _BEFORE.search(text[start:position])
    clock = _clock(match) if match else None
    return Timed(clock, start + match.start()) if match and clock else None


def _clock(match: re.Match[str]) -> Clock | None:
    hour = int(match["hour"])
    minute = int(match["minute"] or match["minute2"] or match["minute3"] or 0)
    seconds = match["second"] or match["second2"]
    second = int(seconds) if seconds else None
    if (match["aam"] or match["bam"]) and hour == 12:
        hour = 0
    elif (match["apm"] or match["bpm"]) and hour < 12:
        hour += 12
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    return Clock(hour, minute, second, match["zone"])
