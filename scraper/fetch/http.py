"""A page over HTTP: address in, `Response` out, or one error of the `FetchError` tree.

In this order: the address is checked, robots.txt asked, the host's turn waited for, the request sent, repeated when
that may help, redirects and one meta refresh followed by the same rules, the status and the page itself judged.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from typing import BinaryIO, Self

from scraper.errors import BadStatus, ChallengePage, FetchTimeout, TooManyRedirects, Unreachable
from scraper.fetch.connection import (
    FILES,
    PAGES,
    Answer,
    Client,
    Exchange,
    Guard,
    Halt,
    Reading,
    is_circle,
    refresh_target,
    run,
)
from scraper.fetch.identity import Identity
from scraper.fetch.limits import MEBIBYTE, Limits
from scraper.fetch.pace import Courtesy, backoff, host_of, retry_after, wait_before_repeat
from scraper.fetch.robots import Robots
from scraper.fetch.verdict import judge
from scraper.model import Response, Validators, Wall

_NOT_MODIFIED = 304
_TOO_MUCH = frozenset({429, 503})


def fetch(
    url: str,
    *,
    timeout: float = 60.0,
    max_bytes: int = 32 * MEBIBYTE,
    allow_private_hosts: Iterable[str] = (),
    contact: str | None = None,
) -> Response:
    """Return the page at `url`; `timeout` is the total in seconds, `max_bytes` bounds the body.

    Hosts in a private network are asked only when named in `allow_private_hosts` or `SCRAPER_ALLOW_PRIVATE_HOSTS`.

    Raises:
        FetchError: the page could not be had; each reason has its class, its `code` and its exit code.
    """
    limits = Limits(total=timeout, max_bytes=max_bytes)
    identity = Identity(contact) if contact else Identity()
    with HttpFetcher(limits, identity, Guard.from_environment(allow_private_hosts)) as fetcher:
        return fetcher.fetch(url)


class HttpFetcher:
    """Fetches pages over HTTP(S) for many threads; keeps cookies, robots rules and open connections for its life.

    `courtesy` paces the requests to each host (no delay unless given); `validators` looks up what a server said of the
    stored version of an address, so that it may answer 304.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        identity: Identity | None = None,
        guard: Guard | None = None,
        courtesy: Courtesy | None = None,
        validators: Callable[[str], Validators | None] | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._client = Client(identity or Identity(), guard or Guard.from_environment())
        self._courtesy = courtesy or Courtesy()
        self._validators = validators or (lambda _: None)
        self._robots = Robots(self._ask_in_turn)
        self._reading = PAGES

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._client.close()

    def for_files(self, max_bytes: int | None = None) -> HttpFetcher:
        """Return this fetcher (same cookies, pace and rules) for answers of any kind: feeds, sitemaps, pictures.

        With `max_bytes` none of them may be larger than that.
        """
        other = copy.copy(self)
        other._reading = FILES  # noqa: SLF001  # its own copy
        if max_bytes is not None:
            other._limits = replace(self._limits, max_bytes=min(max_bytes, self._limits.max_bytes))  # noqa: SLF001
        return other

    def download(self, url: str, into: BinaryIO, limits: Limits) -> Response:
        """Write the body at `url`, of any kind and within `limits`, to a file, and return the answer without it."""
        other = copy.copy(self)
        other._reading = FILES._replace(into=into)  # noqa: SLF001  # its own copy
        other._limits = limits  # noqa: SLF001  # its own copy
        return other.fetch(url)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that robots.txt of the host of `url` names; raises a `FetchError` when it forbids."""
        with run(Exchange(url, self._limits)) as exchange:
            try:
                self._client.check(url, exchange)
                return self._robots.rules(url, exchange).sitemaps()
            except Halt as halt:
                raise halt.error from halt.__cause__

    def fetch(self, url: str) -> Response:
        """Return the page at `url`, also when it is not modified (304); raises a `FetchError` for all else."""
        bare = self._client.without_login(url)
        with run(Exchange(bare, self._limits)) as exchange:
            try:
                response = self._follow(bare, exchange)
                return _accepted(response, exchange) if self._reading.is_for_pages else _well(response, exchange)
            except Halt as halt:
                halt.error.received = exchange.received
                raise halt.error from halt.__cause__

    def _follow(self, url: str, exchange: Exchange) -> Response:
        """Ask `url`, wherever it redirects to, and once where a page sends its reader."""
        passed: list[str] = []
        at = url
        may_refresh = self._reading.is_for_pages
        while True:
            answer = self._ask(at, exchange)
            response = replace(answer.response, redirects=tuple(passed)) if passed else answer.response
            onward = answer.onward
            if onward is None and self._reading.is_for_pages:
                onward = _sent_to(response, may_refresh=may_refresh, url=url)
                may_refresh = may_refresh and onward is None
            if onward is None:
                return response
            passed.append(at)
            if len(passed) > self._limits.redirects:
                raise Halt(
                    TooManyRedirects(url, f"more than {self._limits.redirects} redirects, the last to {onward[:200]}")
                )
            at = onward

    def _ask(self, url: str, exchange: Exchange) -> Answer:
        """Return the answer of one address, asked again when that may help."""
        self._client.check(url, exchange)
        delay = self._robots.check(url, exchange).delay
        if delay:
            self._courtesy.slow_to(host_of(url), delay)
        attempt = 1
        while True:
            try:
                answer = self._ask_in_turn(url, exchange, self._reading)
                wait = wait_before_repeat(answer.response, attempt, self._limits)
            except Halt as halt:
                if not halt.is_passing or attempt >= self._limits.attempts:
                    raise
                wait = backoff(attempt, self._limits)
            else:
                if wait is None or attempt >= self._limits.attempts or _is_challenge(answer.response):
                    self._rest(url, answer.response)
                    return answer
            self._courtesy.rest(host_of(url), wait)
            attempt += 1

    def _rest(self, url: str, response: Response) -> None:
        """Give the host the rest that it asks for, as far as we grant it, before its other pages are asked for."""
        if response.status in _TOO_MUCH:
            self._courtesy.rest(host_of(url), min(retry_after(response) or 0.0, self._limits.retry_after))

    def _ask_in_turn(self, url: str, exchange: Exchange, reading: Reading) -> Answer:
        with ExitStack() as stack:
            with exchange.waiting():
                turn = stack.enter_context(self._courtesy.turn(host_of(url)))
            exchange.turn = turn
            # A robots.txt that is cut short is never the stored one, and always read anew.
            validators = None if reading.cut else self._validators(url)
            try:
                answer = self._client.ask(url, exchange, reading=reading, validators=validators)
            except Halt as halt:
                turn.is_strained = isinstance(halt.error, FetchTimeout | Unreachable)
                raise
            turn.is_strained = answer.response.status in _TOO_MUCH
            return answer


def _sent_to(response: Response, *, may_refresh: bool, url: str) -> str | None:
    """Return where the page sends its reader at once; halts when it is a circle.

    A page that loads itself again, having left a cookie, is asked once more.
    """
    if may_refresh and (target := refresh_target(response)) and target not in response.redirects:
        return target
    if not is_circle(response):
        return None
    if may_refresh and response.header("set-cookie"):
        return response.final_url or response.url
    raise Halt(TooManyRedirects(url, "the page sends its reader in a circle"))


def _is_challenge(response: Response) -> bool:
    found = judge(response)
    return found is not None and found.wall is Wall.CHALLENGE


def _accepted(response: Response, exchange: Exchange) -> Response:
    """Return the page with what stands in front of it; halts when that is a challenge or an error status."""
    found = judge(response)
    if found is not None and found.wall is Wall.CHALLENGE:
        raise Halt(ChallengePage(exchange.url, f"the site answered with a challenge page ({found.reason})", response))
    response = _well(response, exchange)
    return response if found is None else replace(response, wall=found.wall, wall_reason=found.reason)


def _well(response: Response, exchange: Exchange) -> Response:
    """Return `response` when its status says that it is what was asked for."""
    asked = {name.lower() for name, _ in response.request_headers}
    is_same = response.status == _NOT_MODIFIED and not asked.isdisjoint({"if-none-match", "if-modified-since"})
    if 200 <= response.status < 300 or is_same:
        return response
    told = f"the server answered {response.status} {response.reason}".rstrip()
    raise Halt(BadStatus(exchange.url, told, response, retry_after(response)))
