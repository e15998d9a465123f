"""What somebody who opens an archive in the morning asks first: papers, runs, why pages were not had, what fell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, not_, select

from scraper.errors import UsageError
from scraper.store import report, runs
from scraper.store.database import articles, captures, frontier
from scraper.store.figures import Figures, figures, held_fields, shares

# So many of a paper's newest stories are held against those before them, and a share that is lower by so much has
# fallen: among 50 stories the share of a field that half of them have differs by .14 at most in 19 of 20 cases.
_NEWEST = 50
_FALL = 0.3
_REASONS = 20
_RUNS = 3


class Reason(NamedTuple):
    """Addresses that ended in one way for one reason: how many, and one of them."""

    outcome: str
    reason: str | None
    number: int
    example: str


class Fallen(NamedTuple):
    """A field that fewer of a paper's newest stories have: its share before and now."""

    host: str
    field: str
    before: float
    now: float


class Overview(NamedTuple):
    """The figures of an archive with its papers, its last runs, the reasons of what ended, and the fields that fell."""

    figures: Figures
    sites: Sequence[Mapping[str, Any]]
    runs: Sequence[Mapping[str, Any]]
    reasons: Sequence[Reason]
    fallen: Sequence[Fallen]


def overview(connection: Connection) -> Overview:
    """Return the overview of the archive."""
    return Overview(
        figures(connection),
        report.sites(connection),
        runs.last(connection, _RUNS),
        [*_of_addresses(connection), *_of_captures(connection)],
        [one for host, number in _papers(connection) if number > _NEWEST for one in fallen(connection, host)],
    )


def stamp(connection: Connection) -> tuple[int, ...]:
    """Return what differs when the archive has got anything new."""
    newest = (func.coalesce(func.max(column), 0) for column in (captures.c.id, articles.c.id))
    found = [int(connection.execute(select(one)).scalar_one()) for one in newest]
    return (*found, *(int(run["run"]) for run in runs.last(connection)))


def _of_addresses(connection: Connection) -> list[Reason]:
    """Return why addresses that were found brought no story, the commonest reason first."""
    number = func.count()
    chosen = select(frontier.c.outcome, frontier.c.reason, number, func.max(frontier.c.url))
    chosen = chosen.where(frontier.c.outcome.is_not(None), frontier.c.article_id.is_(None))
    grouped = chosen.group_by(frontier.c.outcome, frontier.c.reason).order_by(number.desc()).limit(_REASONS)
    return [Reason(*row) for row in connection.execute(grouped)]


def _of_captures(connection: Connection) -> list[Reason]:
    """Return what became of fetches that belong to no story."""
    number = func.count()
    chosen = select(captures.c.outcome, number, func.max(captures.c.url)).where(captures.c.article_id.is_(None))
    grouped = chosen.group_by(captures.c.outcome).order_by(number.desc()).limit(_REASONS)
    return [Reason(row[0], None, row[1], row[2]) for row in connection.execute(grouped)]


def _papers(connection: Connection) -> list[tuple[str, int]]:
    number = func.count()
    chosen = select(articles.c.host, number).where(articles.c.host.is_not(None)).group_by(articles.c.host)
    return [(row[0], row[1]) for row in connection.execute(chosen.order_by(number.desc()).limit(_REASONS))]


def fallen(connection: Connection, host: str) -> list[Fallen]:
    """Return the fields that fewer of the paper's newest stories have than of those before."""
    newest = select(articles.c.id).where(articles.c.host == host).order_by(articles.c.id.desc())
    bound = connection.execute(newest.offset(_NEWEST - 1).limit(1)).scalar()
    if bound is None:
        return []
    now = shares(connection, articles.c.host == host, articles.c.id >= bound)
    before = shares(connection, articles.c.host == host, articles.c.id < bound)
    if not before:
        return []
    pairs = zip(before[0][2], now[0][2], strict=True)
    return [Fallen(host, name, old, new) for (name, old), (_, new) in pairs if old - new >= _FALL]


def lacking(connection: Connection, host: str, field: str) -> list[Any]:
    """Return the newest stories of a paper without a field; raises `UsageError` for a field that nobody asks for."""
    has = held_fields().get(field)
    if has is None:
        raise UsageError(f"{field!r} is no field that is looked at; these are: {', '.join(held_fields())}")
    columns = (articles.c.id, articles.c.url, articles.c.headline, articles.c.captured_at)
    chosen = select(*columns).where(articles.c.host == host, not_(has)).order_by(articles.c.id.desc())
    return list(connection.execute(chosen.limit(_REASONS)).all())


def captures_of(connection: Connection, host: str, most: int | None) -> list[int]:
    """Return the captures whose pages have made the stories of a paper, from all its time where `most` are not all."""
    joined = captures.join(articles, articles.c.id == captures.c.article_id)
    chosen = (
        select(captures.c.id)
        .select_from(joined)
        .where(
            articles.c.host == host,
            captures.c.content_digest.is_not(None),
            captures.c.warc_file.is_not(None),
            captures.c.part_of.is_(None),
        )
    )
    numbers = list(connection.execute(chosen.order_by(captures.c.fetched_at, captures.c.id)).scalars())
    if most is None or len(numbers) <= most:
        return numbers
    return [numbers[place * len(numbers) // most] for place in range(most)]
