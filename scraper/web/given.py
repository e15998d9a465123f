"""Pages that readers give, by file or address: kept in memory for an hour under a name that nobody guesses."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict

from scraper.fetch import Guard, HttpFetcher, Limits
from scraper.model import Response

_SECONDS = 3600.0
_MOST_BYTES = 64 * 2**20


class Given:
    """The pages; when they are too many bytes in all, the oldest go."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, tuple[float, Response]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, page: Response) -> str:
        """Keep a page and return its name."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._pages[name] = (time.monotonic(), page)
            while len(self._pages) > 1 and sum(len(one.content) for _, one in self._pages.values()) > _MOST_BYTES:
                self._pages.popitem(last=False)
        return name

    def page(self, name: str) -> Response | None:
        """Return the page of that name."""
        with self._lock:
            kept = self._pages.get(name)
            if kept and time.monotonic() - kept[0] > _SECONDS:
                del self._pages[name]
                kept = None
        return kept[1] if kept else None


def fetched(url: str, *, allow_private_hosts: tuple[str, ...], most_bytes: int) -> Response:
    """Return the page at an address that a reader gave; what is no public address is refused, robots.txt is obeyed."""
    limits = Limits(connect=5, read=10, total=20, max_bytes=most_bytes, attempts=1, retry_after=0.0)
    with HttpFetcher(limits, guard=Guard(allow_private_hosts)) as fetcher:
        return fetcher.fetch(url)
