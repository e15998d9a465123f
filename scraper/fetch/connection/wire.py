"""The connections under requests: guarded when they open, watched while they read.

Every socket connects to an address that the guard handed out and asks the running `Exchange` before each read.
"""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

from scraper.errors import TLSFailure, Unreachable
from scraper.fetch.connection.exchange import Exchange, Halt, running
from scraper.fetch.connection.guard import Guard, Place
from scraper.fetch.connection.head import PatientResponse

# Connections kept open: to how many hosts, and how many to each.
_HOSTS = 256
_PER_HOST = 4

# Where certificate authorities are looked for, the first that is set: the names that requests, curl and OpenSSL use.
_BUNDLE_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


class _Watched:
    """Reads that keep to the running exchange's patience and book what they read."""

    def recv(self, *args: Any) -> bytes:
        data: bytes = _watch(self, super().recv, args, len)  # type: ignore[misc]
        return data

    def recv_into(self, *args: Any) -> int:
        count: int = _watch(self, super().recv_into, args, int)  # type: ignore[misc]
        return count


def _watch(sock: Any, read: Callable[..., Any], args: tuple[Any, ...], size: Callable[[Any], int]) -> Any:
    exchange = running()
    if exchange is None:
        return read(*args)
    sock.settimeout(exchange.patience(exchange.limits.read))
    try:
        got = read(*args)
    except TimeoutError:
        raise exchange.timed_out(f"the server sent nothing for {exchange.limits.read:g} s") from None
    exchange.count(size(got))
    return got


class _WatchedSocket(_Watched, socket.socket):
    pass


class _WatchedTLSSocket(_Watched, ssl.SSLSocket):
    pass


class _GuardedConnection(HTTPConnection):
    """A connection that opens to a checked address; the pool's class gives it its guard."""

    guard: Guard
    response_class = PatientResponse

    def _new_conn(self) -> socket.socket:
        exchange = _expect_exchange()
        # The proxy is the user's own choice; what it is to ask was checked before.
        guard = Guard([self.host]) if self.proxy else self.guard
        places = guard.places(self._dns_host, self.port, exchange)
        with exchange.timed("connect"):
            return _connect_to_any(places, f"{self.host}:{self.port}", exchange)

    def request(self, *args: Any, **kwargs: Any) -> None:
        super().request(*args, **kwargs)
        exchange = running()
        if exchange is not None and self.sock is not None:
            exchange.sent(str(self.sock.getpeername()[0]))


class _GuardedTLSConnection(_GuardedConnection, HTTPSConnection):
    def connect(self) -> None:
        exchange = _expect_exchange()
        try:
            with exchange.timed("tls"):
                super().connect()
        except ssl.SSLCertVerificationError as error:
            why = error.verify_message or error.reason
            raise Halt(TLSFailure(exchange.url, f"the certificate of {self.host} does not verify: {why}")) from error
        except ssl.SSLError as error:
            raise Halt(TLSFailure(exchange.url, f"no TLS with {self.host}: {error.reason or error}")) from error
        except TimeoutError as error:
            raise exchange.timed_out(f"no TLS handshake within {exchange.limits.connect:g} s") from error
        except OSError as error:
            raise Halt(Unreachable(exchange.url, f"no connection to {self.host}: {error}")) from error


def _expect_exchange() -> Exchange:
    exchange = running()
    if exchange is None:
        raise RuntimeError("a guarded connection opens only inside a fetch")
    return exchange


def _connect_to_any(places: list[Place], name: str, exchange: Exchange) -> socket.socket:
    """Return a socket connected to the first of `places` that answers."""
    refusal: Halt | None = None
    for place in places:
        try:
            return _connect(place, exchange)
        except TimeoutError:
            refusal = exchange.timed_out(f"no connection to {name} within {exchange.limits.connect:g} s")
        except OSError as error:
            why = os.strerror(error.errno).lower() if error.errno else str(error)
            refusal = Halt(Unreachable(exchange.url, f"no connection to {name}: {why}"))
    raise refusal or RuntimeError("the guard handed out no address")


def _connect(place: Place, exchange: Exchange) -> socket.socket:
    sock = _WatchedSocket(place.family, socket.SOCK_STREAM)
    try:
        sock.settimeout(exchange.patience(exchange.limits.connect))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.connect(place.sockaddr)
    except BaseException:
        sock.close()
        raise
    # A TLS handshake that follows takes its deadline from here.
    sock.settimeout(exchange.patience(exchange.limits.connect))
    return sock


class GuardedAdapter(HTTPAdapter):
    """requests' transport over guarded connections; never repeats by itself, never skips a certificate."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        super().__init__(pool_connections=_HOSTS, pool_maxsize=_PER_HOST, max_retries=0)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = create_urllib3_context()
        context.sslsocket_class = _WatchedTLSSocket
        bundle = next(filter(None, map(os.environ.get, _BUNDLE_VARIABLES)), DEFAULT_CA_BUNDLE_PATH)
        is_folder = Path(bundle).is_dir()
        context.load_verify_locations(cafile=None if is_folder else bundle, capath=bundle if is_folder else None)
        return context

    @cached_property
    def _pools(self) -> Mapping[str, type[HTTPConnectionPool]]:
        plain = type("Connection", (_GuardedConnection,), {"guard": self._guard})
        secure = type("TLSConnection", (_GuardedTLSConnection,), {"guard": self._guard})
        return MappingProxyType(
            {
                "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
                "https": type("TLSPool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
            }
        )

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of direct connections."""
        super().init_poolmanager(*args, **kwargs)
        self._dress(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> ProxyManager:
        """Return the pools of connections through `proxy`."""
        manager: ProxyManager = super().proxy_manager_for(proxy, proxy_ssl_context=self._tls, **kwargs)
        self._dress(manager)
        return manager

    def _dress(self, manager: PoolManager) -> None:
        # urllib3 documents this attribute as the way to other connection classes.
        manager.pool_classes_by_scheme = dict(self._pools)

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Leave the connection as it is: the context of `build_connection_pool_key_attributes` verifies."""

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        """Return requests' pool key with our TLS context, which loads its authorities once, not per connection."""
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {"ssl_context": self._tls} if host["scheme"] == "https" else {}
