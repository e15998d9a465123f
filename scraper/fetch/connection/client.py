"""One request and its answer: the address is checked, the answer read to a cap, redirects told and not followed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from http.cookiejar import Cookie, DefaultCookiePolicy
from io import BytesIO
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import quote, urlsplit
from urllib.request import getproxies

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from requests.utils import default_headers, get_environ_proxies, get_netrc_auth, select_proxy
from urllib3.exceptions import HTTPError, IncompleteRead, ProtocolError

from scraper.errors import BadURL, BrokenAnswer, NotAPage
from scraper.fetch.connection.exchange import Exchange, Halt
from scraper.fetch.connection.failure import BREAKS_OFF, translate
from scraper.fetch.connection.guard import Guard
from scraper.fetch.connection.kind import other_kind, other_kind_by_bytes
from scraper.fetch.connection.wire import GuardedAdapter
from scraper.fetch.identity import Identity
from scraper.model import Response, Validators
from scraper.page.charset import decode
from scraper.unpack import ERRORS as UNPACK_ERRORS
from scraper.unpack import STEP, BreaksOff, TooManyLayers, layers_of, unpacked
from scraper.urls import join, split_login, without_login

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 2**16
_MOST_COOKIES = 180
_LARGEST_COOKIE = 4096
# What a response shows in place of what the user set for a host: it is stored, and may be a secret.
WITHHELD = "(withheld)"
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_ASCII = "".join(map(chr, range(0x80)))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)


class Reading(NamedTuple):
    """How an answer is read: other kinds than pages refused or not; `cut` ends it quietly after that many bytes.

    `into` takes the body in place of the response, which then has none.
    """

    is_for_pages: bool = True
    cut: int | None = None
    into: BinaryIO | None = None


PAGES = Reading()
FILES = Reading(is_for_pages=False)


class Answer(NamedTuple):
    """What one request brought, and the address it redirects to."""

    response: Response
    onward: str | None


class _FewCookies(DefaultCookiePolicy):
    """Takes no more from a site than browsers do (RFC 6265, 6.1 asks for 50 of 4 KiB): they are kept for the run."""

    def __init__(self) -> None:
        super().__init__()
        self._names: defaultdict[str, set[str]] = defaultdict(set)

    def set_ok(self, cookie: Cookie, request: Any) -> bool:
        names = self._names[cookie.domain]
        is_one_too_many = cookie.name not in names and len(names) >= _MOST_COOKIES
        is_large = len(cookie.name) + len(cookie.value or "") > _LARGEST_COOKIE
        if is_one_too_many or is_large or not super().set_ok(cookie, request):
            return False
        names.add(cookie.name)
        return True


class Client:
    """Sends requests over guarded connections; keeps cookies and open connections for its life.

    requests' own session follows redirects by itself and reads their bodies without a cap, and for each request it
    copies all cookies and looks through the environment: so its prepared requests and its transport are used directly.
    """

    def __init__(self, identity: Identity, guard: Guard) -> None:
        self._identity = identity
        self._guard = guard
        self._cookies = RequestsCookieJar(policy=_FewCookies())
        self._headers = {**default_headers(), **identity.headers}
        self._transport = GuardedAdapter(guard)
        # Looked up once, as are the log-ins of ~/.netrc by host.
        self._has_proxies = bool(getproxies())
        self._log_ins: dict[str, tuple[str, str] | None] = {}

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._transport.close()

    def check(self, url: str, exchange: Exchange) -> None:
        """Halt when `url` can be told to be none that may be asked, before its robots.txt is."""
        try:
            self._guard.check_url(url, exchange.url)
        except ValueError as error:
            raise Halt(BadURL(exchange.url, f"not an address that can be asked ({error})")) from error

    def ask(
        self, url: str, exchange: Exchange, *, reading: Reading = PAGES, validators: Validators | None = None
    ) -> Answer:
        """Return the answer of `url`, whatever its status; halts when there is none."""
        request = self._prepare(url, validators, exchange)
        try:
            with exchange.head():
                answer = self._send(request, exchange)
            with closing(answer):
                onward = _redirect_target(answer, url, exchange)
                content = b"" if onward else _read(answer, exchange, reading)
                return Answer(_response(answer, content, exchange, self._shown(request, exchange)), onward)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise translate(error, exchange) from error

    def _prepare(self, url: str, validators: Validators | None, exchange: Exchange) -> requests.PreparedRequest:
        request = requests.PreparedRequest()
        try:
            own = self._own(url, exchange)
            headers = {**self._headers, **own, **_conditions(validators)}
            is_logged_in = any(name.lower() == "authorization" for name in own)
            auth = _as_it_is if is_logged_in else self._log_in(url)
            request.prepare("GET", url, headers=headers, cookies=self._cookies, auth=auth)
        except (requests.RequestException, ValueError) as error:
            raise Halt(BadURL(exchange.url, f"not an address that can be asked ({error})")) from error
        # The host as it will be asked: after IDNA, which folds exotic digits and dots.
        self._guard.check_url(request.url or "", exchange.url)
        return request

    def _own(self, url: str, exchange: Exchange) -> Mapping[str, str]:
        """Return the headers that only the host of `url` gets; none in the clear when the page was asked for by TLS."""
        if not self._identity.hosts:
            return _NO_HEADERS
        parts = urlsplit(url)
        is_downgrade = parts.scheme == "http" and exchange.url.lower().startswith("https:")
        return _NO_HEADERS if is_downgrade else self._identity.own(parts.hostname or "", parts.port)

    def without_login(self, url: str) -> str:
        """Return the address without the log-in in it, which its host gets from now on."""
        bare, log_in = split_login(url.strip())
        if log_in is not None:
            self._log_ins[urlsplit(bare).netloc] = log_in
        return bare

    def _log_in(self, url: str) -> tuple[str, str] | None:
        """Return the user and password that an address or ~/.netrc has for the host of `url`."""
        host = urlsplit(url).netloc
        if host not in self._log_ins:
            self._log_ins[host] = get_netrc_auth(url)
        return self._log_ins[host]

    def _shown(self, request: requests.PreparedRequest, exchange: Exchange) -> tuple[tuple[str, str], ...]:
        """Return the headers that were sent, without what the user set for the host or said in the address."""
        secret = {"authorization", *(name.lower() for name in self._own(request.url or "", exchange))}
        return tuple((name, WITHHELD if name.lower() in secret else value) for name, value in request.headers.items())

    def _send(self, request: requests.PreparedRequest, exchange: Exchange) -> requests.Response:
        url = request.url or ""
        proxies = get_environ_proxies(url) if self._has_proxies else {}
        if proxies and select_proxy(url, proxies):
            self._guard.check_behind_proxy(url, exchange)
        limits = exchange.limits
        timeout = (exchange.patience(limits.connect), exchange.patience(limits.read))
        answer = self._transport.send(request, stream=True, timeout=timeout, proxies=proxies)
        if "set-cookie" in answer.headers:
            extract_cookies_to_jar(self._cookies, request, answer.raw)  # type: ignore[no-untyped-call]
        return answer


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _conditions(validators: Validators | None) -> dict[str, str]:
    """Return the headers that ask for the page only if it changed."""
    if validators is None:
        return {}
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if value}


def _redirect_target(answer: requests.Response, url: str, exchange: Exchange) -> str | None:
    # Told twice, the first one holds.
    location = next(iter(answer.raw.headers.getlist("location")), "")
    if answer.status_code not in _REDIRECTS or not location:
        return None
    # Header bytes arrive as Latin-1; in whatever charset they are, they are sent back as they came.
    named = quote(location.encode("latin-1", "replace"), safe=_ASCII).strip()
    target = join(url, named)
    if target is None:
        raise Halt(BadURL(exchange.url, f"it redirects to what is no address: {without_login(named)[:80]!r}"))
    return without_login(target.partition("#")[0])


def _read(answer: requests.Response, exchange: Exchange, reading: Reading) -> bytes:
    """Return the decoded body; halts at the first byte over the cap, or when it is no page and should be one."""
    is_picky = reading.is_for_pages and answer.ok
    if is_picky:
        _refuse(other_kind(answer.headers.get("content-type", "")), exchange)
    cap = max(exchange.limits.max_bytes, reading.cut or 0)
    declared = answer.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > cap and not reading.cut:
        raise exchange.too_large()
    body = reading.into or BytesIO()
    body.seek(0)
    body.truncate()
    for piece in _plain(answer, exchange, cap):
        if is_picky and not body.tell():
            _refuse(other_kind_by_bytes(piece[:16]), exchange)
        body.write(piece)
        if reading.cut and body.tell() >= reading.cut:
            break
        if body.tell() > cap:
            raise exchange.too_large()
    content = body.getvalue()[: reading.cut] if isinstance(body, BytesIO) else b""
    if is_picky:
        # The first piece may have been too short to tell.
        _refuse(other_kind_by_bytes(content[:16]), exchange)
    return content


def _plain(answer: requests.Response, exchange: Exchange, cap: int) -> Iterator[bytes]:
    """Yield the body, unpacked; each step keeps to the deadline, and no layer of it may grow past the cap."""

    def watch(total: int) -> None:
        exchange.patience(0)
        if total > cap + STEP:
            raise exchange.too_large()

    layers = layers_of(answer.headers.get("content-encoding", ""))
    packed = answer.raw.stream(_CHUNK, decode_content=False)
    if layers:
        packed = _whatever_length(packed)
    declared = answer.headers.get("content-length", "") if layers else ""
    count = 0
    try:
        for piece in unpacked(packed, layers, watch):
            yield piece
            count += len(piece)
            if declared == str(count):
                # Some servers tell the length of the body before they pack it: no more will come.
                return
    except TooManyLayers as error:
        raise Halt(BrokenAnswer(exchange.url, str(error))) from error
    except BreaksOff as error:
        raise Halt(BrokenAnswer(exchange.url, BREAKS_OFF), is_passing=True) from error
    except UNPACK_ERRORS as error:
        raise Halt(BrokenAnswer(exchange.url, "the answer is not compressed as it says")) from error


def _whatever_length(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what comes, and end where the connection does: packed data say themselves whether they are whole."""
    try:
        yield from packed
    except ProtocolError as error:
        if not isinstance(error, IncompleteRead) and not any(isinstance(one, IncompleteRead) for one in error.args):
            raise


def _refuse(kind: str | None, exchange: Exchange) -> None:
    if kind:
        raise Halt(NotAPage(exchange.url, f"the answer is {kind}, not a page"))


def _response(
    answer: requests.Response, content: bytes, exchange: Exchange, request_headers: tuple[tuple[str, str], ...]
) -> Response:
    named = _CHARSET.search(answer.headers.get("content-type", ""))
    decoded = decode(content, charset=named[1] if named else None)
    return Response(
        url=exchange.url,
        content=content,
        status=answer.status_code,
        final_url=answer.url,
        headers=tuple(answer.raw.headers.iteritems()),
        fetched_at=datetime.now(UTC),
        reason=answer.reason or "",
        request_headers=request_headers,
        address=exchange.address,
        received=exchange.received,
        timings=exchange.timings(),
        charset=decoded.charset,
        charset_source=decoded.source,
    )
