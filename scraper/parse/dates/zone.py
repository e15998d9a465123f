"""From a reading to a `Moment`: which zone the text states, else which the site keeps, else UTC as an assumption."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import cached_property
from urllib.parse import urlsplit

from scraper.model import Moment
from scraper.parse.dates.reading import Reading
from scraper.parse.dates.zone_names import COUNTRY_ZONES, LANGUAGE_ZONES, NAMED_ZONES, SHIFTING_ZONES

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_SEOUL = timezone(timedelta(hours=9))
_TWO_MEANINGS = frozenset({"IST", "CST", "BST"})
_WEST, _EAST = -12, 14


class Site:
    """The clock that a site keeps, found when it is first asked for: most pages state theirs beside every date."""

    def __init__(self, url: str | None, language: str | None, readings: Iterable[Reading] = ()) -> None:
        self._url = url
        self._language = language
        self._readings = readings

    @cached_property
    def zone(self) -> tzinfo | None:
        """Korea's for Korean text, else the country's by the host, the language's, or what another date states."""
        if self._language == "ko":
            return _SEOUL
        name = COUNTRY_ZONES.get(_country(self._url)) or LANGUAGE_ZONES.get(self._language or "")
        return (named_zone(name) if name else None) or self._stated_offset()

    def _stated_offset(self) -> tzinfo | None:
        """Return the first offset that one of the page's dates states, if it is none of zero: all systems know that."""
        clocks = (reading.clock for reading in self._readings)
        zones = (_unmistakable_zone(clock.zone) for clock in clocks if clock and clock.zone)
        return next((zone for zone in zones if zone is not None and zone is not UTC), None)


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

    >>> nowhere = Site(None, None)
    >>> stated_zone("+0900", nowhere), stated_zone("by", nowhere)
    (datetime.timezone(datetime.timedelta(seconds=32400)), None)
    >>> stated_zone("IST", Site("https://gazette.example.ie/", "en"))
    zoneinfo.ZoneInfo(key='Europe/Dublin')
    """
    if text in _TWO_MEANINGS and site.zone is not None:
        return site.zone
    return _unmistakable_zone(text)


def _unmistakable_zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    match = _OFFSET.search(text)
    if match:
        return _fixed(match)
    name = text.upper().split()[0]
    if name in SHIFTING_ZONES:
        return named_zone(SHIFTING_ZONES[name])
    minutes = NAMED_ZONES.get(name)
    if minutes is None:
        return None
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _fixed(match: re.Match[str]) -> tzinfo | None:
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > _EAST * 60:
        return None
    if minutes == 0:
        return UTC
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


def to_moment(reading: Reading, raw: str, site: Site) -> Moment:
    """Return the reading as a point in time; a day without time of day is its midnight in the site's zone.

    Midnight is how content systems write that no time is given.
    """
    clock = reading.clock
    zone = stated_zone(clock.zone, site) if clock else None
    kind = "stated"
    if zone is None:
        kind = "site" if site.zone else "assumed"
        zone = site.zone or UTC
    at = _at(reading, time(clock.hour, clock.minute, clock.second or 0) if clock else time(), zone)
    if clock is None or not has_time(reading):
        return Moment(at, "day", kind, raw)
    return Moment(at, "minute" if clock.second is None else "second", kind, raw)


def has_time(reading: Reading) -> bool:
    """Return whether a time of day other than midnight is given."""
    clock = reading.clock
    return clock is not None and bool(clock.hour or clock.minute or clock.second)


def is_printed(reading: Reading) -> bool:
    """Return whether the date is as readers see it: an attribute's, with its zone, is the content system's."""
    return reading.clock is None or reading.clock.zone is None


def on_shown_day(moment: Moment, days: Iterable[object], site: Site) -> Moment:
    """Return the same instant with the offset in which it falls on one of the `days` that the page shows.

    Content systems state Greenwich time and print their own day: 23:01 on the 1st at Greenwich is the 2nd in Rome.
    """
    if moment.zone != "stated" or moment.at.utcoffset():
        return moment
    shown = frozenset(days)
    if moment.at.date() in shown:
        return moment
    if site.zone:
        at = _with_fixed_offset(moment.at.astimezone(site.zone))
        if at.date() in shown:
            return Moment(at, moment.precision, "site", moment.raw)
        if not shown and at.time() == time():
            # A day of the site's calendar that went through a system of Greenwich time.
            return Moment(at, "day", "site", moment.raw)
    if not shown:
        return moment
    nearest_first = sorted(range(_WEST, _EAST + 1), key=abs)
    for hours in nearest_first:
        at = moment.at.astimezone(timezone(timedelta(hours=hours)))
        if at.date() in shown:
            return Moment(at, moment.precision, "assumed", moment.raw)
    return moment


def _at(reading: Reading, clock: time, zone: tzinfo) -> datetime:
    return _with_fixed_offset(datetime.combine(reading.day, clock, zone))


def _with_fixed_offset(at: datetime) -> datetime:
    """Return the same time with its offset instead of a zone of the database, so that it compares everywhere."""
    offset = at.utcoffset()
    return at.replace(tzinfo=timezone(offset) if offset else UTC)
