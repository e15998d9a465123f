"""Pages from the network: the only room that knows requests.

`scraper.fetch` is both this room and, by the package's public names, the function: calling the module fetches a page.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from scraper.fetch.browser import BrowserFetcher, required_browser
from scraper.fetch.connection import Guard
from scraper.fetch.fetcher import CannedFetcher, Fetcher, FolderFetcher
from scraper.fetch.http import HttpFetcher, fetch
from scraper.fetch.identity import Identity
from scraper.fetch.limits import Limits
from scraper.fetch.pace import Courtesy, Outcome, PoolLimits, fetch_many
from scraper.fetch.settings import FetchSettings
from scraper.fetch.verdict import judge
from scraper.model import Response

__all__ = [
    "BrowserFetcher",
    "CannedFetcher",
    "Courtesy",
    "FetchSettings",
    "Fetcher",
    "FolderFetcher",
    "Guard",
    "HttpFetcher",
    "Identity",
    "Limits",
    "Outcome",
    "PoolLimits",
    "fetch",
    "fetch_many",
    "judge",
    "required_browser",
]


class _Room(ModuleType):
    """A module that can be called, so that `scraper.fetch(url)` works whoever imported this room first."""

    def __call__(self, url: str, **options: Any) -> Response:
        """Return the page at `url`: see `scraper.fetch.http.fetch`."""
        return fetch(url, **options)


sys.modules[__name__].__class__ = _Room
