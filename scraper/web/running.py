"""The server itself: uvicorn, bound to this machine unless a token is given."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from scraper.errors import UsageError
from scraper.web.app import application
from scraper.web.settings import Settings

# A guess at a token of this length takes longer than anybody has.
_SHORTEST_TOKEN = 16


def serve(settings: Settings, *, host: str, port: int, announce: Callable[[str], None] = print) -> None:
    """Answer requests until interrupted; `announce` is told the address when it is bound, with the port for a 0.

    Raises `UsageError` when others could come in without a token, and where the address is not to be had.
    """
    import uvicorn

    if settings.token is not None and len(settings.token) < _SHORTEST_TOKEN:
        raise UsageError(f"the token has {len(settings.token)} characters; give {_SHORTEST_TOKEN} or more")
    if settings.token is None and not is_loopback(host):
        raise UsageError(f"{host}: others could read the archive there; give --token-file FILE")
    is_sixth = ":" in host
    try:
        bound = socket.create_server((host, port), family=socket.AF_INET6 if is_sixth else socket.AF_INET)
    except OSError as error:
        raise UsageError(f"{host}:{port} cannot be bound ({error.strerror}); give another --port or --host") from error
    with bound:
        announce(f"http://{f'[{host}]' if is_sixth else host}:{bound.getsockname()[1]}/")
        config = uvicorn.Config(
            application(settings),
            log_level="warning",
            server_header=False,
            timeout_keep_alive=5,
            limit_concurrency=200,
            h11_max_incomplete_event_size=16 * 1024,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run([bound])


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what is bound there.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("paper.example")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
