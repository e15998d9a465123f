"""What a run may ask again of what ended before: sources, what failed, what other settings left out.

All functions work in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, case, or_

from scraper.store.database import frontier
from scraper.store.frontier.entries import State

# What may be had another time.
_FAILED = ("failed", "blocked", "forbidden")
# How a source ends that may be there another day.
_NOT_HAD = (*_FAILED, "not_found", "refused")


def open_due(connection: Connection, site: str, at: datetime) -> None:
    """Let failed addresses be asked again whose time has come."""
    columns = frontier.c
    due = frontier.update().where(columns.site == site, columns.state == State.RETRY, columns.due_at <= at)
    connection.execute(due.values(state=int(State.WAITING)))


def open_sources_of(connection: Connection, site: str, kinds: Iterable[str]) -> None:
    """Let the sources of these kinds be asked, whatever came of them before."""
    columns = frontier.c
    again = frontier.update().where(columns.site == site, columns.kind.in_(list(kinds)))
    connection.execute(again.values(state=int(State.WAITING), tries=0))


def open_refused_sources(connection: Connection, site: str, kinds: Iterable[str]) -> None:
    """Let the sources of these kinds be asked that could not be had; one that was not there is left for another day."""
    columns = frontier.c
    failed = and_(columns.outcome.in_(_FAILED), columns.state.in_([State.RETRY, State.DONE]))
    again = frontier.update().where(columns.site == site, columns.kind.in_(list(kinds)), failed)
    connection.execute(again.values(state=int(State.WAITING), tries=0))


def open_hopeful(connection: Connection, site: str, kinds: Iterable[str]) -> None:
    """Let be asked what waits until the cause of its failure may be gone, and what the site refused.

    Sources of these `kinds` that were given up are asked, too: many stories may hang on one.
    """
    columns = frontier.c
    hopeful = and_(columns.state == State.RETRY, or_(columns.due_at.is_(None), columns.outcome == "blocked"))
    given_up = and_(columns.kind.in_(list(kinds)), columns.state == State.DONE, columns.outcome.in_(_NOT_HAD))
    again = frontier.update().where(columns.site == site, or_(hopeful, given_up))
    connection.execute(again.values(state=int(State.WAITING)))


def open_failed(connection: Connection, site: str) -> None:
    """Let everything be asked again that could not be had."""
    columns = frontier.c
    failed = and_(columns.outcome.in_(_FAILED), columns.state.in_([State.RETRY, State.DONE]))
    again = frontier.update().where(columns.site == site, failed)
    connection.execute(again.values(state=int(State.WAITING), tries=0))


def open_outcome(connection: Connection, site: str, outcome: str, since: datetime | None = None) -> None:
    """Let addresses be asked that ended unread with `outcome`, those before `since` left out."""
    columns = frontier.c
    again = frontier.update().where(columns.site == site, columns.outcome == outcome, columns.state == State.DONE)
    if since is not None:
        again = again.where(or_(columns.dated.is_(None), columns.dated >= since.astimezone(UTC)))
    connection.execute(again.values(state=int(State.WAITING), outcome=None, reason=None))


def open_sources(connection: Connection, site: str, priorities: Mapping[str, float]) -> None:
    """Let a site's feeds, sitemaps, front page and the first pages of its lists be asked again."""
    columns = frontier.c
    is_first = or_(columns.step.is_(None), columns.step.like("1 %"))
    is_source = and_(columns.kind.in_(list(priorities)), columns.outcome.in_(["read", "partly", "list"]))
    again = frontier.update().where(columns.site == site, columns.state == State.DONE, is_first, is_source)
    priority = case(dict(priorities), value=columns.kind)
    connection.execute(again.values(state=int(State.WAITING), priority=priority))
