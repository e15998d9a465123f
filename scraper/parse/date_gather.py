"""Page in, its sources of dates out, with day and month in order and what can't be a date of publication refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from scraper.model import Outline, Page
from scraper.parse.date_choice import NEAR, LastSources, Sources
from scraper.parse.date_library import ask_library
from scraper.parse.date_order import is_month_first, settled, usual_habits
from scraper.parse.date_reading import Clock, Habits, Reading
from scraper.parse.date_relative import find_relative
from scraper.parse.date_shown import (
    Window,
    from_afar,
    from_blocks,
    from_header,
    from_lead,
    from_marks,
    near_texts,
    window_of,
)
from scraper.parse.date_sources import Candidate, from_article_node, from_meta, from_other_nodes, from_scripts, from_url

_FUTURE = timedelta(hours=48)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
# The day zero of computers, which content systems print for "none".
_EPOCH = date(1970, 1, 1)
_ASKED = 2


class Around(NamedTuple):
    """What a source is read with: the page, how it writes dates, where its article stands, when it was fetched."""

    page: Page
    habits: Habits
    window: Window
    header: frozenset[int]
    captured_at: datetime | None


class Gathered(NamedTuple):
    """The sources of one page, and the candidates that were refused as future or absurd."""

    sources: Sources
    refused: Sequence[Candidate]


def look_around(
    page: Page, outline: Outline, *, language: str | None, captured_at: datetime | None, header: frozenset[int]
) -> Around:
    """Return what the sources are read with."""
    habits = usual_habits(page, language, captured_at)
    return Around(page, habits, window_of(outline), header, captured_at)


def gather(around: Around) -> Gathered:
    """Return the dates in the page's data, in its text near the article, and in its URL."""
    page, habits = around.page, around.habits
    article_meta, other_meta = from_meta(page, habits)
    stated = [*from_article_node(page, habits), *article_meta, *from_other_nodes(page, habits), *other_meta]
    shown = [
        *from_marks(page, habits, window=around.window, skipped=around.header),
        *from_blocks(page, habits, window=around.window, skipped=around.header),
    ]
    shown.sort(key=lambda candidate: candidate.distance)
    url = next(from_url(page), None)
    settle = _settler(around, [*stated, *shown], url)
    stated, shown = settle(stated), settle(shown)
    sources = Sources(stated, shown, url)
    refused = [
        candidate
        for candidate in (*stated, *shown, *([url] if url else ()))
        if not _is_plausible(candidate, sources, around)
    ]
    if not refused:
        return Gathered(sources, ())
    return Gathered(_without(sources, refused), refused)


def gather_last(around: Around, sources: Sources, zone: tzinfo | None) -> LastSources:
    """Return what is read only when nothing near the headline gives a date; the library only if all else is empty."""
    page, habits, window = around.page, around.habits, around.window
    last = LastSources((), (), (), (), (), ())
    last = last._replace(relative=list(_relative(around, zone)))
    if last.relative:
        return last
    last = last._replace(
        scripts=list(from_scripts(page, habits)),
        far=list(from_afar(page, habits, window=window, skipped=around.header)),
        lead=list(from_lead(page, habits, window=window)),
        header=list(from_header(page, habits, around.header)),
    )
    settle = _settler(around, [*last.scripts, *last.far, *last.lead], None)
    kept = (
        [candidate for candidate in settle(source) if _is_plausible(candidate, sources, around)]
        for source in (last.scripts, last.far, last.lead, last.header)
    )
    scripts, far, lead, header = kept
    last = last._replace(scripts=scripts, far=far, lead=lead, header=header)
    if scripts or far or lead or sources.shown:
        return last
    return last._replace(library=list(_asked(around)))


def _settler(
    around: Around, candidates: Sequence[Candidate], url: Candidate | None
) -> Callable[[Sequence[Candidate]], list[Candidate]]:
    """Return what puts day and month of candidates in order: those of this page decide together."""
    if not any(candidate.reading.swapped for candidate in candidates):
        return list
    known = {
        candidate.reading.day for candidate in candidates if candidate.reading.swapped is None and candidate.block < 0
    }
    if url:
        known.add(url.reading.day)
    days = frozenset(known)
    readings = [candidate.reading for candidate in candidates]
    swap = is_month_first(around.page, readings, around.habits) != around.habits.month_first
    today = around.habits.today

    def settle(given: Sequence[Candidate]) -> list[Candidate]:
        return [one._replace(reading=settled(one.reading, known=days, swap=swap, today=today)) for one in given]

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
    return Sources(stated, shown, sources.url if id(sources.url) not in gone else None)


def _relative(around: Around, zone: tzinfo | None) -> Iterator[Candidate]:
    """The dates near the headline that are told by their distance from the visit."""
    if around.captured_at is None:
        return
    base = around.captured_at.astimezone(zone) if zone and around.captured_at.tzinfo else around.captured_at
    for block, text in near_texts(around.page, window=around.window, reach=NEAR, skipped=around.header):
        ago = find_relative(text, base)
        if ago:
            yield _told(ago.at, ago.raw, block, source="relative", is_timed=ago.precision == "minute")


def _asked(around: Around) -> Iterator[Candidate]:
    """What the date library reads in the marks near the headline, in a known language other than those read here."""
    language = around.habits.language
    if language is None or language == "en":
        return
    marks = [mark for mark in around.page.marks if mark.kind in ("time", "date") and mark.text]
    near = [mark for mark in marks if around.window.distance(mark.block) <= NEAR]
    for mark in near[:_ASKED]:
        found = ask_library(mark.text, language=language, captured_at=around.captured_at)
        if found:
            yield _told(found, mark.text, mark.block, source="date library", is_timed=bool(found.hour or found.minute))


def _told(at: datetime, raw: str, block: int, *, source: str, is_timed: bool) -> Candidate:
    zone = at.isoformat()[-6:] if at.tzinfo else None
    clock = Clock(at.hour, at.minute, None, zone) if is_timed else None
    return Candidate(source, None, raw, Reading(at.date(), 0, 0, clock), block)
