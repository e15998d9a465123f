"""Page in, when its article was published and when last modified out, each with its evidence.

A date is never the day of the visit: what the page does not say is missing, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
from typing import NamedTuple

from scraper.model import Evidence, Finding, Moment, Outline, Page, missing
from scraper.parse.date_choice import (
    NEAR,
    Choice,
    Sources,
    choose_last,
    choose_modified,
    choose_published,
    fits,
    is_near,
)
from scraper.parse.date_gather import Gathered, gather, gather_last, look_around
from scraper.parse.date_labels import Tag
from scraper.parse.date_reading import Reading
from scraper.parse.date_sources import Candidate
from scraper.parse.date_zone import Site, site_of, stated_zone, to_moment

_REJECTED_LIMIT = 8
# Share of right days on each rung, measured on the gold's 1,728 rows with a date (`gold` and `extra`); a rung seen on
# fewer than 20 of them has the share of the rung that it is most like, or less.
_PUBLISHED_CONFIDENCE = MappingProxyType(
    {
        "stated and shown": 0.98,
        "stated": 0.85,
        "stated, the URL says otherwise": 0.7,
        "stated, the text says otherwise": 0.45,
        "labelled, the data say otherwise": 0.75,
        "shown, older than the data": 0.75,
        "shown, a meta element says otherwise": 0.75,
        "labelled": 0.92,
        "shown": 0.92,
        "shown and in the URL": 0.98,
        "URL": 0.9,
        "URL, the text says otherwise": 0.7,
        "relative": 0.7,
        "data script": 0.8,
        "labelled, far from the headline": 0.9,
        "only a modification": 0.6,
        "beginning of the body": 0.6,
        "in a sentence": 0.5,
        "far from the headline": 0.55,
        "date library": 0.5,
        "header": 0.25,
    }
)
# No gold tells when pages were modified: the shares of the same rungs for publication.
_MODIFIED_CONFIDENCE = MappingProxyType({"stated and shown": 0.95, "stated": 0.85, "shown with a label": 0.9})
_REASONS = MappingProxyType(
    {
        "header": "only the page's header shows a date, which may be the day of the visit",
        "only a modification": "only a date of modification is given; the article is at least as old",
    }
)


class Dates(NamedTuple):
    """When the article was published and when it was last modified."""

    published: Finding[Moment]
    modified: Finding[Moment]


def find_dates(
    page: Page,
    *,
    outline: Outline,
    language: str | None,
    captured_at: datetime | None,
    header_blocks: frozenset[int] = frozenset(),
) -> Dates:
    """Return both dates of the article; `date_choice` lists the rungs of the two ladders.

    `language` is the text's, `captured_at` the time of the visit (the base of relative dates and of the refusal of
    future ones), `header_blocks` the blocks of a page header: their date is the day of the visit on many systems.
    """
    around = look_around(page, outline, language=language, captured_at=captured_at, header=header_blocks)
    gathered = gather(around)
    sources = gathered.sources
    site = site_of(page, around.habits.language, offset=_stated_offset(sources))
    published = choose_published(sources)
    if published is None:
        published = choose_last(sources, gather_last(around, sources, site.zone))
    modified = choose_modified(sources, published.candidate if published else None)
    return Dates(_published(published, gathered, site, page), _modified(modified, gathered, site, page))


def _published(choice: Choice | None, gathered: Gathered, site: Site, page: Page) -> Finding[Moment]:
    if choice is None:
        return Finding(None, missing("the page gives no date of publication", _refused(gathered)))
    sources = gathered.sources
    finer = _finer(choice.candidate, [*sources.stated, *sources.shown])
    shown = [one for one in sources.shown if is_near(one)]
    days = [one.reading.day for one in (*shown, *((sources.url,) if sources.url else ()))]
    moment = _on_shown_day(to_moment(finer.reading, finer.raw, site), days, site)
    others = [one for one in (*sources.stated, *shown) if one.tag is not Tag.MODIFIED]
    blocks = _blocks(page, [one for one in sources.shown if one.tag in (Tag.PUBLISHED, None)], choice.candidate)
    rejected = _rejected(finer, others) + _refused(gathered)
    confidence = _PUBLISHED_CONFIDENCE[choice.rung] * (0.7 if choice.candidate.reading.is_doubtful else 1)
    return Finding(
        moment, _evidence(finer, choice.rung, confidence, rejected), blocks if choice.rung != "header" else ()
    )


def _modified(choice: Choice | None, gathered: Gathered, site: Site, page: Page) -> Finding[Moment]:
    if choice is None:
        return Finding(None, missing("the page gives no date of modification"))
    sources = gathered.sources
    candidates = [one for one in (*sources.stated, *sources.shown) if one.tag is Tag.MODIFIED]
    shown = [one for one in candidates if one.block >= 0 and one.distance <= 2 * NEAR]
    finer = _finer(choice.candidate, candidates)
    moment = _on_shown_day(to_moment(finer.reading, finer.raw, site), [one.reading.day for one in shown], site)
    evidence = _evidence(finer, choice.rung, _MODIFIED_CONFIDENCE[choice.rung], _rejected(finer, candidates))
    return Finding(moment, evidence, _blocks(page, shown, choice.candidate))


def _evidence(candidate: Candidate, rung: str, confidence: float, rejected: tuple[tuple[str, str], ...]) -> Evidence:
    limited = rejected[:_REJECTED_LIMIT]
    return Evidence(candidate.source, round(confidence, 2), candidate.raw, _REASONS.get(rung, rung), limited)


def _finer(chosen: Candidate, candidates: Iterable[Candidate]) -> Candidate:
    """Return the candidate itself, or where it gives no time of day another one of that day which does."""
    if has_time(chosen.reading):
        return chosen
    same = (one for one in candidates if one.reading.day == chosen.reading.day and has_time(one.reading))
    tags = (chosen.tag, None) if chosen.tag else (Tag.PUBLISHED, None)
    return next((one for one in same if one.tag in tags), chosen)


def has_time(reading: Reading) -> bool:
    """Return whether a time of day is given; midnight is how content systems write that none is."""
    clock = reading.clock
    return clock is not None and bool(clock.hour or clock.minute or clock.second)


def _stated_offset(sources: Sources) -> tzinfo | None:
    """Return the first offset from Greenwich that one of the page's dates states, if it is none of zero."""
    for candidate in (*sources.stated, *sources.shown):
        clock = candidate.reading.clock
        zone = stated_zone(clock.zone, Site(None)) if clock and clock.zone else None
        if zone is not None and zone is not UTC:
            return zone
    return None


