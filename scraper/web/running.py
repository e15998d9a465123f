"""The server itself: uvicorn, bound to this machine unless a token is given."""

from __future__ import annotations

from ipaddress import ip_address

from scraper.errors import UsageError
from scraper.web.app import application
from scraper.web.settings import Settings

# A guess at a token of this length takes longer than anybody has.
_SHORTEST_TOKEN = 16


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Answer requests until interrupted; raises `UsageError` when others could come in without a token."""
    import uvicorn

    if settings.token is not None and len(settings.token) < _SHORTEST_TOKEN:
        raise UsageError(f"the token has {len(settings.token)} characters; give {_SHORTEST_TOKEN} or more")
    if settings.token is None and not is_loopback(host):
        raise UsageError(f"{host}: others could read the archive there; give --token-file FILE")
    uvicorn.run(
        application(settings),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=5,
        limit_concurrency=200,
        h11_max_incomplete_event_size=16 * 1024,
    )


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
