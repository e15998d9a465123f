"""Page in, when its article was published and when last modified out, each with its evidence.

A date is never the day of the visit: what the page does not say is missing, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from scraper.model import Evidence, Finding, Label, Moment, Outline, Page, missing
from scraper.parse.dates.afar import script_dates
from scraper.parse.dates.around import NEAR, look_around
from scraper.parse.dates.choice import (
    ONLY_CHANGED,
    OPEN_ORDER,
    UNDECIDED,
    Choice,
    choose_last,
    choose_modified,
    choose_published,
    fits,
    is_near,
    with_order,
)
from scraper.parse.dates.formats import read_value
from scraper.parse.dates.gather import Gathered, gather, last_rungs
from scraper.parse.dates.labels import Tag
from scraper.parse.dates.reading import Habits
from scraper.parse.dates.sources import Candidate
from scraper.parse.dates.zone import Site, has_time, is_printed, on_shown_day, to_moment

_REJECTED_LIMIT = 8
# Share of right days on each rung, measured on the gold's 1,728 rows with a date (`gold` and `extra`); a rung seen on
# fewer than 20 of them has the share of the rung that it is most like, or less.
_PUBLISHED_CONFIDENCE = MappingProxyType(
    {
        "stated and shown": 0.98,
        "stated": 0.85,
        "stated, the URL says otherwise": 0.7,
        "stated, the text says otherwise": 0.7,
        "labelled, the data say otherwise": 0.8,
        "shown, older than the data": 0.8,
        "shown, a meta element says otherwise": 0.85,
        "labelled": 0.97,
        "shown": 0.93,
        "shown and in the URL": 0.99,
        "URL": 0.9,
        "URL, the text says otherwise": 0.7,
        "relative": 0.8,
        "data script": 0.85,
        "labelled, far from the headline": 0.9,
        "only a modification": 0.75,
        "beginning of the body": 0.65,
        "in a sentence": 0.55,
        "far from the headline": 0.65,
        "date library": 0.6,
        "header": 0.25,
    }
)
# No gold tells when pages were modified: the shares of the same rungs for publication.
_MODIFIED_CONFIDENCE = MappingProxyType({"stated and shown": 0.98, "stated": 0.85, "shown with a label": 0.9})
_NOT_GIVEN = frozenset({UNDECIDED, ONLY_CHANGED, OPEN_ORDER})
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
    labels: Iterable[Label] = (),
) -> Dates:
    """Return both dates of the article; `date_choice` lists the rungs of the two ladders.

    `language` is the text's, `captured_at` the time of the visit (the base of relative dates and of the refusal of
    future ones), `labels` the roles that blocks have already: the date over a weather strip is the day of the visit on
    many systems, a caption's that of its picture.

    >>> from scraper.page import read
    >>> stated = "<meta property='article:published_time' content='2024-04-30T14:05:00+01:00'>"
    >>> page = read(f"{stated}<h1>Ferry back</h1><p>Updated 2 May 2024</p><p>The council …</p>")
    >>> dates = find_dates(page, outline=Outline(0, (2,)), language="en", captured_at=None)
    >>> [found.value.at.isoformat()[:16] for found in dates if found.value]
    ['2024-04-30T14:05', '2024-05-02T00:00']
    """
    around = look_around(page, outline, language=language, captured_at=captured_at, labels=labels)
    gathered = gather(around)
    sources = gathered.sources
    site = Site(page.url, around.reader.habits.language, [one.reading for one in (*sources.stated, *sources.shown)])
    published = choose_published(sources)
    if published is None:
        published = choose_last(last_rungs(around, sources, site))
    if published and page.kind == "text":
        published = with_order(published)
    modified = choose_modified(sources, published.candidate if published else None)
    # A data script may know the time of a day that nothing else gives one for.
    timed = () if published is None or has_time(published.candidate.reading) else script_dates(around)
    return Dates(_published(published, gathered, site, page, timed), _modified(modified, gathered, site, page))


def state_moment(url: str | None, raw: str | None, *, language: str | None) -> Moment | None:
    """Return the time that the data of a page's scripts writes, on the site's clock where it states no zone."""
    tag = (language or "").partition("-")[0] or None
    reading = read_value(raw, Habits(tag)) if raw else None
    return to_moment(reading, raw or "", Site(url, tag)) if reading else None


def _published(
    choice: Choice | None, gathered: Gathered, site: Site, page: Page, timed: Sequence[Candidate]
) -> Finding[Moment]:
    if choice is None:
        return Finding(None, missing("the page gives no date of publication", _refused(gathered)))
    if choice.rung in _NOT_GIVEN:
        return _not_given(choice, gathered, page)
    sources = gathered.sources
    finer = _finer(choice.candidate, [*sources.stated, *sources.shown, *timed])
    shown = [one for one in sources.shown if is_near(one)]
    days = _printed_days((*shown, *((sources.url,) if sources.url else ())))
    moment = on_shown_day(to_moment(finer.reading, finer.raw, site), days, site)
    others = [one for one in (*sources.stated, *shown) if one.tag is not Tag.MODIFIED]
    blocks = _blocks(page, [one for one in sources.shown if one.tag in (Tag.PUBLISHED, None)], choice.candidate)
    rejected = _rejected(finer, others) + _refused(gathered)
    confidence = _PUBLISHED_CONFIDENCE[choice.rung] * (0.7 if choice.candidate.reading.is_doubtful else 1)
    return Finding(
        moment, _evidence(finer, choice.rung, confidence, rejected), blocks if choice.rung != "header" else ()
    )


def _not_given(choice: Choice, gathered: Gathered, page: Page) -> Finding[Moment]:
    """Return no date, with those among which the page leaves the choice, and the blocks that show them."""
    shown = [one for one in gathered.sources.shown if is_near(one)]
    among = [one for one in (choice.candidate, *gathered.sources.stated, *shown) if one.tag is not Tag.MODIFIED]
    days = tuple(dict.fromkeys((one.source, one.raw) for one in among))[:_REJECTED_LIMIT]
    blocks = {one.block for one in shown if 0 <= one.block < len(page.blocks) and not one.is_prose}
    return Finding(None, missing(choice.rung, days), tuple(sorted(blocks)))


def _modified(choice: Choice | None, gathered: Gathered, site: Site, page: Page) -> Finding[Moment]:
    if choice is None:
        return Finding(None, missing("the page gives no date of modification"))
    sources = gathered.sources
    candidates = [one for one in (*sources.stated, *sources.shown) if one.tag is Tag.MODIFIED]
    shown = [one for one in candidates if one.block >= 0 and one.distance <= 2 * NEAR]
    finer = _finer(choice.candidate, candidates)
    moment = on_shown_day(to_moment(finer.reading, finer.raw, site), _printed_days(shown), site)
    evidence = _evidence(finer, choice.rung, _MODIFIED_CONFIDENCE[choice.rung], _rejected(finer, candidates))
    return Finding(moment, evidence, _blocks(page, shown, choice.candidate))


def _printed_days(shown: Iterable[Candidate]) -> list[date]:
    """Return the days that readers see: as printed beside a mark's value, or as the text has them."""
    days = (one.printed or (one.reading.day if is_printed(one.reading) else None) for one in shown)
    return [day for day in days if day]


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
