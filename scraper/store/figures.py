"""What an archive holds in figures: counts by day, section, author, word and paper; copies, weather, outcomes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, literal, select

from scraper.store.database import (
    article_authors,
    articles,
    authors,
    captures,
    instant,
    sections,
    tags,
    weather_readings,
)
from scraper.store.terms import is_paired, units

# So many headlines, the newest, are looked through for words, and so many words are given.
_MOST_HEADLINES = 50_000
_MOST_TERMS = 12
# Words of scripts with blanks are mostly articles and prepositions when they are shorter.
_SHORTEST = 5
_MOST = 20


class Copying(NamedTuple):
    """How often one paper had a story first that another has too, and after how many hours in the middle."""

    first: str
    later: str
    stories: int
    hours: float | None


class Station(NamedTuple):
    """A weather station: how many readings, and their temperatures."""

    name: str
    readings: int
    lowest: float
    mean: float
    highest: float


class Figures(NamedTuple):
    """The figures of an archive; months are `2024-04`, shares go from 0 to 1."""

    stories: int
    versions: int
    captures: int
    days: Sequence[tuple[str, date, int]]
    sections: Sequence[tuple[str, str, int]]
    authors: Sequence[tuple[str, str, int]]
    terms: Sequence[tuple[str, Sequence[tuple[str, int]]]]
    copying: Sequence[Copying]
    stations: Sequence[Station]
    completeness: Sequence[tuple[str, int, Sequence[tuple[str, float]]]]
    outcomes: Sequence[tuple[str, int]]


def figures(connection: Connection) -> Figures:
    """Return the figures of the archive."""
    count = func.count()
    return Figures(
        stories=connection.execute(select(count).select_from(articles)).scalar_one(),
        versions=connection.execute(select(func.coalesce(func.sum(articles.c.version), 0))).scalar_one(),
        captures=connection.execute(select(count).select_from(captures)).scalar_one(),
        days=_days(connection),
        sections=_sections(connection),
        authors=_authors(connection),
        terms=_terms(connection),
        copying=_copying(connection),
        stations=_stations(connection),
        completeness=shares(connection),
        outcomes=_outcomes(connection),
    )


def _outcomes(connection: Connection) -> list[tuple[str, int]]:
    number = func.count()
    chosen = select(captures.c.outcome, number).group_by(captures.c.outcome)
    return [(row[0], row[1]) for row in connection.execute(chosen.order_by(number.desc(), captures.c.outcome))]


_HOST = func.coalesce(articles.c.host, literal("-"))


def _days(connection: Connection) -> list[tuple[str, date, int]]:
    chosen = select(_HOST, articles.c.published_on, func.count()).where(articles.c.published_on.is_not(None))
    chosen = chosen.group_by(_HOST, articles.c.published_on).order_by(_HOST, articles.c.published_on)
    return [(row[0], row[1], row[2]) for row in connection.execute(chosen)]


def _sections(connection: Connection) -> list[tuple[str, str, int]]:
    """Return month, section and stories; the commonest sections by their names, the others together."""
    joined = sections.join(articles, and_(articles.c.id == sections.c.article_id, sections.c.position == 1))
    chosen = select(sections.c.name, articles.c.published_on, func.count()).select_from(joined)
    chosen = chosen.where(articles.c.published_on.is_not(None)).group_by(sections.c.name, articles.c.published_on)
    rows = list(connection.execute(chosen))
    totals: Counter[str] = Counter()
    for name, _, number in rows:
        totals[name] += number
    named = {name for name, _ in totals.most_common(6)}
    found: Counter[tuple[str, str]] = Counter()
    for name, day, number in rows:
        found[f"{day:%Y-%m}", name if name in named else ""] += number
    return sorted((month, name, number) for (month, name), number in found.items())


def _authors(connection: Connection) -> list[tuple[str, str, int]]:
    """Return name, paper and stories of those who signed most."""
    joined = article_authors.join(authors, authors.c.id == article_authors.c.author_id)
    number = func.count()
    chosen = select(authors.c.name, func.coalesce(authors.c.host, literal("-")), number).select_from(joined)
    chosen = (
        chosen.group_by(authors.c.name, authors.c.host)
        .order_by(number.desc(), authors.c.name, authors.c.host)
        .limit(_MOST)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(chosen)]


def _terms(connection: Connection) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return the words of most headlines, each with the headlines a month that have it."""
    chosen = select(articles.c.headline, articles.c.published_on)
    chosen = chosen.where(articles.c.headline.is_not(None), articles.c.published_on.is_not(None))
    newest = chosen.order_by(instant(articles.c.published_at).desc()).limit(_MOST_HEADLINES)
    months: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for headline, day in connection.execute(newest):
        for word in {unit for unit in units(headline) if _says_something(unit)}:
            months[word][f"{day:%Y-%m}"] += 1
    commonest = sorted(months, key=lambda word: (-months[word].total(), word))[:_MOST_TERMS]
    return [(word, sorted(months[word].items())) for word in commonest if months[word].total() > 1]


