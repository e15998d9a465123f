"""How a crawl asks: one fetcher and one pace for all sites, each kind of address asked in its own way."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from scraper.crawl.assets import Beside, Budget
from scraper.errors import FetchError
from scraper.fetch import Limits
from scraper.fetch.pace import Stream
from scraper.fetch.settings import FetchSettings
from scraper.model import Response, Validators
from scraper.store import Archive
from scraper.store.frontier import Entry

logger = logging.getLogger(__name__)

# Sitemaps may be large and are streamed: seconds, bytes.
_SITEMAP_SECONDS = 900.0
_SITEMAP_BYTES = 1 << 30


class Network:
    """The requests of a crawl.

    An outcome that `inbox` yields is of the address given to `ask`; a sitemap's bytes are in `files`.
    """

    def __init__(self, settings: FetchSettings, inbox: queue.SimpleQueue[Any]) -> None:
        courtesy = self._courtesy = settings.courtesy()
        self._settings = settings
        self._under_way: dict[str, Entry] = {}
        self.files: dict[str, BinaryIO] = {}
        self._http = settings.fetcher(courtesy, self._validators)
        self._any_kind = self._http.for_files()
        self._stream = Stream(self, courtesy, inbox)
        self._closing = ExitStack()
        self._closing.callback(self._http.close)
        self._closing.callback(self._stream.close)

    def assets(self, archive: Archive) -> Beside:
        """Return what fetches pictures and style sheets by the same rules, and at the same pace."""
        budget = Budget(self._settings.asset_files, self._settings.asset_bytes)
        return Beside(archive, self._http, self._courtesy, budget)

    def close(self) -> None:
        """Start no more requests."""
        self._closing.close()
        for file in self.files.values():
            file.close()

    def ask(self, url: str, entry: Entry) -> bool:
        """Ask for `url` on behalf of an address; `False` when that very address is under way already."""
        if url in self._under_way:
            return False
        self._under_way[url] = entry
        self._stream.add(url)
        return True

    def withdraw(self, site: str) -> list[Entry]:
        """Take back the addresses of a site that are not being asked yet; further pages of an article stay."""
        urls = {url for url, entry in self._under_way.items() if entry.site == site and entry.url == url}
        return [self._under_way.pop(url) for url in self._stream.withdraw(urls)]

    def taken(self, item: Any) -> tuple[Entry, Any] | None:
        """Return the address and the outcome of what the inbox yielded, `None` when it is no outcome."""
        outcome = self._stream.taken(item)
        return None if outcome is None else (self._under_way.pop(outcome.url), outcome)

    def fetch(self, url: str) -> Response:
        """Return what is at an address under way: what a worker of the stream calls."""
        entry = self._under_way[url]
        ways: dict[str, Callable[[str], Response]] = {
            "robots": self._robots,
            "sitemap": self._sitemap,
            "feed": self._any_kind.fetch,
        }
        try:
            return ways.get(entry.kind, self._http.fetch)(url)
        except FetchError:
            raise
        except Exception as error:  # a fault of ours at one address ends neither the run nor other addresses
            logger.exception("%s: internal error", url)
            raise FetchError(url, f"internal error: {type(error).__name__}: {error}") from error

    def _robots(self, url: str) -> Response:
        return Response(url, "\n".join(self._http.sitemaps(url)).encode(), final_url=url)

    def _sitemap(self, url: str) -> Response:
        file = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 -- closed by who reads it
        self.files[url] = file
        limits = Limits(total=max(_SITEMAP_SECONDS, self._settings.timeout), max_bytes=_SITEMAP_BYTES)
        return self._http.download(url, file, limits)

    def _validators(self, url: str) -> Validators | None:
        entry = self._under_way.get(url)
        return Validators(entry.etag, entry.last_modified) if entry and (entry.etag or entry.last_modified) else None
