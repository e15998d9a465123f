"""The addresses of each site that a crawl knows, what is to be asked next, and what came of every one of them."""

from __future__ import annotations

from scraper.store.frontier.accounts import (
    address_of,
    addresses,
    count_stories,
    ended,
    found_in,
    left,
    listed,
    outcomes,
    shape_rows,
    stories,
)
from scraper.store.frontier.entries import (
    NAMING,
    STORED,
    SURE,
    Entered,
    Entry,
    Found,
    ShapeRow,
    State,
    Transaction,
    now,
)
from scraper.store.frontier.queue import (
    enter,
    entry,
    open_due,
    open_outcome,
    open_sources,
    release,
    settle,
    take,
    update,
)
from scraper.store.frontier.validators import stored_validators

__all__ = [
    "NAMING",
    "STORED",
    "SURE",
    "Entered",
    "Entry",
    "Found",
    "ShapeRow",
    "State",
    "Transaction",
    "address_of",
    "addresses",
    "count_stories",
    "ended",
    "enter",
    "entry",
    "found_in",
    "left",
    "listed",
    "now",
    "open_due",
    "open_outcome",
    "open_sources",
    "outcomes",
    "release",
    "settle",
    "shape_rows",
    "stored_validators",
    "stories",
    "take",
    "update",
]
