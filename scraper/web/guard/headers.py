"""The headers that bind the browser: what a page of ours may load, and that an archived page may do nothing at all."""

from __future__ import annotations

from collections import Counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_METHODS = frozenset({"GET", "HEAD", "POST"})
# An answer with this key of its scope has a policy of its own.
SEALED = "sealed"


class Headers:
    """Puts the policy on every answer, refusals too, and counts them in `seen` by method and status."""

    def __init__(self, app: ASGIApp, seen: Counter[tuple[str, int]]) -> None:
        self._app = app
        self._seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def bound(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                if SEALED not in scope:
                    headers["Content-Security-Policy"] = _POLICY
                    headers["X-Frame-Options"] = "DENY"
                headers.setdefault("Cache-Control", "no-store")
                method = scope["method"] if scope["method"] in _METHODS else "other"
                self._seen[method, message["status"]] += 1
            await send(message)

        await self._app(scope, receive, bound)
