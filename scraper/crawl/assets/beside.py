"""The assets of a crawl's pages, fetched beside it: pages wait in a table of the archive, so that none is forgotten.

A page waits no more in the transaction that stores its assets; a run that was killed goes on with those that wait.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter

from scraper.crawl.assets.gather import Budget, Gatherer, in_words, stored_since
from scraper.crawl.stop import Stop
from scraper.fetch import Courtesy, HttpFetcher
from scraper.model import Response
from scraper.store import Archive, assets

logger = logging.getLogger(__name__)

# Pages whose assets are fetched at a time, so that the hosts of several papers are busy; each may hold its budget of
# bytes in memory.
_PAGES = 8
_IDLE = 0.1
# So often is told how far it is when nothing else is left to do.
_TELL = 30.0


class Beside:
    """Fetches the assets of the pages that wait, in threads of its own, from `start` to `close`."""

    def __init__(self, archive: Archive, fetcher: HttpFetcher, courtesy: Courtesy, budget: Budget) -> None:
        self.outcomes: Counter[str] = Counter()
        self._archive = archive
        self._is_last = threading.Event()
        self._is_closed = threading.Event()
        self._lock = threading.Lock()
        self._under_way: set[int] = set()
        self._fault: Exception | None = None
        known = stored_since(archive)
        self._gatherer = Gatherer(fetcher, courtesy, budget, known=known, is_stopped=self._is_closed.is_set)
        self._thread = threading.Thread(target=self._feed, name="assets", daemon=True)

    def start(self) -> None:
        """Begin with the pages that wait."""
        self._thread.start()

    def finish(self, stop: Stop) -> None:
        """Return when no page waits any more, or an end is asked for; raises what kept assets from being stored."""
        self._is_last.set()
        told = time.monotonic()
        while self._thread.is_alive() and not stop.is_asked:
            stop.wait(_IDLE)
            if time.monotonic() - told > _TELL:
                told = time.monotonic()
                logger.warning("pictures and style sheets: %s", in_words(self.outcomes) or "none yet")
        if self._fault is not None:
            raise self._fault

    def close(self) -> None:
        """Ask for nothing more; what is under way is dropped, and its page waits for the next run."""
        self._is_closed.set()
        # Whoever stores something now is waited for; nobody begins to any more.
        with self._lock:
            pass

    def _feed(self) -> None:
        """Start a thread for each page that waits, so many at a time; end when there is none and none will come."""
        while not self._is_closed.is_set() and self._fault is None:
            is_last = self._is_last.is_set()
            busy = set(self._under_way)
            try:
                with self._archive.reading() as connection:
                    found = assets.waiting(connection, _PAGES - len(busy), busy)
            except Exception as error:  # noqa: BLE001 -- told to whoever waits for the end
                self._fault = error
                return
            for number in found:
                self._under_way.add(number)
                # A daemon: a page that takes its minutes must not hold up the end of an interrupted run.
                threading.Thread(target=self._work, args=(number,), name="assets", daemon=True).start()
            if is_last and not found and not self._under_way:
                return
            self._is_closed.wait(_IDLE)

    def _work(self, number: int) -> None:
        """Fetch and store the assets of one page that waits."""
        try:
            outcomes: Counter[str] = Counter()
            responses = self._gathered(number, outcomes)
            with self._lock:
                if not self._is_closed.is_set():
                    self._archive.add_assets(number, responses)
                    self.outcomes += outcomes
        except Exception as error:  # noqa: BLE001 -- told to whoever waits for the end
            self._fault = error
        finally:
            self._under_way.discard(number)

    def _gathered(self, number: int, outcomes: Counter[str]) -> list[Response]:
        """Return the assets of a page and of the further pages of its article, as far as they can be had."""
        with self._archive.reading() as connection:
            numbers = [number, *assets.further_pages(connection, number)]
        found: list[Response] = []
        for one in numbers:
            try:
                page = self._archive.response(one)
                gathered = self._gatherer.gather(page) if page else None
            except Exception:  # one odd page ends neither the run nor other pages
                logger.exception("capture %d: its pictures and style sheets are left out", one)
                continue
            if gathered:
                found += gathered.responses
                outcomes.update(gathered.outcomes)
        return found
