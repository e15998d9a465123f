"""Dates as feeds and sitemaps write them: text in, an aware time or `None` out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

_DAY = re.compile(r"(\d{4})[-./](\d\d?)(?:[-./](\d\d?))?")
_CLOCK = re.compile(r"(?:T|\s)\s*(\d\d?):(\d\d)(?::(\d\d))?")
# RFC 822 and 850: `Tue, 30 Apr 2024 09:05:00 +0900`, the day of the week, the seconds and the zone at will.
_MAIL = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?[\s-]+(\d{4}|\d\d)(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)\s*$")
_NAME = re.compile(r"\b([A-Z]{1,5})\s*$")
_ZONES = MappingProxyType(
    {
        "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
        "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "KST": 9, "JST": 9, "HKT": 8, "SGT": 8,
        "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    }
)  # fmt: skip
# What programs write that know no date: the first second of the calendar, of Unix, and the last year.
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_YEAR = 9000


def read_date(text: str) -> datetime | None:
    """Return the time that a W3C date or a mail's date names; what names no zone is UTC, a day or month its beginning.

    >>> read_date("2024-04-30T09:05+09:00").isoformat(), read_date("2024-04").isoformat(), read_date("soon")
    ('2024-04-30T09:05:00+09:00', '2024-04-01T00:00:00+00:00', None)
    >>> read_date("Tue, 30 Apr 2024 09:05:00 KST").isoformat(), read_date("0001-01-01T00:00:00+09:00")
    ('2024-04-30T09:05:00+09:00', None)
    """
    text = text.strip()[:80]
    try:
        moment = _moment(text)
        if moment is None:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        utc = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if 1 < utc.year < _LAST_YEAR and utc != _EPOCH else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    found = _DAY.match(text)
    if found:
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
    elif (found := _MAIL.search(text)) and found[2].lower() in _MONTHS:
        day, month, year = int(found[1]), _MONTHS.index(found[2].lower()) + 1, int(found[3])
        # RFC 2822, 4.3: two digits before 50 are of this century.
        year += 2000 if year < 50 else 1900 if year < 100 else 0
    else:
        return None
    clock = _CLOCK.match(text, found.end())
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(text))


def _zone(text: str) -> timezone:
    offset = _OFFSET.search(text)
    if offset and ":" in text:
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    name = _NAME.search(text)
    return timezone(timedelta(hours=_ZONES.get(name[1], 0))) if name else UTC
