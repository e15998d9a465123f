"""How fast each host may be asked: a delay between requests, a number at a time, both adapting to how the host copes.

Every request to a host takes a turn here first, robots.txt, redirects and repeats included.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

# A host in distress is not asked more rarely than this, unless it says so itself.
LONGEST_GAP = 60.0
# What a host in distress is given at least, whatever the delay.
_RELIEF = 1.0
# An answer that takes this many times the usual, and is slower than that by a tenth of a second, shows a host at work.
_STRAIN = 2.0
_NOISE = 0.1


def host_of(url: str) -> str:
    """Return the name under which a host's requests are counted: http and https on their own ports are one host.

    >>> host_of("https://News.example/a"), host_of("http://news.example:80/b"), host_of("http://news.example:8080/")
    ('news.example', 'news.example', 'news.example:8080')
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    host = (parts.hostname or "").rstrip(".")
    return host if port in (None, 80, 443) else f"{host}:{port}"


class Pace:
    """The pace of one host; times are seconds of any one clock.

    `gap` seconds lie between two starts, never less than the delay asked for. Up to `limit` requests run at once: one
    at first, more while answers come as fast as usual, fewer when they take twice as long or the host says no.
    """

    def __init__(self, delay: float, concurrency: int) -> None:
        self.delay = delay
        self.limit = 1
        self.running = 0
        self.next_start = -math.inf
        self._most = concurrency
        self._gap = delay
        self._usual: float | None = None
        self._last_start = -math.inf

    @property
    def gap(self) -> float:
        """Seconds between two starts."""
        return max(self._gap, self.delay)

    def wait(self, now: float) -> float:
        """Return the seconds until a request may start; infinite while as many run as may."""
        return math.inf if self.running >= self.limit else max(0.0, self.next_start - now)

    def start(self, now: float) -> None:
        """Book the start of a request."""
        self.running += 1
        self._last_start = now
        self.next_start = now + self.gap

    def sent(self, now: float) -> None:
        """Book that the request left only now: connecting took its time, and the next one must not come too close."""
        self._last_start = now
        self.next_start = max(self.next_start, now + self.gap)

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
        if delay > self.delay > 0:
            self.next_start = max(self.next_start, self._last_start + delay)
        self.delay = max(self.delay, delay)


class Courtesy:
    """The paces of all hosts, for the threads of one run; `delay` in seconds, `concurrency` requests to a host."""

    def __init__(
        self, delay: float = 0.0, concurrency: int = 2, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        if delay < 0 or concurrency < 1:
            raise ValueError("the delay must not be negative, the concurrency at least 1")
        self._delay = delay
        self._concurrency = concurrency
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
        turn = Turn(lambda: self._sent(pace))
        began = self._clock()
        try:
            yield turn
        finally:
            with self._lock:
                pace.finish(self._clock() - began, is_strained=turn.is_strained)
                changed.notify_all()

    def _sent(self, pace: Pace) -> None:
        with self._lock:
            pace.sent(self._clock())

    def slow_to(self, host: str, delay: float) -> None:
        """Keep to a delay that the host asks for, if it is longer than ours."""
        with self._lock:
            self._pace(host).slow_to(delay)

    def rest(self, host: str, seconds: float) -> None:
        """Ask nothing of `host` for `seconds`."""
        with self._lock:
            pace = self._pace(host)
            pace.next_start = max(pace.next_start, self._clock() + seconds)

    def outlook(self, host: str) -> tuple[float, float, int]:
        """Return seconds until `host` may be asked, the gap after that, and how many requests may run at once."""
        with self._lock:
            pace = self._pace(host)
            return max(0.0, pace.next_start - self._clock()), pace.gap, pace.limit

    def _pace(self, host: str) -> Pace:
        return self._paces.setdefault(host, Pace(self._delay, self._concurrency))


class Turn:
    """One request's turn; call `sent` when it leaves, set `is_strained` when the host could not take it."""

    def __init__(self, sent: Callable[[], None]) -> None:
        self.sent = sent
        self.is_strained = False
