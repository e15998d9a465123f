"""The `Host` of a request in, a refusal out unless it is ours.

A page elsewhere whose name is suddenly answered with our address (DNS rebinding) has the browser ask us under that
name. It is never one of ours, and an address in figures can't be rebound.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOCAL = "localhost"


class KnownHost:
    """Lets a request through whose `Host` is localhost, an address in figures, or one of `names`."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower().rstrip(".") for name in (_LOCAL, *names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request to one of our names."""
        if scope["type"] != "http" or self._is_known(scope):
            await self._app(scope, receive, send)
            return
        told = "This server does not go by that name. Start it with --name NAME to let it.\n"
        await PlainTextResponse(told, 421)(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"host"]
        if len(given) != 1:
            return False
        host = given[0].decode("latin-1").lower()
        name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        return name.rstrip(".") in self._names or _is_figures(name)


def _is_figures(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
