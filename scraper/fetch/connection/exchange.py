"""The account of one fetch: what it may still spend, what it has spent, and who it talked to.

The sockets of `wire.py` ask it before every read, so a deadline holds however slowly a server drips, and a
cap holds wherever the bytes go (headers, chunk sizes, trailers, body).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from scraper.errors import BrokenAnswer, FetchError, FetchTimeout, TooLarge
from scraper.fetch.limits import MEBIBYTE, Limits
from scraper.fetch.pace import Turn
from scraper.model import Timings

# What all headers, redirects and refused answers of one fetch may add to the body.
OVERHEAD = MEBIBYTE
# http.client stops at 100 headers of 64 KiB, and at no number of interim answers.
HEAD_CAP = MEBIBYTE // 4


class Halt(Exception):
    """Carries an error of ours through requests and urllib3, which would wrap an `OSError`.

    `is_passing` says that asking again may help: nothing of the answer had come yet.
    """

    def __init__(self, error: FetchError, *, is_passing: bool = False) -> None:
        super().__init__(str(error))
        self.error = error
        self.is_passing = is_passing


class Exchange:
    """The running account of the fetch of `url` within `limits`; one thread at a time uses it."""

    def __init__(self, url: str, limits: Limits) -> None:
        self.url = url
        self.limits = limits
        self.received = 0
        self.address: str | None = None
        self._spent: dict[str, float] = {}
        self._began = time.monotonic()
        self._paused = 0.0
        self._head_from: int | None = None
        self.turn: Turn | None = None

    @property
    def elapsed(self) -> float:
        """Seconds on the network so far."""
        return time.monotonic() - self._began - self._paused

    @property
    def has_connected(self) -> bool:
        """Whether a request was sent since `address` was last forgotten."""
        return self.address is not None

    def sent(self, address: str) -> None:
        """Book that a request has gone to `address`, and tell whoever keeps the host's pace."""
        self.address = address
        if self.turn is not None:
            self.turn.sent()

    def patience(self, most: float) -> float:
        """Return how many seconds the next step may take, at most `most`; halts when the total is spent."""
        left = self.limits.total - self.elapsed
        if left <= 0:
            raise self.timed_out("")
        return min(most, left)

    def timed_out(self, step: str) -> Halt:
        """Return the halt for a step that outlasted its patience; `step` says in words what did not happen."""
        if self.limits.total - self.elapsed <= 0.001:
            return Halt(FetchTimeout(self.url, f"no complete answer within {self.limits.total:g} s"))
        return Halt(FetchTimeout(self.url, step))

    def count(self, received: int) -> None:
        """Add `received` bytes; halts when the answers are larger than the body may be, with room for headers."""
        self.received += received
        if self.received > self.limits.max_bytes + OVERHEAD:
            raise self.too_large()
        if self._head_from is not None and self.received - self._head_from > HEAD_CAP:
            raise Halt(BrokenAnswer(self.url, f"the headers are larger than {readable_size(HEAD_CAP)}"))

    def too_large(self) -> Halt:
        """Return the halt for an answer over the limit."""
        return Halt(TooLarge(self.url, f"the answer is larger than {readable_size(self.limits.max_bytes)}"))

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Let the total stand still for the block: a wait of our own choice, for politeness or before a repeat."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._paused += time.monotonic() - began

    @contextmanager
    def head(self) -> Iterator[None]:
        """Start the timings of a hop, and hold what is read in the block to the size of headers."""
        self._spent.clear()
        self._head_from = self.received
        with self.timed("first_byte"):
            yield
        self._head_from = None
        if self.turn is not None:
            self.turn.answered()

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Book the time of the block, less that of timed blocks inside it, under `step`: a name of `Timings`."""
        began = time.monotonic()
        inside = sum(self._spent.values())
        try:
            yield
        finally:
            inside = sum(self._spent.values()) - inside
            self._spent[step] = self._spent.get(step, 0.0) + time.monotonic() - began - inside

    def timings(self) -> Timings:
        """Return what was booked, rounded to a tenth of a millisecond."""
        spent = {step: round(seconds, 4) for step, seconds in self._spent.items()}
        return Timings(**spent, total=round(self.elapsed, 4))


_RUNNING: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


def running() -> Exchange | None:
    """Return the exchange of this thread's fetch: how sockets deep inside urllib3 find their account."""
    return _RUNNING.get()


@contextmanager
def run(exchange: Exchange) -> Iterator[Exchange]:
    """Make `exchange` the running one for the block."""
    token = _RUNNING.set(exchange)
    try:
        yield exchange
    finally:
        _RUNNING.reset(token)


def readable_size(count: int) -> str:
    """Return a number of bytes as a person writes it.

    >>> readable_size(33554432), readable_size(2048), readable_size(1500)
    ('32 MiB', '2 KiB', '1500 bytes')
    """
    if count % MEBIBYTE == 0:
        return f"{count // MEBIBYTE} MiB"
    if count % 1024 == 0:
        return f"{count // 1024} KiB"
    return f"{count} bytes"
