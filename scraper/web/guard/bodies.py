"""A request's body in, the same body out up to its limit: 413 beyond it, also when it does not say how long it is."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scraper.web.settings import Bounds

# Where a whole page may be given.
PAGES = ("/xray", "/api/extract")


class TooLarge(Exception):
    """The body goes on beyond its limit."""


class BodySize:
    """Refuses what is larger than its place takes."""

    def __init__(self, app: ASGIApp, bounds: Bounds) -> None:
        self._app = app
        self._bounds = bounds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._bounds.most_page if scope["path"] in PAGES else self._bounds.most_form
        stated = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not stated.isdigit() or int(stated) > most:
            await _refuse(most, scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise TooLarge
            return message

        try:
            await self._app(scope, counted, send)
        except TooLarge:
            await _refuse(most, scope, receive, send)


async def _refuse(most: int, scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(f"The body is larger than {most:,} bytes.\n", 413)(scope, receive, send)
