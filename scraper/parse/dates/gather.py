"""Page in, its sources of dates out, with day and month in order and what can't be a date of publication refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from scraper.parse.dates.afar import asked_dates, far_dates, header_dates, lead_dates, relative_dates, script_dates
from scraper.parse.dates.around import NEAR, Around
from scraper.parse.dates.choice import ONLY_CHANGED, Sources, is_near
from scraper.parse.dates.formats import read_value
from scraper.parse.dates.labels import Tag
from scraper.parse.dates.order import order_of, settled
from scraper.parse.dates.shown import DATED, from_blocks, from_marks, near_marks
from scraper.parse.dates.sources import (
    Candidate,
    from_article_node,
    from_meta,
    from_other_nodes,
    from_url,
    is_article_meta,
    url_month,
)
from scraper.parse.dates.zone import Site

_FUTURE = timedelta(hours=48)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
# The day zero of computers, which content systems print for "none".
_EPOCH = date(1970, 1, 1)
_MARK_LIMIT = 60
_Settler = Callable[[Sequence[Candidate]], Sequence[Candidate]]


class Gathered(NamedTuple):
    """The sources of one page, and the candidates that were refused as future or absurd."""

    sources: Sources
    refused: Sequence[Candidate]


def gather(around: Around) -> Gathered:
    """Return the dates in the page's data, in its text near the article, and in its URL."""
    page, reader = around.page, around.reader
    article_meta, other_meta = from_meta(page, reader.habits)
    article = [*from_article_node(page, reader.habits), *article_meta]
    is_stated = any(candidate.tag is Tag.PUBLISHED for candidate in article)
    other_nodes = () if is_stated else from_other_nodes(page, reader.habits)
    stated: Sequence[Candidate] = [*article, *other_nodes, *other_meta]
    shown: Sequence[Candidate] = sorted(
        (*from_marks(around, near_marks(around, 2 * NEAR)), *from_blocks(around)),
        key=lambda candidate: candidate.distance,
    )
    url = next(from_url(page), None)
    settle = _settler(around, [*stated, *shown], url)
    sources = Sources(settle(stated), settle(shown), url, around.window.start, reader.habits.today, url_month(page))
    everything = (*sources.stated, *sources.shown, *((url,) if url else ()))
    refused = [one for one in everything if not _is_plausible(one, sources, around)]
    return Gathered(_without(sources, refused) if refused else sources, refused)


def last_rungs(around: Around, sources: Sources, site: Site) -> Iterator[tuple[str, Sequence[Candidate]]]:
    """The rungs of a page that gives no date near its headline, each read only when those before it are empty.

    A relative date near the headline; a data script; a labelled date anywhere; a date of modification (the article is
    at least as old); the beginning of the body; a sentence; any marked date; the date library's reading; the header's.
    """

    def kept(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        settle = _settler(around, candidates, sources.url)
        return [one for one in settle(candidates) if _is_plausible(one, sources, around)]

    yield "relative", list(relative_dates(around, site))
    yield "data script", kept(script_dates(around))
    far = [*sources.shown, *kept(far_dates(around))]
    yield "labelled, far from the headline", [one for one in far if one.tag is Tag.PUBLISHED]
    changed = [one for one in (*far, *sources.stated) if one.tag is Tag.MODIFIED]
    yield ONLY_CHANGED if any(map(is_article_meta, sources.stated)) else "only a modification", changed
    yield "beginning of the body", kept(lead_dates(around))
    yield "in a sentence", [one for one in sources.shown if is_near(one)]
    yield "far from the headline", [one for one in far if one.tag is None]
    yield "date library", kept(list(asked_dates(around, site)))
    yield "header", kept(header_dates(around))


def _settler(around: Around, candidates: Sequence[Candidate], url: Candidate | None) -> _Settler:
    """Return what puts day and month of candidates in order: those of this page decide together."""
    if not any(candidate.reading.swapped for candidate in candidates):
        return lambda given: given
    known = {candidate.reading.day for candidate in candidates if candidate.reading.swapped is None}
    if url:
        known.add(url.reading.day)
    habits = around.reader.habits
    marked = (read_value(mark.value, habits) for mark in around.page.marks[:_MARK_LIMIT] if mark.kind in DATED)
    known |= {reading.day for reading in marked if reading and reading.swapped is None}
    days = frozenset(known)
    readings = [candidate.reading for candidate in candidates]
    order = order_of(around.page, readings, habits.language)

    def settle(given: Sequence[Candidate]) -> Sequence[Candidate]:
        return [
            one._replace(reading=settled(one.reading, known=days, order=order, today=habits.today)) for one in given
        ]

    return settle


def _is_plausible(candidate: Candidate, sources: Sources, around: Around) -> bool:
    """Return whether it is neither after the visit nor absurdly old; before 1990 another source must agree."""
    day = candidate.reading.day
    if around.captured_at and day > (around.captured_at + _FUTURE).date():
        return False
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return True
    if day == _EPOCH or day.year > _LAST_YEAR:
        return False
    others = (one for one in (*sources.stated, *sources.shown, sources.url) if one is not None)
    return any(one.reading.day == day and one.source != candidate.source for one in others)


def _without(sources: Sources, refused: Sequence[Candidate]) -> Sources:
    gone = {id(candidate) for candidate in refused}
    stated = [candidate for candidate in sources.stated if id(candidate) not in gone]
    shown = [candidate for candidate in sources.shown if id(candidate) not in gone]
    return sources._replace(stated=stated, shown=shown, url=sources.url if id(sources.url) not in gone else None)
