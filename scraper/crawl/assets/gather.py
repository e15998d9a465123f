"""The pictures and style sheets of one page: fetched within a budget, each once in a run, sheets first.

robots.txt, the pace of each host, the guard against private addresses and the deadline are those of pages. What does
not come, or is neither a picture nor a sheet, is counted and left out.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from scraper.discover import Assets, page_assets, sheet_assets
from scraper.fetch import Courtesy, HttpFetcher, PoolLimits, fetch_many
from scraper.model import Response
from scraper.store import Archive, assets

# What is stored is asked again when it is older: a sheet changes under its address, and pages are dressed anew.
FRESH = timedelta(days=30)
# Sheets that import sheets that import sheets; more are a trap.
_DEPTH = 3
# Requests of one page under way; each host's own pace bounds them further.
_AT_ONCE = 8


class Budget(NamedTuple):
    """What the assets of one page may cost: so many files are asked for, so many bytes kept."""

    files: int
    bytes: int


class Gathered(NamedTuple):
    """The assets that came, and of all that the page asks for how many ended how: `stored`, or why not."""

    responses: tuple[Response, ...]
    outcomes: Counter[str]


@dataclass
class _Page:
    """What is known of a page while its assets are fetched."""

    files: int
    bytes: int
    kept: list[Response] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)


class Gatherer:
    """Fetches the assets of pages, for several threads; `known` says which addresses are stored already.

    `is_stopped` is asked before each request: what is not begun then is left.
    """

    def __init__(
        self,
        fetcher: HttpFetcher,
        courtesy: Courtesy,
        budget: Budget,
        *,
        known: Callable[[Collection[str]], Collection[str]] = lambda _: (),
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._fetcher = fetcher.for_files(budget.bytes)
        self._courtesy = courtesy
        self._budget = budget
        self._known = known
        self._is_stopped = is_stopped
        self._asked: set[str] = set()
        self._lock = threading.Lock()

    def gather(self, response: Response) -> Gathered:
        """Return the assets of a page that were not had before in this run."""
        page = _Page(self._budget.files, self._budget.bytes)
        asked = page_assets(response.text, response.final_url or response.url, response.charset)
        pictures = dict.fromkeys(asked.pictures)
        sheets: Iterable[str] = asked.sheets
        for _ in range(_DEPTH):
            imported: dict[str, None] = {}
            for sheet in self._fetched(sheets, page):
                inner = self._inside(sheet)
                imported |= dict.fromkeys(inner.sheets)
                pictures |= dict.fromkeys(inner.pictures)
            sheets = imported
        for _ in self._fetched(pictures, page):
            pass
        return Gathered(tuple(page.kept), page.outcomes)

    def _inside(self, response: Response) -> Assets:
        """Return what a sheet asks for; a picture that stands under a sheet's address asks for nothing."""
        kind = response.header("content-type") or ""
        return sheet_assets(response.text, response.final_url or response.url) if "css" in kind else Assets()

    def _fetched(self, urls: Iterable[str], page: _Page) -> Iterator[Response]:
        """Yield what came of the addresses and is kept."""
        limits = PoolLimits(_AT_ONCE, _AT_ONCE)
        for outcome in fetch_many(self._wanted(tuple(urls), page), self._fetcher, self._courtesy, limits):
            response = outcome.response
            if response is None or outcome.error is not None:
                page.outcomes[outcome.error.code if outcome.error else "failed"] += 1
            elif not assets.is_asset(response):
                page.outcomes["no_asset"] += 1
            elif len(response.content) > page.bytes:
                page.bytes = 0
                page.outcomes["over_budget"] += 1
            else:
                page.bytes -= len(response.content)
                page.outcomes["stored"] += 1
                page.kept.append(response)
                yield response

    def _wanted(self, urls: Collection[str], page: _Page) -> Iterator[str]:
        """Yield the addresses that are to be asked for this page, as long as its budget lasts."""
        stored = self._known(urls) if urls else ()
        for url in urls:
            if self._is_stopped():
                page.outcomes["stopped"] += 1
            elif url in stored or url in self._asked:
                page.outcomes["known"] += 1
            elif not page.files or not page.bytes:
                page.outcomes["over_budget"] += 1
            elif self._claim(url):
                page.files -= 1
                yield url

    def _claim(self, url: str) -> bool:
        with self._lock:
            is_new = url not in self._asked
            self._asked.add(url)
            return is_new


def stored_since(archive: Archive) -> Callable[[Collection[str]], Collection[str]]:
    """Return what tells of addresses which are stored in the archive and not to be asked again yet."""

    def known(urls: Collection[str]) -> Collection[str]:
        with archive.reading() as connection:
            return assets.known(connection, urls, datetime.now(UTC) - FRESH)

    return known


def in_words(outcomes: Mapping[str, int]) -> str:
    """Return the outcomes in one line, the commonest first.

    >>> in_words({"not_found": 2, "stored": 1200})
    '1,200 stored, 2 not found'
    """
    listed = sorted(outcomes.items(), key=lambda one: -one[1])
    return ", ".join(f"{count:,} {outcome.replace('_', ' ')}" for outcome, count in listed)
