"""Forms that another site sends in the reader's name: told by where the browser says they come from, and by a token."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers as Given
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "scraper_visit"
FIELD = "csrf"


class SameSite:
    """Refuses what changes something and comes from another origin, and gives each browser a visit's secret."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from here, with the secret of its visit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Given(scope=scope)
        if scope["method"] not in _SAFE and not _is_from_here(headers):
            await PlainTextResponse("This was sent by another site.\n", 403)(scope, receive, send)
            return
        visit = Request(scope).cookies.get(COOKIE, "")
        is_new = len(visit) != 43
        scope["visit"] = secrets.token_urlsafe(32) if is_new else visit

        async def with_cookie(message: Message) -> None:
            if is_new and message["type"] == "http.response.start" and not scope["path"].startswith("/static/"):
                cookie = f"{COOKIE}={scope['visit']}; Path=/; HttpOnly; SameSite=Strict"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, with_cookie)


def _is_from_here(headers: Given) -> bool:
    """Whether the browser says that our own page has sent it; a program that is no browser says nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False


def csrf_of(request: Request) -> str:
    """Return the token that a form of this visit brings back."""
    secret: bytes = request.app.state.served.secret
    return hmac.new(secret, request.scope["visit"].encode(), "sha256").hexdigest()


def is_own_form(request: Request, given: object) -> bool:
    """Whether `given` is the token of this visit."""
    return isinstance(given, str) and given.isascii() and hmac.compare_digest(given, csrf_of(request))
