"""Pages from the network: the only room that knows requests.

By the package's public names `scraper.fetch` is the function; the other names are read `from scraper.fetch`.
"""

from __future__ import annotations

from scraper.fetch.browser import BrowserFetcher, required_browser
from scraper.fetch.connection import Guard
from scraper.fetch.fetcher import CannedFetcher, Fetcher, FolderFetcher
from scraper.fetch.http import HttpFetcher, fetch
from scraper.fetch.identity import Identity
from scraper.fetch.limits import Limits
from scraper.fetch.pace import Courtesy, Outcome, PoolLimits, fetch_many
from scraper.fetch.settings import FetchSettings
from scraper.fetch.verdict import judge

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
