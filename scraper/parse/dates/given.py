"""What a site's rule or function gives as a date in, the moment out: read and checked like the dates of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from scraper.model import Evidence, Finding, Moment, Page, Statement
from scraper.parse.dates.formats import read_value
from scraper.parse.dates.labels import Tag
from scraper.parse.dates.library import ask_library
from scraper.parse.dates.lines import LineReader
from scraper.parse.dates.order import habits_of, order_of, settled
from scraper.parse.dates.reading import Clock, Reading
from scraper.parse.dates.relative import find_relative
from scraper.parse.dates.zone import Site, to_moment

# As sure as a label that a rule puts on a block.
_SURE = 0.97
_FUTURE = timedelta(hours=48)
# The day zero of computers, which content systems print for "none".
_EPOCH = date(1970, 1, 1)
_LONGEST_BLOCK = 120


def given_date(
    page: Page, given: Statement, *, language: str | None, captured_at: datetime | None
) -> Finding[Moment] | None:
    """Return the first date that the texts state for the field, `None` if none is one; no date lies after the visit.

    >>> from scraper.page import read
    >>> given = Statement("modified", ("Posted 30 April 2024, updated 2 May 2024",), "site rule Gazette: css: p.when")
    >>> given_date(read("<p>a"), given, language="en", captured_at=None).value.at.isoformat()
    '2024-05-02T00:00:00+00:00'
    """
    reader = LineReader(habits_of(page, language, captured_at))
    site = Site(page.url, reader.habits.language)
    latest = (captured_at + _FUTURE).date() if captured_at else date.max
    for text in given.texts:
        for raw, reading in _readings(text, given.field, reader, _visit(captured_at, site)):
            order = order_of(page, [reading], reader.habits.language)
            settle = settled(reading, known=frozenset(), order=order, today=reader.habits.today)
            if settle.day != _EPOCH and settle.day <= latest:
                shown = tuple(one.number for one in page.blocks if len(one.text) <= _LONGEST_BLOCK and raw in one.text)
                return Finding(to_moment(settle, raw, site), Evidence(given.source, _SURE, raw=text), shown)
    return None


def _visit(captured_at: datetime | None, site: Site) -> datetime | None:
    return captured_at.astimezone(site.zone) if captured_at and site.zone else captured_at


def _readings(text: str, field: str, reader: LineReader, visit: datetime | None) -> Iterator[tuple[str, Reading]]:
    """Yield what a text may state: the date with the field's label, a value, a date without label, one from now."""
    wanted = Tag.MODIFIED if field == "modified" else Tag.PUBLISHED
    lines = reader.lines(text)
    yield from ((line.raw, line.reading) for line in lines if line.tag is wanted)
    value = None if any(line.tag for line in lines) else read_value(text, reader.habits)
    if value:
        yield text, value
    yield from ((line.raw, line.reading) for line in lines if line.tag is None)
    ago = find_relative(text, visit) if visit else None
    if ago:
        yield ago.raw, _reading(ago.at, is_timed=ago.precision != "day")
    elif not lines and not value:
        found = ask_library(text, language=reader.habits.language or "en", captured_at=visit)
        if found:
            yield text, _reading(found, is_timed=found.time() not in (time(), visit.time() if visit else None))


def _reading(at: datetime, *, is_timed: bool) -> Reading:
    zone = at.isoformat()[-6:] if at.tzinfo else None
    return Reading(at.date(), 0, 0, Clock(at.hour, at.minute, None, zone) if is_timed else None)
