"""What is known of an address, and where it stands: the values that a crawl and its archive exchange."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection

# What `Archive.writing` and `Archive.reading` give; the other rooms need not know the library.
Transaction: TypeAlias = Connection

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


def now() -> datetime:
    """Return the time to the second, in UTC: in this form the stored times sort as text, too."""
    return datetime.now(UTC).replace(microsecond=0)


class Entered(NamedTuple):
    """The keys of addresses that were new, and of those known that feeds and sitemaps had named."""

    new: frozenset[str]
    named: frozenset[str]


class ShapeRow(NamedTuple):
    """The pages of one shape by what became of them."""

    shape: str
    outcome: str | None
    found_by: str
    kind: str
    total: int
    dated: int


# Why a list of a year or a day is not asked; what is held for it is tried only if its shape is one of stories.
AN_ARCHIVE = "an archive by date: `scraper backfill` walks it"


class Held(NamedTuple):
    """An address that waits until it is known what pages of its shape are; `visits` is how often it was read."""

    id: int
    shape: str
    key: str
    visits: int
