"""Who may come in: without a token everybody; else it opens a session, or goes with each request of a program."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections import OrderedDict

from starlette.datastructures import Headers as Given
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from scraper.web.guard.rates import Bucket

SESSION = "scraper_session"
_MOST_SESSIONS = 1000
# Wrong tokens of one client: some at once, then one in ten seconds.
_TRIES, _TRIES_A_SECOND = 10, 0.1
_OPEN = ("/static/", "/health", "/login")


class Doors:
    """The token, and the sessions that it has opened; they end with the server."""

    def __init__(self, token: str | None) -> None:
        self._token = token
        self._sessions: OrderedDict[str, None] = OrderedDict()
        self._tries = Bucket(_TRIES_A_SECOND, _TRIES)

    def open_with(self, given: str, client: str) -> str | None:
        """Return a new session for the right token, `None` for a wrong one or for one try too many."""
        if self._tries.take(client) or not self.is_token(given):
            return None
        session = secrets.token_urlsafe(32)
        self._sessions[session] = None
        if len(self._sessions) > _MOST_SESSIONS:
            self._sessions.popitem(last=False)
        return session

    def close(self, session: str) -> None:
        """End a session."""
        self._sessions.pop(session, None)

    def is_token(self, given: str) -> bool:
        """Whether it is the token; the time it takes does not tell how much of it is right."""
        return self._token is not None and hmac.compare_digest(given.encode(), self._token.encode())

    def lets_in(self, request: Request) -> bool:
        """Whether the request may come in."""
        if self._token is None or request.cookies.get(SESSION, "") in self._sessions:
            return True
        return self.is_token(_credential(Given(scope=request.scope).get("authorization", "")))


def _credential(header: str) -> str:
    """Return the token of a `Bearer`, or the password of a `Basic`, as readers of feeds send it.

    >>> _credential("Bearer abc"), _credential("Basic bWU6YWJj"), _credential("Basic ?"), _credential("")
    ('abc', 'abc', '', '')
    """
    scheme, _, given = header.partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(given, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


class LoggedIn:
    """Sends a browser that nobody knows to the log-in, and refuses a program."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on who may come in."""
        if scope["type"] != "http" or scope["path"].startswith(_OPEN) or self._doors.lets_in(Request(scope)):
            await self._app(scope, receive, send)
            return
        answer: Response = RedirectResponse("/login", 303)
        if scope["path"].startswith(("/api/", "/metrics")) or scope["method"] not in {"GET", "HEAD"}:
            headers = {"WWW-Authenticate": "Bearer"}
            answer = JSONResponse({"error": "unauthorized", "message": "give the token"}, 401, headers)
        await answer(scope, receive, send)
