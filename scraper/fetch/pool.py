"""Many pages at once: addresses in, outcomes out as they come, every host at its own pace.

Addresses are taken from their source only as fast as outcomes are taken from here, so neither heaps up.
"""

from __future__ import annotations

import heapq
import queue
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from scraper.errors import FetchError
from scraper.fetch.fetcher import Fetcher
from scraper.fetch.polite import Courtesy, host_of
from scraper.model import Response


class Outcome(NamedTuple):
    """What came of one address: a response or an error."""

    url: str
    response: Response | None = None
    error: FetchError | None = None


class _Failed(NamedTuple):
    """An exception that is no outcome: a fault of the program, raised where the outcomes are read."""

    exception: BaseException


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """`workers` pages at once; up to `window` addresses are held, so that more hosts than one are in sight.

    A thread waits for its page most of the time: with 256, a hundred slow hosts leave the others their turn.
    """

    workers: int = 256
    window: int = 10_000


def fetch_many(
    urls: Iterable[str], fetcher: Fetcher, courtesy: Courtesy | None = None, limits: PoolLimits | None = None
) -> Iterator[Outcome]:
    """Yield an outcome for each of `urls`, in the order they come.

    `courtesy` is the one that `fetcher` keeps to, if it has one: a host is then given to a worker only when its turn
    is near. A source at its end is asked again after each outcome: a crawl finds its next addresses in the pages that
    came. Closing the iterator ends the run; pages under way are dropped.
    """
    bounds = limits or PoolLimits()
    schedule = _Schedule(courtesy or Courtesy(concurrency=bounds.workers))
    outcomes: queue.Queue[Outcome | _Failed] = queue.Queue(maxsize=2 * bounds.workers)
    source = iter(urls)
    workers: list[threading.Thread] = []
    waiting = 0
    try:
        while True:
            while waiting < bounds.window and (url := next(source, None)) is not None:
                schedule.add(url)
                waiting += 1
            if not waiting:
                return
            _staff(workers, min(bounds.workers, waiting), (schedule, fetcher, outcomes))
            outcome = outcomes.get()
            waiting -= 1
            if isinstance(outcome, _Failed):
                raise outcome.exception
            yield outcome
    finally:
        schedule.close()


def _staff(
    workers: list[threading.Thread],
    wanted: int,
    work: tuple[_Schedule, Fetcher, queue.Queue[Outcome | _Failed]],
) -> None:
    """Start workers until there are `wanted`."""
    while len(workers) < wanted:
        # Daemons: a page that takes its minute must not hold up the end of an interrupted program.
        thread = threading.Thread(target=_work, args=work, name="fetch", daemon=True)
        workers.append(thread)
        thread.start()


def _work(schedule: _Schedule, fetcher: Fetcher, outcomes: queue.Queue[Outcome | _Failed]) -> None:
    while (url := schedule.take()) is not None:
        outcome: Outcome | _Failed
        try:
            outcome = Outcome(url, fetcher.fetch(url))
        except FetchError as error:
            outcome = Outcome(url, error=error)
        except BaseException as exception:  # noqa: BLE001  # raised again by the reader of the outcomes
            outcome = _Failed(exception)
        schedule.done(url)
        # Given up when nobody reads any more; until then, a full queue is what holds the workers back.
        while not schedule.is_closed:
            try:
                outcomes.put(outcome, timeout=1)
                break
            except queue.Full:
                continue


@dataclass
class _Host:
    urls: deque[str] = field(default_factory=deque)
    running: int = 0
    is_listed: bool = False


class _Schedule:
    """The waiting addresses by host; hands out the one whose host may be asked first."""

    def __init__(self, courtesy: Courtesy) -> None:
        self._courtesy = courtesy
        self._hosts: dict[str, _Host] = {}
        self._ready: list[tuple[float, str]] = []
        self._changed = threading.Condition()
        self._has_watcher = False
        self.is_closed = False

    def add(self, url: str) -> None:
        """Take an address in."""
        name = host_of(url)
        with self._changed:
            self._hosts.setdefault(name, _Host()).urls.append(url)
            self._list(name, 0.0)

    def take(self) -> str | None:
        """Wait for an address whose host may be asked, and return it; `None` when the run is over."""
        with self._changed:
            while not self.is_closed:
                wait = self._ready[0][0] - time.monotonic() if self._ready else None
                if wait is None or wait > 0:
                    self._wait(wait)
                    continue
                name = heapq.heappop(self._ready)[1]
                host = self._hosts[name]
                host.is_listed = False
                host.running += 1
                url = host.urls.popleft()
                # The worker has not taken the host's turn yet, so its gap is counted here.
                self._list(name, self._courtesy.outlook(name)[1])
                self._changed.notify()
                return url
            return None

    def _wait(self, seconds: float | None) -> None:
        """Wait for a change; one worker alone watches the clock, or hundreds would wake for each address."""
        if self._has_watcher or seconds is None:
            self._changed.wait()
            return
        self._has_watcher = True
        try:
            self._changed.wait(seconds)
        finally:
            self._has_watcher = False

    def done(self, url: str) -> None:
        """Book that the page of `url` came or failed."""
        name = host_of(url)
        with self._changed:
            host = self._hosts[name]
            host.running -= 1
            if host.urls:
                self._list(name, 0.0)
            elif not host.running:
                # Hosts that are through leave nothing behind.
                del self._hosts[name]

    def close(self) -> None:
        """End the run: whoever waits in `take` gets `None`."""
        with self._changed:
            self.is_closed = True
            self._changed.notify_all()

    def _list(self, name: str, least: float) -> None:
        """List the host at the time it may be asked, if it has addresses and may have another request."""
        host = self._hosts[name]
        wait, _, most = self._courtesy.outlook(name)
        if host.is_listed or not host.urls or host.running >= most:
            return
        host.is_listed = True
        heapq.heappush(self._ready, (time.monotonic() + max(wait, least), name))
        self._changed.notify()
