"""The runs of a crawl, and of others that change an archive: when each began and ended, how, and what it brought."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from scraper.store.database import articles, captures, run_sites, runs
from scraper.store.frontier import now


def begin(connection: Connection, verb: str, options: dict[str, Any]) -> int:
    """Enter a run and return its number."""
    entered = runs.insert().values(verb=verb, started_at=now(), state="running", options=options)
    return int((connection.execute(entered).inserted_primary_key or [0])[0])


def end(connection: Connection, run: int, state: str, reports: dict[str, dict[str, Any]]) -> None:
    """Note how a run ended, with a report for each site."""
    connection.execute(runs.update().where(runs.c.id == run).values(ended_at=now(), state=state))
    rows = [{"run_id": run, "site": site, "report": report} for site, report in reports.items()]
    if rows:
        connection.execute(run_sites.insert(), rows)


def last_begun(connection: Connection, site: str) -> tuple[datetime, dict[str, Any]] | None:
    """Return when the last run of a site began, and with what options."""
    joined = select(runs.c.started_at, runs.c.options).join(run_sites, run_sites.c.run_id == runs.c.id)
    row = connection.execute(joined.where(run_sites.c.site == site).order_by(runs.c.id.desc()).limit(1)).first()
    return (row.started_at, dict(row.options)) if row else None


def last_options(connection: Connection, verb: str) -> dict[str, Any] | None:
    """Return the options of the newest run of a verb that came to its end."""
    chosen = select(runs.c.options).where(runs.c.verb == verb, runs.c.state == "complete")
    found = connection.execute(chosen.order_by(runs.c.id.desc()).limit(1)).scalar()
    return None if found is None else dict(found)


def has_run(connection: Connection, site: str) -> bool:
    """Whether a run has ever read all that a site offered."""
    ended = select(run_sites.c.report).where(run_sites.c.site == site)
    return any(report.get("is_complete") for report in connection.execute(ended).scalars())


def reports(connection: Connection, site: str, before: int, limit: int = 20) -> list[dict[str, Any]]:
    """Return the reports of a site's runs before run `before`, the newest first."""
    chosen = select(run_sites.c.report).where(run_sites.c.site == site, run_sites.c.run_id < before)
    return list(connection.execute(chosen.order_by(run_sites.c.run_id.desc()).limit(limit)).scalars())


def last(connection: Connection, limit: int = 1) -> list[dict[str, Any]]:
    """Return the newest runs with the reports of their sites."""
    found = []
    for row in connection.execute(select(runs).order_by(runs.c.id.desc()).limit(limit)):
        sites = connection.execute(select(run_sites.c.site, run_sites.c.report).where(run_sites.c.run_id == row.id))
        found.append(
            {
                "run": row.id,
                "verb": row.verb,
                "state": row.state,
                "started_at": row.started_at.isoformat(),
                "ended_at": row.ended_at and row.ended_at.isoformat(),
                "sites": {one.site: one.report for one in sites},
            }
        )
    return found


def days(connection: Connection, host: str, first: date, last_day: date) -> dict[date, int]:
    """Return how many stored articles a host published on each day from `first` to `last_day`."""
    day = articles.c.published_on
    chosen = select(day, func.count()).where(articles.c.host == host, day >= first, day <= last_day).group_by(day)
    return {row[0]: row[1] for row in connection.execute(chosen)}


def recovered(connection: Connection) -> list[tuple[int, str]]:
    """Return the captures, with their addresses, that were written but not read when a run was killed."""
    chosen = select(captures.c.id, captures.c.url).where(captures.c.outcome == "recovered").order_by(captures.c.id)
    return [(row.id, row.url) for row in connection.execute(chosen)]


def last_ended(connection: Connection, site: str) -> datetime | None:
    """Return when the last run that read all of a site ended."""
    joined = select(runs.c.ended_at, run_sites.c.report).join(run_sites, run_sites.c.run_id == runs.c.id)
    for row in connection.execute(joined.where(run_sites.c.site == site).order_by(runs.c.id.desc())):
        if row.report.get("is_complete") and row.ended_at:
            ended: datetime = row.ended_at
            return ended
    return None
