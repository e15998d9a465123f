"""Which addresses may be connected to: nothing private, unless its host is allowed by name.

The guard is asked at the moment of connecting and hands out the very addresses to connect to, so a name that answers
differently the second time (rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import os
import queue
import re
import socket
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scraper.errors import BadURL, ForbiddenAddress, Unreachable
from scraper.fetch.connection.exchange import Exchange, Halt

VARIABLE = "SCRAPER_ALLOW_PRIVATE_HOSTS"

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

# Metadata and host services of clouds that stand on public addresses; the usual ones are link-local anyway.
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# https://url.spec.whatwg.org/#ends-in-a-number-checker: such a host is an IPv4 address, however it is written.
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$", re.ASCII)


class Place(NamedTuple):
    """One address to connect to, as `getaddrinfo` gives it."""

    family: int
    address: str
    sockaddr: Any


Resolver = Callable[[str, int], list[Place]]


class Guard:
    """Hands out the addresses of a host that may be connected to.

    `allowed` names hosts (or `host:port`) that may be private; link-local addresses, where the metadata services of
    clouds live, must be allowed by the address itself. `resolve` stands in for the system's name look-up.
    """

    def __init__(self, allowed: Iterable[str] = (), resolve: Resolver | None = None) -> None:
        self._allowed = frozenset(_folded(host) for host in allowed)
        self._resolve = resolve or look_up

    @classmethod
    def from_environment(cls, allowed: Iterable[str] = ()) -> Guard:
        """Return a guard that allows `allowed` and the hosts in `SCRAPER_ALLOW_PRIVATE_HOSTS` (commas between)."""
        listed = os.environ.get(VARIABLE, "").split(",")
        return cls([*allowed, *(host.strip() for host in listed if host.strip())])

    def check_url(self, url: str, asked: str) -> None:
        """Halt when `url` is no http or https address, or its host is an IPv4 address in an odd notation."""
        parts = urlsplit(url)
        if not parts.scheme:
            raise Halt(BadURL(asked, "an address begins with http:// or https://"))
        if parts.scheme not in ("http", "https"):
            raise Halt(ForbiddenAddress(asked, f"only http and https are fetched, not {parts.scheme}"))
        host = parts.hostname or ""
        if is_odd_notation(host) and not self._allows(host, parts.port):
            raise Halt(ForbiddenAddress(asked, f"{host} is an odd notation of an IP address"))

    def places(self, host: str, port: int, exchange: Exchange) -> list[Place]:
        """Return the addresses of `host` that may be connected to; halts when there is none."""
        with exchange.timed("resolve"):
            found = self._look_up(host, port, exchange)
        reasons = [self._refusal(host, port, place.address) for place in found]
        permitted = [place for place, reason in zip(found, reasons, strict=True) if reason is None]
        if not permitted:
            reason = next(filter(None, reasons))
            shown = host if host == found[0].address else f"{host} ({found[0].address})"
            raise Halt(ForbiddenAddress(exchange.url, f"{shown} is {reason}; --allow-private-host {host} allows it"))
        return permitted

    def check_behind_proxy(self, url: str, exchange: Exchange) -> None:
        """Halt when the host that a proxy is to ask is private as far as this machine can tell."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            self.places(parts.hostname or "", port, exchange)
        except Halt as halt:
            # A name that only the proxy knows is the proxy's to judge.
            if not isinstance(halt.error, Unreachable):
                raise

    def _look_up(self, host: str, port: int, exchange: Exchange) -> list[Place]:
        literal = _literal(host)
        if literal is not None and literal.version == 4:
            return [Place(socket.AF_INET, str(literal), (str(literal), port))]
        return _within_patience(self._resolve, host, port, exchange)

    def _refusal(self, host: str, port: int, address: str) -> str | None:
        reason = why_forbidden(address)
        if reason is None or (self._allows(host, port) and (_folded(host) == address or not _is_metadata(address))):
            return None
        return reason

    def _allows(self, host: str, port: int | None) -> bool:
        name = _folded(host)
        return name in self._allowed or f"{name}:{port}" in self._allowed


def why_forbidden(address: str) -> str | None:
    """Return what `address` is when it must not be connected to unasked, `None` when it is public.

    Addresses that carry an IPv4 address (mapped, 6to4, Teredo, NAT64) are judged by it too.

    >>> why_forbidden("10.1.2.3"), why_forbidden("::ffff:127.0.0.1"), why_forbidden("8.8.8.8")
    ('a private address', 'a loopback address', None)
    """
    for ip in _carried(ipaddress.ip_address(address.partition("%")[0])):
        kind = _kind(ip)
        if kind is not None:
            return kind
    return None


@lru_cache(maxsize=1024)
def is_odd_notation(host: str) -> bool:
    """Tell whether `host` is an IPv4 address written as no one writes it: decimal, octal, hexadecimal, shortened.

    >>> [is_odd_notation(host) for host in ("2130706433", "0x7f.1", "127.1", "127.0.0.1", "news.example")]
    [True, True, True, False, False]
    """
    name = host.lower().rstrip(".")
    return bool(_ENDS_IN_NUMBER.search(name)) and _literal(name) is None


def look_up(host: str, port: int) -> list[Place]:
    """Return what the system's name look-up says, in its order."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [Place(family, str(sockaddr[0]), sockaddr) for family, _, _, _, sockaddr in answers]


def _within_patience(resolve: Resolver, host: str, port: int, exchange: Exchange) -> list[Place]:
    """Run `resolve` in a thread of its own: the system's look-up knows no deadline."""
    outcome: queue.SimpleQueue[list[Place] | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            outcome.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            outcome.put(error)

    threading.Thread(target=work, name=f"look-up {host}", daemon=True).start()
    try:
        found = outcome.get(timeout=exchange.patience(exchange.limits.connect))
    except queue.Empty:
        raise exchange.timed_out(f"the name {host} was not found within {exchange.limits.connect:g} s") from None
    if isinstance(found, UnicodeError):
        raise Halt(BadURL(exchange.url, f"{host} is no host name")) from found
    if isinstance(found, Exception):
        reason = found.strerror if isinstance(found, OSError) else str(found)
        raise Halt(Unreachable(exchange.url, f"the name {host} was not found ({reason})")) from found
    if not found:
        raise Halt(Unreachable(exchange.url, f"the name {host} has no address"))
    return found


def _folded(host: str) -> str:
    return host.strip().lower().rstrip(".").replace("[", "").replace("]", "")


def _literal(host: str) -> IP | None:
    try:
        return ipaddress.ip_address(_folded(host).partition("%")[0])
    except ValueError:
        return None


def _carried(ip: IP) -> list[IP]:
    """Return `ip` and the IPv4 addresses inside it, the most telling first."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped or ip in _NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return [*(inner for inner in (ip.sixtofour, *(ip.teredo or ())) if inner), ip]


def _kind(ip: IP) -> str | None:
    if ip.is_unspecified:
        return "the unspecified address"
    if ip.is_loopback:
        return "a loopback address"
    if ip.is_link_local or ip in _METADATA:
        return "a link-local or metadata address"
    if ip.is_multicast:
        return "a multicast address"
    return None if ip.is_global and not ip.is_reserved else "a private address"


def _is_metadata(address: str) -> bool:
    carried = _carried(ipaddress.ip_address(address.partition("%")[0]))
    return any(ip.is_link_local or ip in _METADATA for ip in carried)