def _on_shown_day(moment: Moment, days: Sequence[date], site: Site) -> Moment:
    """Return the same instant with the offset in which it falls on a day that the page shows.

    Content systems state Greenwich time and print their own day: 23:01 on the 1st at Greenwich is the 2nd in Rome.
    """
    if moment.zone != "stated" or moment.at.utcoffset() or not days or moment.at.date() in days:
        return moment
    if site.zone:
        at = moment.at.astimezone(site.zone)
        if at.date() in days:
            offset = timezone(at.utcoffset() or timedelta())
            return Moment(at.astimezone(offset), moment.precision, "site", moment.raw)
    for hours in range(1, 15):
        for at in (moment.at.astimezone(timezone(timedelta(hours=shift))) for shift in (-hours, hours) if shift >= -12):
            if at.date() in days:
                return Moment(at, moment.precision, "assumed", moment.raw)
    return moment


def _blocks(page: Page, shown: Iterable[Candidate], chosen: Candidate) -> tuple[int, ...]:
    """Return the blocks that show the chosen day and say little else."""
    numbers = {
        one.block
        for one in (*shown, chosen)
        if 0 <= one.block < len(page.blocks) and not one.is_prose and fits(chosen, one.reading.day)
    }
    return tuple(sorted(numbers))


def _rejected(chosen: Candidate, candidates: Iterable[Candidate]) -> tuple[tuple[str, str], ...]:
    others = [(one.source, one.raw) for one in candidates if not fits(one, chosen.reading.day)]
    return tuple(dict.fromkeys(others))


def _refused(gathered: Gathered) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((one.source, one.raw) for one in gathered.refused))
