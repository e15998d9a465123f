"""What an archive knows of a site's addresses: stories, shapes, outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select

from scraper.store.database import articles, frontier
from scraper.store.frontier.entries import STORED, Entry, ShapeRow, State

_ROWS_AT_ONCE = 10_000
_ENTRY = tuple(frontier.c[name] for name in Entry._fields)


def stories(connection: Connection, site: str, limit: int) -> list[Entry]:
    """Return the stored stories of a site that are not gone, the newest first."""
    columns = frontier.c
    stored = select(*_ENTRY).where(
        columns.site == site, columns.state == State.DONE, columns.article_id.is_not(None), columns.outcome.in_(STORED)
    )
    ordered = stored.order_by(func.coalesce(columns.dated, columns.found_at).desc(), columns.id).limit(limit)
    return [Entry(*row) for row in connection.execute(ordered)]


def texts(connection: Connection, site: str, limit: int) -> Iterator[tuple[str, str | None, str | None, Any]]:
    """Yield address, headline, text and date of the stories of a site that were found last."""
    wanted = select(frontier.c.url, articles.c.headline, articles.c.body_text, articles.c.published_at).join(
        articles, articles.c.id == frontier.c.article_id
    )
    stored = wanted.where(frontier.c.site == site, frontier.c.outcome.in_(STORED))
    for row in connection.execute(stored.order_by(frontier.c.id.desc()).limit(limit)):
        yield row.url, row.headline, row.body_text, row.published_at


def count_stories(connection: Connection, site: str) -> int:
    """Return how many addresses of a site are stored stories."""
    stored = select(func.count()).where(frontier.c.site == site, frontier.c.outcome.in_(STORED))
    return connection.execute(stored).scalar_one()


def shape_rows(connection: Connection, site: str) -> list[ShapeRow]:
    """Return what is known of a site's shapes."""
    columns = frontier.c
    grouped = (columns.shape, columns.outcome, columns.found_by, columns.kind)
    chosen = select(*grouped, func.count(), func.count(columns.dated)).where(columns.site == site).group_by(*grouped)
    return [ShapeRow(*row) for row in connection.execute(chosen)]


def outcomes(connection: Connection, site: str | None = None) -> list[dict[str, Any]]:
    """Return how many addresses ended how, by site, kind and outcome, and how many still wait."""
    columns = frontier.c
    grouped = (columns.site, columns.state, columns.outcome)
    chosen = select(*grouped, func.count().label("count")).group_by(*grouped).order_by(columns.site, columns.state)
    if site is not None:
        chosen = chosen.where(columns.site == site)
    return [dict(row._mapping) for row in connection.execute(chosen)]  # noqa: SLF001 -- public in spite of its name


def left(connection: Connection, site: str) -> int:
    """Return how many addresses of a site wait to be asked."""
    waiting = select(func.count()).where(frontier.c.site == site, frontier.c.state == State.WAITING)
    return connection.execute(waiting).scalar_one()


# How an address ends that was left out, or that waits to be known.
_LEFT_OUT = ("trap", "held", "not_a_story", "not_a_page", "empty", "excluded", "too_deep", "too_old", "too_new",
             "failed", "blocked", "forbidden", "refused", "partly")  # fmt: skip


def left_out(connection: Connection, most: int = 12) -> list[dict[str, Any]]:
    """Return why addresses of each site were left out, with their count and an example: the commonest reasons first."""
    columns = frontier.c
    grouped = (columns.site, columns.outcome, columns.reason)
    counted = (func.count().label("count"), func.min(columns.url).label("example"))
    chosen = select(*grouped, *counted).where(columns.outcome.in_(_LEFT_OUT)).group_by(*grouped)
    rows = connection.execute(chosen.order_by(columns.site, func.count().desc(), columns.reason))
    told: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        of_site = told.setdefault(row.site, [])
        if len(of_site) < most:
            of_site.append(dict(row._mapping))  # noqa: SLF001 -- public in spite of its name
    return [one for of_site in told.values() for one in of_site]


def put_off(connection: Connection, site: str) -> int:
    """Return how many addresses of a site are asked another time, since they could not be had."""
    later = select(func.count()).where(frontier.c.site == site, frontier.c.state == State.RETRY)
    return connection.execute(later).scalar_one()


def are_stories(connection: Connection, site: str, keys: Iterable[str]) -> set[str]:
    """Return which of these keys are of stored stories."""
    columns = frontier.c
    known = select(columns.key).where(columns.site == site, columns.key.in_(list(keys)), columns.outcome.in_(STORED))
    return set(connection.execute(known).scalars())


def address_of(connection: Connection, site: str, article_id: int) -> str | None:
    """Return the address by which a story of a site came."""
    columns = frontier.c
    chosen = select(columns.url).where(columns.article_id == article_id, columns.site == site)
    return connection.execute(chosen.order_by(columns.id).limit(1)).scalar()


def listed(connection: Connection, site: str) -> Iterator[dict[str, Any]]:
    """Yield the addresses of a site's stories, the newest first, with where and how each was found."""
    columns = frontier.c
    shown = select(columns.url, columns.dated, columns.found_by, columns.found_in)
    chosen = shown.where(columns.site == site, columns.outcome.in_([*STORED, "story"]))
    for row in connection.execute(chosen.order_by(columns.dated.is_(None), columns.dated.desc(), columns.id)):
        yield dict(row._mapping)  # noqa: SLF001 -- public in spite of its name


def ended(connection: Connection, site: str, outcome: str, limit: int = 5000) -> list[str]:
    """Return addresses of a site that ended with `outcome`."""
    chosen = select(frontier.c.url).where(frontier.c.site == site, frontier.c.outcome == outcome)
    return list(connection.execute(chosen.limit(limit)).scalars())


def found_in(connection: Connection, site: str, url: str) -> int:
    """Return how many stories were first found on a page."""
    columns = frontier.c
    is_story = and_(columns.site == site, columns.found_in == url, columns.outcome.in_(STORED))
    chosen = select(func.count()).where(is_story)
    return connection.execute(chosen).scalar_one()


def addresses(connection: Connection, site: str) -> Iterator[tuple[str, datetime | None]]:
    """Yield the pages of a site with their day, as far as it is known."""
    chosen = select(frontier.c.url, frontier.c.dated).where(frontier.c.site == site, frontier.c.kind == "page")
    yield from ((row.url, row.dated) for row in connection.execute(chosen))