def _says_something(unit: str) -> bool:
    return not unit.isdigit() and len(unit) >= (2 if is_paired(unit) else _SHORTEST)


def _copying(connection: Connection) -> list[Copying]:
    chosen = select(articles.c.cluster_id, _HOST, articles.c.published_at).where(articles.c.cluster_id.is_not(None))
    ordered = chosen.order_by(articles.c.cluster_id, instant(articles.c.published_at), articles.c.id)
    first: dict[int, Any] = {}
    hours: defaultdict[tuple[str, str], list[float | None]] = defaultdict(list)
    for cluster, host, at in connection.execute(ordered):
        if cluster not in first:
            first[cluster] = (host, at)
        elif first[cluster][0] != host:
            began = first[cluster][1]
            hours[first[cluster][0], host].append((at - began).total_seconds() / 3600 if at and began else None)
    pairs = sorted(hours.items(), key=lambda one: (-len(one[1]), one[0]))[:_MOST]
    return [Copying(*names, len(found), _middle(found)) for names, found in pairs]


def _middle(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def _stations(connection: Connection) -> list[Station]:
    degrees, name = weather_readings.c.temperature_c, weather_readings.c.station
    number = func.count()
    chosen = select(name, number, func.min(degrees), func.avg(degrees), func.max(degrees))
    chosen = chosen.where(degrees.is_not(None), name.is_not(None)).group_by(name).order_by(number.desc(), name)
    return [Station(*row) for row in connection.execute(chosen.limit(_MOST))]


def held_fields() -> dict[str, ColumnElement[bool]]:
    """Return the fields that are asked for, each with the condition that a story has it."""
    columns = {
        name: articles.c[column].is_not(None)
        for name, column in (
            ("headline", "headline"), ("subtitle", "subtitle"), ("published", "published_at"),
            ("language", "language"), ("agency", "agency"),
        )
    }  # fmt: skip
    tables = {
        name: exists().where(table.c.article_id == articles.c.id)
        for name, table in (("authors", article_authors), ("section", sections), ("tags", tags))
    }
    return {**columns, **tables, "text": func.length(articles.c.body_text) > 0}


def shares(connection: Connection, *conditions: ColumnElement[bool]) -> list[tuple[str, int, list[tuple[str, float]]]]:
    """Return for each paper its stories that fulfil the conditions, and the share of them that has each field."""
    has = held_fields()
    sums = [func.sum(case((condition, 1), else_=0)) for condition in has.values()]
    number = func.count()
    chosen = select(_HOST, number, *sums).where(*conditions).group_by(_HOST).order_by(number.desc(), _HOST)
    return [
        (row[0], row[1], [(name, share / row[1]) for name, share in zip(has, row[2:], strict=True)])
        for row in connection.execute(chosen.limit(_MOST))
    ]
