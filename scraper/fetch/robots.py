"""What a host's robots.txt allows us: RFC 9309, with protego's reading of the rules.

A 4xx means that there are no rules; a 5xx, or no answer over a connection that stood, forbids everything for now.
https://www.rfc-editor.org/rfc/rfc9309
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from scraper.errors import FetchError, RobotsForbidden
from scraper.fetch.connection import Answer, Exchange, Halt, Reading
from scraper.fetch.identity import PRODUCT

# RFC 9309: at least 500 KiB are read, at least five redirects followed, nothing is kept for more than a day.
READING = Reading(is_for_pages=False, cut=500 * 1024)
_REDIRECTS = 5
_DAY = 86_400.0
# Kept at least this long, so that a host without a lifetime of its own is not asked before every page.
_MINUTE = 60.0
_HOSTS_KEPT = 1000
# Who asks for more seconds between two requests than this asks not to be fetched.
LONGEST_DELAY = 300.0

_MAX_AGE = re.compile(r"\b(?:max-age)\s*=\s*\"?(\d{1,9})", re.IGNORECASE | re.ASCII)
_USER_AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s](.*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+")

Ask = Callable[[str, Exchange, Reading], Answer]


class Rules(NamedTuple):
    """What one host says; `refusal` is the reason why nothing may be asked, `failure` the error in its place.

    `delay` is the crawl-delay in seconds that is asked of us.
    """

    parsed: Protego | None = None
    refusal: str | None = None
    failure: FetchError | None = None
    lifetime: float = _DAY
    delay: float = 0.0

    def sitemaps(self) -> tuple[str, ...]:
        """Return the addresses of the sitemaps that are named."""
        return tuple(dict.fromkeys(self.parsed.sitemaps)) if self.parsed else ()


class _Origin:
    """The rules of one origin and until when they hold; its lock keeps a second thread from asking too."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rules = Rules()
        self.expires = float("-inf")


class Robots:
    """Asks each origin's robots.txt once per lifetime, through `ask`."""

    def __init__(self, ask: Ask, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._origins: OrderedDict[str, _Origin] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, url: str, exchange: Exchange) -> Rules:
        """Return the rules of the host of `url` when they allow it; halts when they don't."""
        rules = self.rules(url, exchange)
        if rules.parsed is not None and not rules.parsed.can_fetch(url, PRODUCT):
            raise Halt(RobotsForbidden(exchange.url, f"robots.txt of {urlsplit(url).hostname} forbids this address"))
        return rules

    def rules(self, url: str, exchange: Exchange) -> Rules:
        """Return the rules of the host of `url`; halts when they can't be had, or forbid everything for now."""
        rules = self._rules(url, exchange)
        if rules.failure is not None:
            raise Halt(type(rules.failure)(exchange.url, rules.failure.message))
        if rules.refusal is not None:
            raise Halt(RobotsForbidden(exchange.url, rules.refusal))
        return rules

    def _rules(self, url: str, exchange: Exchange) -> Rules:
        parts = urlsplit(url)
        origin = self._origin(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
        with exchange.waiting():
            origin.lock.acquire()
        try:
            if self._clock() >= origin.expires:
                origin.rules = self._fetch(f"{parts.scheme}://{parts.netloc}/robots.txt", exchange)
                origin.expires = self._clock() + origin.rules.lifetime
            return origin.rules
        finally:
            origin.lock.release()

    def _origin(self, name: str) -> _Origin:
        with self._lock:
            origin = self._origins.setdefault(name, _Origin())
            self._origins.move_to_end(name)
            while len(self._origins) > _HOSTS_KEPT:
                self._origins.popitem(last=False)
            return origin

    def _fetch(self, url: str, exchange: Exchange) -> Rules:
        exchange.address = None
        at = url
        try:
            for _ in range(_REDIRECTS + 1):
                answer = self._ask(at, exchange, READING)
                if answer.onward is None:
                    return read_rules(answer)
                at = answer.onward
        except Halt as halt:
            if not exchange.has_connected:
                # No connection at all: that, not a rule, is why the page can't be had.
                return Rules(failure=halt.error, lifetime=_MINUTE)
            return Rules(refusal=f"robots.txt can't be asked now ({halt.error.message})", lifetime=_MINUTE)
        return Rules()


def read_rules(answer: Answer) -> Rules:
    """Return the rules that the final answer of a robots.txt stands for."""
    response = answer.response
    if response.status >= 500:
        return Rules(refusal=f"robots.txt answers {response.status}, which forbids all for now", lifetime=_MINUTE)
    lifetime = _lifetime(response.header("cache-control") or "")
    if not 200 <= response.status < 300:
        return Rules(lifetime=lifetime)
    parsed = Protego.parse(_groups_of_ours(response.content.decode("utf-8-sig", "replace")))
    rules = Rules(parsed, lifetime=lifetime, delay=float(parsed.crawl_delay(PRODUCT) or 0.0))
    if rules.delay <= LONGEST_DELAY:
        return rules
    told = f"robots.txt asks for {rules.delay:g} s between two requests; more than {LONGEST_DELAY:g} s are not waited"
    return rules._replace(refusal=told)


def _groups_of_ours(text: str) -> str:
    r"""Return `text` with every other program's name replaced by one: a file of names must not cost names times rules.

    Our groups are those of our product token, in any case, and of everyone (RFC 9309, 2.2.1).

    >>> _groups_of_ours("User-agent: Scraper/2\nUser-agent: a\nUser-agent: b\nDisallow: /")
    'User-agent: scraper\nUser-agent: other\nDisallow: /'
    """
    lines: list[str] = []
    for line in text.splitlines():
        named = _USER_AGENT.match(line)
        kept = f"User-agent: {_token(named[1])}" if named else line
        if not named or not lines or lines[-1] != kept:
            lines.append(kept)
    return "\n".join(lines)


def _token(value: str) -> str:
    name = value.partition("#")[0].strip().lower()
    found = _TOKEN.match(name)
    return "*" if name.startswith("*") else PRODUCT if found and found[0] == PRODUCT else "other"


def _lifetime(cache_control: str) -> float:
    """Return the seconds that the file may be kept: its own max-age, within a minute and a day.

    >>> _lifetime("public, max-age=3600"), _lifetime("no-store"), _lifetime("")
    (3600.0, 60.0, 86400.0)
    """
    if "no-store" in cache_control.lower() or "no-cache" in cache_control.lower():
        return _MINUTE
    found = _MAX_AGE.search(cache_control)
    return min(max(float(found[1]), _MINUTE), _DAY) if found else _DAY
