"""One request and its answer: the address is checked, the connection guarded, the body unpacked to a cap."""

from __future__ import annotations

from scraper.fetch.connection.client import FILES, PAGES, Answer, Client, Reading
from scraper.fetch.connection.exchange import Exchange, Halt, run
from scraper.fetch.connection.guard import VARIABLE, Guard
from scraper.fetch.connection.refresh import is_circle, refresh_target

__all__ = [
    "FILES",
    "PAGES",
    "VARIABLE",
    "Answer",
    "Client",
    "Exchange",
    "Guard",
    "Halt",
    "Reading",
    "is_circle",
    "refresh_target",
    "run",
]
