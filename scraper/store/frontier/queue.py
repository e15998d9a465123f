"""The queue of each site: addresses go in as they are found, are taken to be asked, and end with what came of them.

All functions work in the caller's transaction, so that an address is done exactly when its page is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from scraper.model import in_utc
from scraper.store.database import frontier
from scraper.store.frontier.entries import AN_ARCHIVE, NAMING, SURE, Entered, Entry, Found, Held, State, now

# Addresses that wait; and the rank above which they stand in turn, by their dates.
_UNASKED = (State.WAITING, State.HELD)
_IN_TURN = -1e5
_KEYS_AT_ONCE = 500
_ROWS_AT_ONCE = 10_000
# How an address ends, or does not, that is another's story.
_SETTLED = (None, "story", "part", "alias")
_BETTER = ("url", "shape", "found_by", "found_in", "priority")
_ENTRY = tuple(frontier.c[name] for name in Entry._fields)


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
    return {
        **one._asdict(),
        "dated": in_utc(one.dated),
        "changed": in_utc(one.changed),
        "site": site,
        "found_at": at,
        "tries": 0,
        "visits": 0,
        "changes": 0,
    }


def _known(connection: Connection, site: str, keys: list[str]) -> dict[str, Any]:
    columns = frontier.c
    names = ("id", "key", "state", "kind", "changed", "outcome", "found_by", "priority")
    chosen = select(*(columns[name] for name in names))
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
    if row.state in _UNASKED and _IN_TURN < row.priority < one.priority and (changed or one.dated):
        # Found without a date, it stood before those that have one.
        yield {"id": row.id, "priority": one.priority}
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
    """Return the addresses to be asked next, those of `besides` left out; of these `kinds` alone, if any are given."""
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


def held(connection: Connection, site: str, limit: int) -> list[Held]:
    """Return addresses that are held, those first that would be asked first."""
    columns = frontier.c
    wanted = select(*(columns[name] for name in Held._fields))
    chosen = wanted.where(
        columns.site == site, columns.state == State.HELD, columns.reason.is_distinct_from(AN_ARCHIVE)
    )
    rows = connection.execute(chosen.order_by(columns.priority, columns.id).limit(limit))
    return [Held(*row) for row in rows]


def settle(connection: Connection, site: str, shape: str, outcome: str, reason: str | None) -> None:
    """End all addresses of a shape that were held or waiting, unread."""
    columns = frontier.c
    unread = and_(columns.site == site, columns.shape == shape, columns.found_by.not_in(SURE), columns.kind == "page")
    is_open = or_(columns.state == State.HELD, and_(columns.state == State.WAITING, columns.visits == 0))
    ended = frontier.update().where(unread, is_open)
    connection.execute(ended.values(state=int(State.DONE), outcome=outcome, reason=reason))
