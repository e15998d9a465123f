"""From a reading to a `Moment`: which zone the text states, else which the site keeps, else UTC as an assumption."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.model import Moment, Page
from scraper.parse.date_reading import Reading
from scraper.parse.date_zone_names import COUNTRY_ZONES, LANGUAGE_ZONES, NAMED_ZONES, SHIFTING_ZONES

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_SEOUL = timezone(timedelta(hours=9))
_TWO_MEANINGS = frozenset({"IST", "CST", "BST"})


class Site(NamedTuple):
    """The clock that the site keeps, `None` where nothing says which."""

    zone: tzinfo | None


def site_of(page: Page, language: str | None, *, offset: tzinfo | None = None) -> Site:
    """Return the site's clock: Korea's for Korean text, else the country's by the host, the language's, or `offset`."""
    if language == "ko":
        return Site(_SEOUL)
    name = COUNTRY_ZONES.get(_country(page.url)) or LANGUAGE_ZONES.get(language or "")
    return Site((named_zone(name) if name else None) or offset)


def _country(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.rsplit(".", 1)[-1]


def named_zone(name: str) -> tzinfo | None:
    """Return the zone of the IANA database, `None` where this machine has none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def stated_zone(text: str | None, site: Site) -> tzinfo | None:
    """Return the zone that stands beside a time of day: an offset, `Z`, `GMT+9`, `KST`, `ET`.

    >>> stated_zone("+0900", Site(None)), stated_zone("GMT+9", Site(None)), stated_zone("by", Site(None))
    (datetime.timezone(datetime.timedelta(seconds=32400)), datetime.timezone(datetime.timedelta(seconds=32400)), None)
    """
    if not text:
        return None
    match = _OFFSET.search(text)
    if match:
        return _fixed(match)
    name = text.upper().split()[0]
    if name in _TWO_MEANINGS and site.zone is not None:
        return site.zone
    if name in SHIFTING_ZONES:
        return named_zone(SHIFTING_ZONES[name])
    minutes = NAMED_ZONES.get(name)
    if minutes is None:
        return None
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _fixed(match: re.Match[str]) -> tzinfo | None:
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 14 * 60:
        return None
    if minutes == 0:
        return UTC
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


def to_moment(reading: Reading, raw: str, site: Site) -> Moment:
    """Return the reading as a point in time; a day without time of day is its midnight in the site's zone."""
    clock = reading.clock
    stated = stated_zone(clock.zone, site) if clock else None
    zone = stated or site.zone or UTC
    kind = "stated" if stated else "site" if site.zone else "assumed"
    if clock is None:
        return Moment(_at(reading, time(), zone), "day", kind, raw)
    at = _at(reading, time(clock.hour, clock.minute, clock.second or 0), zone)
    return Moment(at, "minute" if clock.second is None else "second", kind, raw)


def _at(reading: Reading, clock: time, zone: tzinfo) -> datetime:
    """Return an aware time whose offset is fixed, so that it means the same on every machine."""
    at = datetime.combine(reading.day, clock, zone)
    offset = at.utcoffset() or timedelta()
    return at.replace(tzinfo=timezone(offset) if offset else UTC)
