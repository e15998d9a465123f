"""From a reading to a `Moment`: which zone the text states, else which the site keeps, else UTC as an assumption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import cached_property
from types import MappingProxyType
from urllib.parse import urlsplit

from scraper.model import Moment
from scraper.parse.dates.reading import Reading


def _pairs(rows: str) -> Mapping[str, str]:
    """Return key -> value of rows in which they alternate."""
    words = rows.split()
    return MappingProxyType(dict(zip(words[::2], words[1::2], strict=True)))


# Countries whose papers keep one clock, by the last part of the host.
COUNTRY_ZONES = _pairs(
    """
ae Asia/Dubai al Europe/Tirane am Asia/Yerevan ar America/Argentina/Buenos_Aires at Europe/Vienna
az Asia/Baku ba Europe/Sarajevo bd Asia/Dhaka be Europe/Brussels bg Europe/Sofia bo America/La_Paz
by Europe/Minsk ch Europe/Zurich cl America/Santiago cn Asia/Shanghai cr America/Costa_Rica
cu America/Havana cy Asia/Nicosia cz Europe/Prague de Europe/Berlin dk Europe/Copenhagen
do America/Santo_Domingo ee Europe/Tallinn eg Africa/Cairo es Europe/Madrid et Africa/Addis_Ababa
fi Europe/Helsinki fr Europe/Paris ge Asia/Tbilisi gh Africa/Accra gr Europe/Athens gt America/Guatemala
hk Asia/Hong_Kong hn America/Tegucigalpa hr Europe/Zagreb hu Europe/Budapest ie Europe/Dublin
il Asia/Jerusalem in Asia/Kolkata iq Asia/Baghdad ir Asia/Tehran is Atlantic/Reykjavik it Europe/Rome
jo Asia/Amman jp Asia/Tokyo ke Africa/Nairobi kr Asia/Seoul kw Asia/Kuwait lb Asia/Beirut li Europe/Vaduz
lk Asia/Colombo lt Europe/Vilnius lu Europe/Luxembourg lv Europe/Riga ma Africa/Casablanca mk Europe/Skopje
mm Asia/Yangon mt Europe/Malta my Asia/Kuala_Lumpur ng Africa/Lagos ni America/Managua nl Europe/Amsterdam
no Europe/Oslo np Asia/Kathmandu nz Pacific/Auckland pa America/Panama pe America/Lima ph Asia/Manila
pk Asia/Karachi pl Europe/Warsaw py America/Asuncion qa Asia/Qatar ro Europe/Bucharest rs Europe/Belgrade
sa Asia/Riyadh se Europe/Stockholm sg Asia/Singapore si Europe/Ljubljana sk Europe/Bratislava
sv America/El_Salvador th Asia/Bangkok tn Africa/Tunis tr Europe/Istanbul tw Asia/Taipei
tz Africa/Dar_es_Salaam ua Europe/Kyiv ug Africa/Kampala uk Europe/London uy America/Montevideo
uz Asia/Tashkent ve America/Caracas vn Asia/Ho_Chi_Minh za Africa/Johannesburg zm Africa/Lusaka
zw Africa/Harare
"""
)
# Languages of one country, or of countries that keep one clock.
LANGUAGE_ZONES = _pairs(
    """
bg Europe/Sofia bn Asia/Dhaka bs Europe/Sarajevo ca Europe/Madrid cs Europe/Prague da Europe/Copenhagen
de Europe/Berlin el Europe/Athens et Europe/Tallinn eu Europe/Madrid fa Asia/Tehran fi Europe/Helsinki
gl Europe/Madrid he Asia/Jerusalem hi Asia/Kolkata hr Europe/Zagreb hu Europe/Budapest hy Asia/Yerevan
is Atlantic/Reykjavik it Europe/Rome ja Asia/Tokyo ka Asia/Tbilisi km Asia/Phnom_Penh ko Asia/Seoul
lo Asia/Vientiane lt Europe/Vilnius lv Europe/Riga mk Europe/Skopje ml Asia/Kolkata mr Asia/Kolkata
my Asia/Yangon nb Europe/Oslo ne Asia/Kathmandu nl Europe/Amsterdam nn Europe/Oslo no Europe/Oslo
pl Europe/Warsaw ro Europe/Bucharest si Asia/Colombo sk Europe/Bratislava sl Europe/Ljubljana
sq Europe/Tirane sr Europe/Belgrade sv Europe/Stockholm ta Asia/Kolkata te Asia/Kolkata th Asia/Bangkok
tr Europe/Istanbul uk Europe/Kyiv vi Asia/Ho_Chi_Minh zh Asia/Shanghai
"""
)
# Minutes east of Greenwich. IST, CST and BST have two meanings: `date_zone` asks the site first.
NAMED_ZONES = MappingProxyType(
    {
        name: int(minutes)
        for name, minutes in _pairs(
            """
Z 0 UTC 0 GMT 0 WET 0 BST 60 CET 60 MEZ 60 WEST 60 CEST 120 MESZ 120 EET 120 SAST 120 EEST 180 MSK 180
TRT 180 IST 330 PKT 300 WIB 420 ICT 420 WITA 480 HKT 480 SGT 480 MYT 480 PHT 480 WIT 540 KST 540 JST 540
AEST 600 AEDT 660 NZST 720 NZDT 780 EST -300 EDT -240 CST -360 CDT -300 MST -420 MDT -360 PST -480 PDT -420
AKST -540 AKDT -480 HST -600 AST -240 ADT -180 BRT -180 ART -180
"""
        ).items()
    }
)
# Names that stand for summer and winter time alike.
SHIFTING_ZONES = _pairs(
    """
ET America/New_York EASTERN America/New_York CT America/Chicago CENTRAL America/Chicago MT America/Denver
MOUNTAIN America/Denver PT America/Los_Angeles PACIFIC America/Los_Angeles
"""
)

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_SEOUL = timezone(timedelta(hours=9))
_TWO_MEANINGS = frozenset({"IST", "CST", "BST"})
_GREENWICH = frozenset({"Z", "UTC", "GMT"})
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
    """Return whether the date is as readers see it: an attribute's, with its offset, is the content system's."""
    zone = reading.clock.zone if reading.clock else None
    return zone is None or (zone.isalpha() and zone not in _GREENWICH)


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
