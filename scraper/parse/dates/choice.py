"""All the dates of one page in, the one of publication and the one of modification out: two ladders.

A date that the page both states in its data and shows to its reader is right; where only one does, the ladder
says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from scraper.parse.dates.around import NEAR
from scraper.parse.dates.labels import Tag
from scraper.parse.dates.sources import Candidate
from scraper.parse.dates.zone import is_printed

_VERY_NEAR = 4
# Three rungs whose date is not given. On the gold's 21 rows where the page prints a later day than its data state, the
# stated one is right on 6 (docs/decisions/published-or-changed.md); where the meta elements state the change alone, its
# day is that of publication on 1 row of 7.
UNDECIDED = "the data state one day and the page prints a later one"
ONLY_CHANGED = "the page's meta elements state when it was changed and leave out when it was published"
OPEN_ORDER = "day and month may stand either way round, and nothing on the page tells"


class Sources(NamedTuple):
    """What the page says of its dates: in its data (in the ladder's order), in its text (nearest first), in its URL.

    `start` is the block where the article begins, `visit` the day on which the page was fetched, `month` the year and
    month of a URL that names them.
    """

    stated: Sequence[Candidate]
    shown: Sequence[Candidate]
    url: Candidate | None
    start: int
    visit: date | None = None
    month: tuple[int, int] | None = None


class Choice(NamedTuple):
    """The candidate that won, and by which rung (a key of the table of confidence)."""

    candidate: Candidate
    rung: str


def choose_published(sources: Sources) -> Choice | None:
    """Return the date of publication.

    1. What the data state (article node, `article:` meta, other nodes, other meta) and the text or the URL shows too.
    2. A shown date labelled as publication. An unlabelled one close to the headline that is older than the data (they
       then tell of a move between content systems), or against a meta element outside OpenGraph's article type.
    3. What the data state, unless the page prints a later day: which of the two it is stays undecided.
    4. A shown date near the headline, labelled before unlabelled; where the URL has a day, one of that day, else the
       URL's.
    """
    stated = [candidate for candidate in sources.stated if candidate.tag is Tag.PUBLISHED]
    near = [candidate for candidate in sources.shown if is_near(candidate)]
    near.sort(key=lambda candidate: (candidate.is_prose, candidate.reading.is_doubtful, candidate.tag is None))
    if stated:
        return _from_stated(stated, near, sources)
    near = [candidate for candidate in near if not candidate.is_prose]
    if near:
        return _from_near(near, sources.url)
    return Choice(sources.url, "URL") if sources.url else None


def choose_last(rungs: Iterable[tuple[str, Sequence[Candidate]]]) -> Choice | None:
    """Return the date of publication of a page that gives none near its headline: the first of the first full rung."""
    return next((Choice(candidates[0], rung) for rung, candidates in rungs if candidates), None)


def choose_modified(sources: Sources, published: Candidate | None) -> Choice | None:
    """Return the date of the last modification, none before publication: as the data state it, else as labelled."""
    first = published.reading.day if published else date.min
    stated = [one for one in sources.stated if one.tag is Tag.MODIFIED and one.reading.day >= first]
    shown = [
        one
        for one in sources.shown
        if one.tag is Tag.MODIFIED and one.distance <= 2 * NEAR and one.reading.day >= first
    ]
    days = [one.reading.day for one in shown]
    agreed = next((one for one in stated if _fits_any(one, days)), None)
    if agreed:
        return Choice(agreed, "stated and shown")
    if stated:
        return Choice(stated[0], "stated")
    return Choice(shown[0], "shown with a label") if shown else None


def is_near(candidate: Candidate) -> bool:
    """Return whether it is a shown date near the headline that may be the one of publication."""
    return candidate.distance <= NEAR and candidate.tag in (Tag.PUBLISHED, None)


def fits(candidate: Candidate, day: date) -> bool:
    """Return whether the candidate's instant falls on `day`, in its own zone or in another."""
    reading = candidate.reading
    if reading.day == day:
        return True
    clock = reading.clock
    if clock is None or not clock.zone or abs((reading.day - day).days) != 1:
        return False
    # No zone is more than 12 hours west or 14 hours east of Greenwich.
    return clock.hour < 12 if day < reading.day else clock.hour >= 10


def _fits_any(candidate: Candidate, days: Iterable[date]) -> bool:
    return any(fits(candidate, day) for day in days)


def _from_stated(stated: Sequence[Candidate], near: Sequence[Candidate], sources: Sources) -> Choice:
    days = [candidate.reading.day for candidate in near]
    url, month = sources.url, sources.month
    if url:
        days.append(url.reading.day)
    for candidate in stated:
        if _fits_any(candidate, days):
            return Choice(candidate, "stated and shown")
    first = stated[0]
    if not near:
        return Choice(first, "stated, the URL says otherwise" if url else "stated")
    if _is_in(first, month) and not _is_in(near[0], month):
        return Choice(first, "stated")
    return _from_both(first, near, sources)


def _from_both(first: Candidate, near: Sequence[Candidate], sources: Sources) -> Choice:
    """Choose between the date that the data state and those of other days that the page shows."""
    other = near[0]
    if other.tag is Tag.PUBLISHED:
        return Choice(other, "labelled, the data say otherwise")
    if other.distance <= _VERY_NEAR and not other.is_prose:
        if other.reading.day < first.reading.day and not _is_change(other, sources):
            return Choice(other, "shown, older than the data")
        if first.is_weak:
            return Choice(other, "shown, a meta element says otherwise")
    if any(_is_printed_later(candidate, first, sources) for candidate in near):
        return Choice(first, UNDECIDED)
    return Choice(first, "stated, the text says otherwise")


def _is_printed_later(candidate: Candidate, stated: Candidate, sources: Sources) -> bool:
    """Whether the page prints it where its date stands, as a day after the stated one, and not as that of the visit.

    An attribute alone is the content system's; what stands above the headline may be the page's own calendar.
    """
    day = candidate.reading.day
    is_later = stated.reading.day < day < (sources.visit or date.max)
    is_own = candidate.block >= sources.start - 1 and not candidate.is_prose
    return is_later and is_own and is_printed(candidate.reading)


def _is_change(candidate: Candidate, sources: Sources) -> bool:
    """Whether the data call the candidate's day that of the last change."""
    return any(one.tag is Tag.MODIFIED and one.reading.day == candidate.reading.day for one in sources.stated)


def _is_in(candidate: Candidate, month: tuple[int, int] | None) -> bool:
    return month == (candidate.reading.day.year, candidate.reading.day.month)


def _from_near(near: Sequence[Candidate], url: Candidate | None) -> Choice:
    if url and url.is_weak and not fits(near[0], url.reading.day) and near[0].distance <= _VERY_NEAR:
        url = None
    shown = Choice(near[0], "labelled" if near[0].tag else "shown")
    if url:
        fitting = next((candidate for candidate in near if fits(candidate, url.reading.day)), None)
        if fitting:
            return Choice(fitting, "shown and in the URL")
        # Addresses have the day of their server's clock: what is printed with its time, a day off, is the site's own.
        is_next = abs((near[0].reading.day - url.reading.day).days) == 1
        return shown if is_next and near[0].reading.clock else Choice(url, "URL, the text says otherwise")
    return shown


def with_order(choice: Choice) -> Choice:
    """Return the choice of a dump, which has no data: no date where the language alone tells the day from the month.

    Of an English page `03/04/2024` is American; `03-04-2024` and `03.04.2024` are seen in either order.
    """
    is_open = choice.candidate.reading.is_open and "/" not in choice.candidate.raw
    return choice._replace(rung=OPEN_ORDER) if is_open else choice
