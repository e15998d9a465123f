"""A page over HTTP: address in, `Response` out, or one error of the `FetchError` tree.

Redirects are followed by hand, so that every hop passes the guard; the body is read to a cap and a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Self
from urllib.parse import urldefrag, urljoin, urlsplit

import requests

from scraper.errors import BadStatus, BadURL, NotAPage, TooManyRedirects
from scraper.fetch.exchange import Exchange, Halt, run
from scraper.fetch.failure import translate
from scraper.fetch.guard import Guard
from scraper.fetch.identity import Identity
from scraper.fetch.kind import other_kind, other_kind_by_bytes
from scraper.fetch.limits import MEBIBYTE, Limits
from scraper.fetch.wire import GuardedAdapter
from scraper.model import Response

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_CHUNK = 2**16

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]+)", re.ASCII | re.IGNORECASE)


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


class _Session(requests.Session):
    """requests' session without its own way with redirects, which reads their bodies without a cap."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002  # requests' signature
        return None


class HttpFetcher:
    """Fetches pages over HTTP(S); keeps cookies and open connections for its life, and may be used by many threads."""

    def __init__(
        self, limits: Limits | None = None, identity: Identity | None = None, guard: Guard | None = None
    ) -> None:
        self._limits = limits or Limits()
        self._identity = identity or Identity()
        self._guard = guard or Guard.from_environment()
        self._session = _Session()
        adapter = GuardedAdapter(self._guard)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._session.close()

    def fetch(self, url: str) -> Response:
        """Return the page at `url`, also when it is not modified (304); raises a `FetchError` for all else."""
        with run(Exchange(url, self._limits)) as exchange:
            try:
                return self._follow(url.strip(), exchange)
            except Halt as halt:
                halt.error.received = exchange.received
                raise halt.error from halt.__cause__

    def _follow(self, url: str, exchange: Exchange) -> Response:
        """Ask `url` and wherever it redirects to."""
        passed: list[str] = []
        at = url
        while True:
            response, onward = self._ask(at, tuple(passed), exchange)
            if onward is None:
                return _accepted(response, exchange)
            passed.append(at)
            if len(passed) > self._limits.redirects:
                raise Halt(TooManyRedirects(url, f"more than {self._limits.redirects} redirects, the last to {onward}"))
            at = onward

    def _ask(self, url: str, passed: tuple[str, ...], exchange: Exchange) -> tuple[Response, str | None]:
        """Return the answer of one hop, and where it redirects to."""
        request = self._prepare(url, exchange)
        try:
            with exchange.head():
                answer = self._send(request, exchange)
            with closing(answer):
                onward = _redirect_target(answer, url, exchange)
                content = b"" if onward else _read(answer, exchange)
                return _response(answer, content, passed, exchange), onward
        except (requests.RequestException, OSError, ValueError) as error:
            raise translate(error, exchange) from error

    def _prepare(self, url: str, exchange: Exchange) -> requests.PreparedRequest:
        try:
            self._guard.check_url(url, exchange.url)
            parts = urlsplit(url)
            headers = self._identity.headers(parts.hostname or "", parts.port)
            request = self._session.prepare_request(requests.Request("GET", url, headers=headers))
        except (requests.RequestException, ValueError) as error:
            raise Halt(BadURL(exchange.url, f"not an address that can be asked ({error})")) from error
        # The host as it will be asked: after IDNA, which folds exotic digits and dots.
        self._guard.check_url(request.url or "", exchange.url)
        return request

    def _send(self, request: requests.PreparedRequest, exchange: Exchange) -> requests.Response:
        settings: Any = self._session.merge_environment_settings(request.url, {}, True, None, None)  # noqa: FBT003
        if requests.utils.select_proxy(request.url or "", settings["proxies"]):
            self._guard.check_behind_proxy(request.url or "", exchange)
        timeout = (exchange.patience(self._limits.connect), exchange.patience(self._limits.read))
        return self._session.send(request, timeout=timeout, allow_redirects=False, **settings)


def _redirect_target(answer: requests.Response, url: str, exchange: Exchange) -> str | None:
    location = answer.headers.get("location")
    if answer.status_code not in _REDIRECTS or not location:
        return None
    # Header bytes arrive as Latin-1; servers mean UTF-8.
    named = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        return urldefrag(urljoin(url, named)).url
    except ValueError as error:
        raise Halt(BadURL(exchange.url, f"it redirects to what is no address: {named[:80]!r}")) from error


def _read(answer: requests.Response, exchange: Exchange) -> bytes:
    """Return the decoded body; halts at the first byte over the cap."""
    cap = exchange.limits.max_bytes
    declared = answer.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > cap:
        raise exchange.too_large()
    _check_kind(other_kind(answer.headers.get("content-type", "")), answer, exchange)
    body = BytesIO()
    for chunk in answer.iter_content(_CHUNK):
        exchange.patience(0)
        if not body.tell():
            _check_kind(other_kind_by_bytes(chunk[:16]), answer, exchange)
        body.write(chunk)
        if body.tell() > cap:
            raise exchange.too_large()
    return body.getvalue()


def _check_kind(kind: str | None, answer: requests.Response, exchange: Exchange) -> None:
    if kind and answer.ok:
        raise Halt(NotAPage(exchange.url, f"the answer is {kind}, not a page"))


def _response(answer: requests.Response, content: bytes, passed: tuple[str, ...], exchange: Exchange) -> Response:
    at = answer.url
    named = _CHARSET.search(answer.headers.get("content-type", ""))
    return Response(
        url=exchange.url,
        content=content,
        status=answer.status_code,
        final_url=at,
        headers=tuple(answer.raw.headers.iteritems()),
        fetched_at=datetime.now(UTC),
        redirects=passed,
        reason=answer.reason or "",
        request_headers=tuple(answer.request.headers.items()),
        address=exchange.address,
        received=exchange.received,
        timings=exchange.timings(),
        **({"charset": named[1], "charset_source": "header"} if named else {}),
    )


def _accepted(response: Response, exchange: Exchange) -> Response:
    """Return `response` when its status says that it is what was asked for."""
    if 200 <= response.status < 300 or response.status == _NOT_MODIFIED:
        return response
    told = f"the server answered {response.status} {response.reason}".rstrip()
    raise Halt(BadStatus(exchange.url, told, response))
