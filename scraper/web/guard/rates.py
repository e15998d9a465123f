"""How often one client may ask, and how many requests are worked on at a time."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from scraper.web.settings import Bounds

# Clients that are remembered; of more the longest unseen is forgotten, and begins anew.
_MOST_CLIENTS = 10_000
# What reads, fetches or changes something costs seconds where a look costs milliseconds.
_FREE = ("/static/", "/health")


class Bucket:
    """Turns that fill up with time: `take` says how long to wait, 0 when there is one."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate, self._burst = rate, burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """Take a turn of the client, or return the seconds until there is one."""
        now = time.monotonic()
        left, at = self._left.pop(client, (float(self._burst), now))
        left = min(self._burst, left + (now - at) * self._rate)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate
        self._left[client] = (left if wait else left - 1, now)
        if len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        return wait


class Rates:
    """Refuses a client that asks too often: 429, and after how many seconds to come again."""

    def __init__(self, app: ASGIApp, bounds: Bounds) -> None:
        self._app = app
        self._looks = Bucket(bounds.rate, bounds.burst)
        self._dear = Bucket(bounds.dear_rate, bounds.dear_burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on in its turn."""
        if scope["type"] != "http" or scope["path"].startswith(_FREE):
            await self._app(scope, receive, send)
            return
        bucket = self._looks if scope["method"] in {"GET", "HEAD"} else self._dear
        wait = bucket.take((scope.get("client") or ("", 0))[0])
        if not wait:
            await self._app(scope, receive, send)
            return
        headers = {"Retry-After": str(math.ceil(wait))}
        await PlainTextResponse("Too many requests; come again later.\n", 429, headers)(scope, receive, send)


class Turns:
    """Works on so many requests at a time; the others wait their turn, so that none waits for the database's lock."""

    def __init__(self, app: ASGIApp, bounds: Bounds) -> None:
        self._app = app
        self._turns = asyncio.Semaphore(bounds.at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on in its turn."""
        if scope["type"] != "http" or scope["path"].startswith(_FREE):
            await self._app(scope, receive, send)
            return
        async with self._turns:
            await self._app(scope, receive, send)
