"""Pages asked for while others are under way: addresses are added at any time, outcomes come into a queue."""

from __future__ import annotations

import queue
import threading
from collections.abc import Set as AbstractSet
from typing import Any

from scraper.fetch.fetcher import Fetcher
from scraper.fetch.pace.polite import Courtesy
from scraper.fetch.pace.pool import Outcome, _Failed, _Schedule, _staff

WORKERS = 64


class Stream:
    """The pages under way; their `Outcome`s are put into `inbox`, which others may put their own things into, too."""

    def __init__(
        self, fetcher: Fetcher, courtesy: Courtesy, inbox: queue.SimpleQueue[Any], workers: int = WORKERS
    ) -> None:
        self._fetcher = fetcher
        self._schedule = _Schedule(courtesy)
        self._inbox = inbox
        self._most = workers
        self._workers: list[threading.Thread] = []
        self.waiting = 0

    def add(self, url: str) -> None:
        """Ask for a page when its host's turn comes."""
        self._schedule.add(url)
        self.waiting += 1
        _staff(self._workers, min(self._most, self.waiting), (self._schedule, self._fetcher, self._inbox))

    def withdraw(self, urls: AbstractSet[str]) -> list[str]:
        """Take back these addresses, as far as nobody asks them yet, and return them: they have no outcome."""
        taken = self._schedule.withdraw(urls)
        self.waiting -= len(taken)
        return taken

    def taken(self, item: Any) -> Outcome | None:
        """Return the outcome that was read from the inbox, `None` when it is another's; raises a fault of ours."""
        if isinstance(item, _Failed):
            raise item.exception
        if not isinstance(item, Outcome):
            return None
        self.waiting -= 1
        return item

    def close(self) -> None:
        """Start nothing more; what is under way is dropped."""
        self._schedule.close()
