"""How fast each host may be asked: a delay between requests, a number at a time, both adapting to how the host copes.

Every request to a host takes a turn here first, robots.txt, redirects and repeats included.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

# A host in distress is not asked more rarely than this, unless it says so itself.
LONGEST_GAP = 60.0
# What a host in distress is given at least, whatever the delay.
_RELIEF = 0.5
# An answer that takes this many times the usual, and is slower than that by a tenth of a second, shows a host at work.
_STRAIN = 2.0
_NOISE = 0.1

_NO_BRACKETS = str.maketrans("", "", "[]")

T = TypeVar("T")


# Each address is asked for its host several times on its way.
@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """Return the name under which a host's requests are counted: http and https on their own ports are one host.

    >>> host_of("https://News.example/a"), host_of("http://news.example:80/b"), host_of("http://news.example:8080/")
    ('news.example', 'news.example', 'news.example:8080')
    """
    try:
        parts = urlsplit(url)
        host, port = host_name(parts.hostname or ""), parts.port
    except ValueError:
        # No address at all; the fetch of it will say so.
        return url
    return host if port in (None, 80, 443) else f"{host}:{port}"


def host_name(name: str) -> str:
    """Return the one spelling of a host, or of host:port: lower case, IDNA, no dot at the end, no brackets.

    >>> host_name("News.Example."), host_name("뉴스.example:8080")
    ('news.example', 'xn--vg1b002a.example:8080')
    """
    host = name.strip().lower().translate(_NO_BRACKETS).rstrip(".")
    if not host.isascii():
        with suppress(UnicodeError):
            return host.encode("idna").decode()
    return host


def of_host(table: Mapping[str, T], host: str) -> T | None:
    """Return what the table has for `host`, as `host_name` spells it, or for the same host at any port."""
    found = table.get(host)
    return table.get(host.rpartition(":")[0]) if found is None else found


class Speed(NamedTuple):
    """What a user sets for one host; `None` is as for all."""

    delay: float | None = None
    concurrency: int | None = None


_NO_SPEEDS: Mapping[str, Speed] = MappingProxyType({})


class Pace:
    """The pace of one host; times are seconds of any one clock.

    `gap` seconds lie between two requests, never less than the delay asked for, and none starts while another has yet
    to leave. Up to `limit` run at once: one at first, more while answers come as fast as usual, fewer when they take
    twice as long or the host says no.

    The gap counts from when the answer begins to come: by then the host has seen the request, so that no log of its own
    can show a shorter one. While an answer is late, the next request leaves two gaps after the last.
    """

    def __init__(self, delay: float, concurrency: int) -> None:
        self.delay = delay
        self.limit = 1
        self.running = 0
        self._most = concurrency
        self._gap = delay
        self._usual: float | None = None
        self._leaving = 0
        # Of the last request: when it left, and when its answer began.
        self._left = -math.inf
        self._seen = -math.inf
        self._rests_until = -math.inf

    @property
    def gap(self) -> float:
        """Seconds between two requests."""
        return max(self._gap, self.delay)

    @property
    def next_start(self) -> float:
        """When the next request may start, if none has yet to leave."""
        return max(min(self._seen, self._left + self.gap) + self.gap, self._rests_until)

    def wait(self, now: float) -> float:
        """Return the seconds until a request may start; infinite until another one has left or ended."""
        is_busy = self.running >= self.limit or (self._leaving > 0 and self.gap > 0)
        return math.inf if is_busy else max(0.0, self.next_start - now)

    def start(self, now: float) -> None:
        """Book the start of a request."""
        self.running += 1
        self._leaving += 1
        self._left = self._seen = now

    def sent(self, now: float) -> None:
        """Book that the one request that had yet to leave, whatever connecting took, left now."""
        self._leaving -= 1
        self._left = now
        self._seen = math.inf

    def answered(self, sent: float, now: float) -> None:
        """Book that the answer to the request that left at `sent` begins now."""
        if sent == self._left:
            self._seen = min(self._seen, now)

    def give_up(self) -> None:
        """Book that a request that was started never leaves."""
        self._leaving -= 1

    def finish(self, seconds: float, *, is_strained: bool) -> None:
        """Book its end after `seconds`; `is_strained` when the host refused it as too much, or did not answer."""
        self.running -= 1
        usual = seconds if self._usual is None else self._usual
        if is_strained:
            self.limit = 1
            self._gap = min(LONGEST_GAP, max(2 * self.gap, seconds, _RELIEF))
        elif seconds > _STRAIN * usual and seconds > usual + _NOISE:
            self.limit = max(1, self.limit - 1)
            self._gap = min(LONGEST_GAP, max(self._gap, seconds))
        else:
            self.limit = min(self._most, self.limit + 1)
            self._gap = max(self.delay, self._gap / 2)
        # Quick to believe in a fast answer, slow to get used to slow ones.
        self._usual = min(seconds, usual + 0.05 * (seconds - usual))

    def slow_to(self, delay: float) -> None:
        """Keep at least `delay` seconds between starts from now on."""
        if delay > self.delay == 0:
            # Who set no delay asks for one page, and that one need not wait behind its robots.txt.
            self._left = self._seen = -math.inf
        self.delay = max(self.delay, delay)

    def rest(self, until: float) -> None:
        """Start nothing before `until`."""
        self._rests_until = max(self._rests_until, until)


class Courtesy:
    """The paces of all hosts, for the threads of one run; `delay` in seconds, `concurrency` requests to a host.

    `speeds` has what differs for a host, or `host:port`. A longer crawl-delay in the host's robots.txt always wins.
    """

    def __init__(
        self,
        delay: float = 0.0,
        concurrency: int = 2,
        speeds: Mapping[str, Speed] = _NO_SPEEDS,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if delay < 0 or concurrency < 1:
            raise ValueError("the delay must not be negative, the concurrency at least 1")
        self._delay = delay
        self._concurrency = concurrency
        self._speeds = speeds
        self._clock = clock
        self._paces: dict[str, Pace] = {}
        self._lock = threading.Lock()
        # One for each host, so that an answer of one does not wake those who wait for another.
        self._changed: dict[str, threading.Condition] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[Turn]:
        """Wait until `host` may be asked, and book the block as one request to it."""
        with self._lock:
            pace = self._pace(host)
            changed = self._changed.setdefault(host, threading.Condition(self._lock))
            while wait := pace.wait(self._clock()):
                changed.wait(None if wait == math.inf else wait)
            pace.start(self._clock())
        turn = Turn(pace, changed, self._clock)
        began = self._clock()
        try:
            yield turn
        finally:
            turn.end(self._clock() - began)

    def slow_to(self, host: str, delay: float) -> None:
        """Keep to a delay that the host asks for, if it is longer than ours."""
        with self._lock:
            self._pace(host).slow_to(delay)

    def rest(self, host: str, seconds: float) -> None:
        """Ask nothing of `host` for `seconds`."""
        with self._lock:
            self._pace(host).rest(self._clock() + seconds)

    def outlook(self, host: str) -> tuple[float, float, int]:
        """Return seconds until `host` may be asked, the gap after that, and how many requests may run at once."""
        with self._lock:
            pace = self._pace(host)
            return max(0.0, pace.next_start - self._clock()), pace.gap, pace.limit

    def _pace(self, host: str) -> Pace:
        pace = self._paces.get(host)
        if pace is None:
            own = of_host(self._speeds, host) or Speed()
            delay = self._delay if own.delay is None else own.delay
            pace = self._paces[host] = Pace(delay, own.concurrency or self._concurrency)
        return pace


class Turn:
    """One request's turn: call `sent` when it leaves, `answered` when its answer begins.

    Set `is_strained` when the host could not take it.
    """

    def __init__(self, pace: Pace, changed: threading.Condition, clock: Callable[[], float]) -> None:
        self.is_strained = False
        self._pace = pace
        self._changed = changed
        self._clock = clock
        self._sent: float | None = None

    def sent(self) -> None:
        """Book that the request has left."""
        with self._changed:
            self._sent = self._clock()
            self._pace.sent(self._sent)
            self._changed.notify_all()

    def answered(self) -> None:
        """Book that its answer has begun to come."""
        with self._changed:
            if self._sent is not None:
                self._pace.answered(self._sent, self._clock())
                self._changed.notify_all()

    def end(self, seconds: float) -> None:
        """Book the end of the turn, which took `seconds`."""
        with self._changed:
            if self._sent is None:
                self._pace.give_up()
            else:
                # What ends without an answer was seen by now, or never will be.
                self._pace.answered(self._sent, self._clock())
            self._pace.finish(seconds, is_strained=self.is_strained)
            self._changed.notify_all()
