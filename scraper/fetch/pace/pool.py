"""Many pages at once: addresses in, outcomes out as they come, every host at its own pace.

Addresses are taken from their source only as fast as outcomes are taken from here, so neither heaps up.
"""

from __future__ import annotations

import heapq
import math
import queue
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from scraper.errors import FetchError
from scraper.fetch.fetcher import Fetcher
from scraper.fetch.pace.polite import Courtesy, host_of
from scraper.model import Response


class Outcome(NamedTuple):
    """What came of one address: a response or an error."""

    url: str
    response: Response | None = None
    error: FetchError | None = None


class _Failed(NamedTuple):
    """An exception that is no outcome: a fault of the program, raised where the outcomes are read."""

    exception: BaseException


# Where a worker puts what came; one that is bounded holds it back.
_Outcomes: TypeAlias = "queue.Queue[Outcome | _Failed] | queue.SimpleQueue[Any]"


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
    work: tuple[_Schedule, Fetcher, _Outcomes],
) -> None:
    """Start workers until there are `wanted`."""
    while len(workers) < wanted:
        # Daemons: a page that takes its minute must not hold up the end of an interrupted program.
        thread = threading.Thread(target=_work, args=work, name="fetch", daemon=True)
        workers.append(thread)
        thread.start()


def _work(schedule: _Schedule, fetcher: Fetcher, outcomes: _Outcomes) -> None:
    url = schedule.take()
    while url is not None:
        outcome: Outcome | _Failed
        try:
            outcome = Outcome(url, fetcher.fetch(url))
        except FetchError as error:
            outcome = Outcome(url, error=error)
        except BaseException as exception:  # noqa: BLE001  # raised again by the reader of the outcomes
            outcome = _Failed(exception)
        # Given up when nobody reads any more; until then, a full queue is what holds the workers back.
        while not schedule.is_closed:
            try:
                outcomes.put(outcome, timeout=1)
                break
            except queue.Full:
                continue
        url = schedule.take(after=url)


@dataclass
class _Host:
    urls: deque[str] = field(default_factory=deque)
    running: int = 0
    is_listed: bool = False


class _Schedule:
    """The waiting addresses by host; hands out the one whose host may be asked first.

    Of the workers that wait, one watches the clock; the others sleep until it leaves with an address. So each address
    wakes one or two of them, however many there are.
    """

    def __init__(self, courtesy: Courtesy) -> None:
        self._courtesy = courtesy
        self._hosts: dict[str, _Host] = {}
        self._ready: list[tuple[float, str]] = []
        lock = threading.Lock()
        self._watch = threading.Condition(lock)
        self._sleep = threading.Condition(lock)
        # When the worker that watches the clock will look again; `None` when nobody watches.
        self._watched_until: float | None = None
        self.is_closed = False

    def add(self, url: str) -> None:
        """Take an address in."""
        name = host_of(url)
        with self._watch:
            self._hosts.setdefault(name, _Host()).urls.append(url)
            if self._list(name, 0.0):
                self._wake()

    def take(self, after: str | None = None) -> str | None:
        """Wait for an address whose host may be asked, and return it; `None` when the run is over.

        `after` is the address that the worker took before, whose page came or failed.
        """
        with self._watch:
            if after is not None:
                self._book(after)
            while not self.is_closed:
                due = self._ready[0][0] if self._ready else math.inf
                if due > time.monotonic():
                    self._wait_until(due)
                    continue
                name = heapq.heappop(self._ready)[1]
                host = self._hosts[name]
                host.is_listed = False
                host.running += 1
                url = host.urls.popleft()
                # The worker has not taken the host's turn yet, so its gap is counted here.
                self._list(name, self._courtesy.outlook(name)[1])
                if self._ready:
                    self._wake()
                return url
            return None

    def withdraw(self, urls: AbstractSet[str]) -> list[str]:
        """Take these addresses out again, as far as no worker has them, and return them."""
        with self._watch:
            taken = []
            for host in self._hosts.values():
                taken += [url for url in host.urls if url in urls]
                host.urls = deque(url for url in host.urls if url not in urls)
            # A host that is listed has addresses.
            self._ready = [entry for entry in self._ready if self._hosts[entry[1]].urls]
            heapq.heapify(self._ready)
            for host in self._hosts.values():
                host.is_listed = host.is_listed and bool(host.urls)
            return taken

    def close(self) -> None:
        """End the run: whoever waits in `take` gets `None`."""
        with self._watch:
            self.is_closed = True
            self._watch.notify_all()
            self._sleep.notify_all()

    def _wait_until(self, due: float) -> None:
        """Wait for a change, as the one who watches the clock or as one of those who sleep."""
        if self._watched_until is not None:
            if due < self._watched_until:
                self._watch.notify()
            self._sleep.wait()
            return
        self._watched_until = due
        try:
            self._watch.wait(None if due == math.inf else due - time.monotonic())
        finally:
            self._watched_until = None

    def _wake(self) -> None:
        """Have the list looked at: by the worker that watches, else by one that sleeps."""
        (self._sleep if self._watched_until is None else self._watch).notify()

    def _book(self, url: str) -> None:
        """Book that the page of `url` came or failed."""
        name = host_of(url)
        host = self._hosts[name]
        host.running -= 1
        self._list(name, 0.0)
        if not host.urls and not host.running:
            # Hosts that are through leave nothing behind.
            del self._hosts[name]

    def _list(self, name: str, least: float) -> bool:
        """List the host at the time it may be asked, if it has addresses and may have another request.

        Return whether that is earlier than all that were listed before.
        """
        host = self._hosts[name]
        wait, _, most = self._courtesy.outlook(name)
        if host.is_listed or not host.urls or host.running >= most:
            return False
        host.is_listed = True
        entry = (time.monotonic() + max(wait, least), name)
        heapq.heappush(self._ready, entry)
        return self._ready[0] is entry
