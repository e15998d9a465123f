"""The addresses of each site that a crawl knows, what is to be asked next, and what came of every one of them.

All functions work in the caller's transaction, so that an address is done exactly when its page is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select

from scraper.store.columns import in_utc
from scraper.store.schema import frontier

# What `Archive.writing` and `Archive.reading` give; the other rooms need not know the library.
Transaction: TypeAlias = Connection

_KEYS_AT_ONCE = 500
_ROWS_AT_ONCE = 10_000
# What a source names is a story, whatever was held of its shape before.
SURE = frozenset({"feed", "news sitemap"})
NAMING = SURE | {"sitemap"}
STORED = ("new", "changed", "unchanged", "older", "repeated", "paywalled")


class State(IntEnum):
    """Where an address stands."""

    WAITING = 0
    # Its shape is not known yet.
    HELD = 1
    DONE = 2
    # It failed and is asked again when it is due.
    RETRY = 3


class Found(NamedTuple):
    """An address that was found: what it may be, where it was found, and what the source said of its dates."""

    url: str
    key: str
    kind: str
    shape: str
    found_by: str
    found_in: str | None = None
    dated: datetime | None = None
    changed: datetime | None = None
    depth: int = 0
    step: str | None = None
    state: int = State.WAITING
    priority: float = 0.0
    outcome: str | None = None
    reason: str | None = None


class Entry(NamedTuple):
    """An address to be asked."""

    id: int
    site: str
    url: str
    key: str
    kind: str
    shape: str
    found_by: str
    found_in: str | None
    dated: datetime | None
    depth: int
    step: str | None
    tries: int
    visits: int
    changes: int
    fetched_at: datetime | None
    etag: str | None
    last_modified: str | None
    outcome: str | None
    article_id: int | None


# How an address ends, or does not, that is another's story.
_SETTLED = (None, "story", "part", "alias")
_BETTER = ("url", "shape", "found_by", "found_in", "priority")
_ENTRY = tuple(frontier.c[name] for name in Entry._fields)


def now() -> datetime:
    """Return the time to the second, in UTC: in this form the stored times sort as text, too."""
    return datetime.now(UTC).replace(microsecond=0)


class Entered(NamedTuple):
    """The keys of addresses that were new, and of those known that feeds and sitemaps had named."""

    new: frozenset[str]
    named: frozenset[str]


def enter(connection: Connection, site: str, found: Sequence[Found]) -> Entered:
    """Enter the addresses that are new; one that its source says has changed is opened again."""
    wanted: dict[str, Found] = {}
    for one in found:
        before = wanted.get(one.key)
        if before is None or (one.found_by in SURE and before.found_by not in SURE):
            wanted[one.key] = one
    known = _known(connection, site, list(wanted))
    at = now()
    rows = [_row(site, one, at) for key, one in wanted.items() if key not in known]
    if rows:
        connection.execute(frontier.insert(), rows)
    changes = [change for key, row in known.items() for change in _reopened(row, wanted[key])]
    update(connection, changes)
    named = frozenset(key for key, row in known.items() if row.found_by in NAMING)
    return Entered(frozenset(wanted) - frozenset(known), named)


def _row(site: str, one: Found, at: datetime) -> dict[str, Any]:
    return {**one._asdict(), "dated": in_utc(one.dated), "changed": in_utc(one.changed), "site": site, "found_at": at, "tries": 0, "visits": 0, "changes": 0}


def _known(connection: Connection, site: str, keys: list[str]) -> dict[str, Any]:
    columns = frontier.c
    chosen = select(
        columns.id, columns.key, columns.state, columns.kind, columns.changed, columns.outcome, columns.found_by
    )
    known = {}
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = keys[start : start + _KEYS_AT_ONCE]
        for row in connection.execute(chosen.where(columns.site == site, columns.key.in_(some))):
            known[row.key] = row
    return known


def _reopened(row: Any, one: Found) -> Iterator[dict[str, Any]]:
    """Yield what finding a known address once more changes."""
    if row.state == State.HELD and one.state != State.HELD and one.outcome in _SETTLED:
        # The same story at an address whose shape is known.
        again = {name: getattr(one, name) for name in _BETTER}
        yield {"id": row.id, **again, "state": int(one.state), "outcome": one.outcome, "reason": one.reason}
        return
    if one.found_by in SURE and row.found_by not in SURE and row.kind == "page":
        is_open = row.state == State.HELD or row.outcome in ("trap", "not_a_story")
        again = {"state": int(State.WAITING), "priority": one.priority} if is_open else {}
        yield {"id": row.id, "found_by": one.found_by, "found_in": one.found_in, **again}
    changed = in_utc(one.changed)
    if changed is None:
        return
    if row.changed is None:
        yield {"id": row.id, "changed": changed}
    elif changed > row.changed:
        again = {"state": int(State.WAITING), "priority": one.priority} if row.state == State.DONE else {}
        yield {"id": row.id, "changed": changed, **again}


def rename(connection: Connection, site: str, key_of: Callable[[str], str]) -> None:
    """Give the pages of a site new keys; of several that have one key now, the first stays and the others end."""
    columns = frontier.c
    chosen = select(columns.id, columns.url, columns.key).where(columns.site == site, columns.kind == "page")
    rows = connection.execute(chosen.order_by(columns.id)).all()
    taken = {row.key for row in rows}
    for row in rows:
        key = key_of(row.url)
        if key == row.key:
            continue
        told: dict[str, Any] = {"key": key}
        if key in taken:
            told = {"state": int(State.DONE), "outcome": "duplicate", "reason": "the same page under another session"}
        taken.add(key)
        connection.execute(frontier.update().where(columns.id == row.id).values(told))


def update(connection: Connection, changes: Iterable[Mapping[str, Any]]) -> None:
    """Write new values into rows by their `id`."""
    by_names: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for change in changes:
        names = tuple(sorted(name for name in change if name != "id"))
        by_names.setdefault(names, []).append({**{f"new_{name}": change[name] for name in names}, "row": change["id"]})
    for names, rows in by_names.items():
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        connection.execute(frontier.update().where(frontier.c.id == bindparam("row")).values(values), rows)


def take(
    connection: Connection, site: str, limit: int, besides: Iterable[int] = (), kinds: Iterable[str] = ()
) -> list[Entry]:
    """Return the addresses to be asked next, those of `besides` left out, and only of these `kinds` if any are given."""
    given, wanted = set(besides), list(kinds)
    waiting = select(*_ENTRY).where(frontier.c.site == site, frontier.c.state == State.WAITING)
    if wanted:
        waiting = waiting.where(frontier.c.kind.in_(wanted))
    ordered = waiting.order_by(frontier.c.priority, frontier.c.id).limit(limit + len(given))
    return [Entry(*row) for row in connection.execute(ordered) if row.id not in given][:limit]


def entry(connection: Connection, site: str, key: str) -> Entry | None:
    """Return one address by its key."""
    row = connection.execute(select(*_ENTRY).where(frontier.c.site == site, frontier.c.key == key)).first()
    return Entry(*row) if row else None


def release(connection: Connection, site: str, shape: str, limit: int | None = None) -> int:
    """Let addresses of a shape be asked that were held; return how many."""
    columns = frontier.c
    held = select(columns.id).where(columns.site == site, columns.shape == shape, columns.state == State.HELD)
    freed = 0
    while True:
        # SQLite gathers the rows of a statement in memory before it changes them.
        some = _ROWS_AT_ONCE if limit is None else min(_ROWS_AT_ONCE, limit - freed)
        chosen = held.order_by(columns.priority, columns.id) if limit is not None else held
        change = frontier.update().where(columns.id.in_(chosen.limit(some).scalar_subquery()))
        count = connection.execute(change.values(state=int(State.WAITING))).rowcount
        freed += count
        if count < some or freed == limit:
            return freed


class Held(NamedTuple):
    """An address that waits until it is known what pages of its shape are."""

    id: int
    shape: str


def held(connection: Connection, site: str, limit: int) -> list[Held]:
    """Return addresses that are held, those first that would be asked first."""
    columns = frontier.c
    chosen = select(columns.id, columns.shape).where(columns.site == site, columns.state == State.HELD)
    rows = connection.execute(chosen.order_by(columns.priority, columns.id).limit(limit))
    return [Held(row.id, row.shape) for row in rows]


def settle(connection: Connection, site: str, shape: str, outcome: str, reason: str | None) -> None:
    """End all addresses of a shape that were held or waiting, unread."""
    columns = frontier.c
    unread = and_(columns.site == site, columns.shape == shape, columns.found_by.not_in(SURE), columns.kind == "page")
    is_open = or_(columns.state == State.HELD, and_(columns.state == State.WAITING, columns.visits == 0))
    ended = frontier.update().where(unread, is_open)
    connection.execute(ended.values(state=int(State.DONE), outcome=outcome, reason=reason))


# ---------------------------------------------------------------- a run begins


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


# What may be had another time.
_FAILED = ("failed", "blocked", "forbidden")


def open_hopeful(connection: Connection, site: str) -> None:
    """Let be asked what waits until the cause of its failure may be gone, and what the site refused."""
    columns = frontier.c
    hopeful = and_(columns.state == State.RETRY, or_(columns.due_at.is_(None), columns.outcome == "blocked"))
    again = frontier.update().where(columns.site == site, hopeful)
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
    is_source = and_(columns.kind.in_(list(priorities)), columns.outcome.in_(["read", "list"]))
    again = frontier.update().where(columns.site == site, columns.state == State.DONE, is_first, is_source)
    priority = case(dict(priorities), value=columns.kind)
    connection.execute(again.values(state=int(State.WAITING), priority=priority))


def stories(connection: Connection, site: str, limit: int) -> list[Entry]:
    """Return the stored stories of a site that are not gone, the newest first."""
    columns = frontier.c
    stored = select(*_ENTRY).where(
        columns.site == site, columns.state == State.DONE, columns.article_id.is_not(None), columns.outcome.in_(STORED)
    )
    ordered = stored.order_by(func.coalesce(columns.dated, columns.found_at).desc(), columns.id).limit(limit)
    return [Entry(*row) for row in connection.execute(ordered)]


def count_stories(connection: Connection, site: str) -> int:
    """Return how many addresses of a site are stored stories."""
    stored = select(func.count()).where(frontier.c.site == site, frontier.c.outcome.in_(STORED))
    return connection.execute(stored).scalar_one()


class ShapeRow(NamedTuple):
    """The pages of one shape by what became of them."""

    shape: str
    outcome: str | None
    found_by: str
    kind: str
    total: int
    dated: int


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


def put_off(connection: Connection, site: str) -> int:
    """Return how many addresses of a site are asked another time, since they could not be had."""
    later = select(func.count()).where(frontier.c.site == site, frontier.c.state == State.RETRY)
    return connection.execute(later).scalar_one()


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
