"""The routes of the server, and what stands around them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from scraper.errors import FetchError, NothingFound, ScraperError, StorageError, UsageError
from scraper.web.api import ROUTES as API
from scraper.web.guard import BodySize, Headers, KnownHost, LoggedIn, Rates, SameSite, Turns
from scraper.web.screens import ROUTES as SCREENS
from scraper.web.served import Served, served
from scraper.web.settings import Settings


def application(settings: Settings) -> Starlette:
    """Return the server of an archive as an ASGI application."""
    state = Served(settings)
    bounds = settings.bounds
    guards = [
        Middleware(Headers, seen=state.requests),
        Middleware(KnownHost, names=settings.names),
        Middleware(Rates, bounds=bounds),
        Middleware(BodySize, bounds=bounds),
        Middleware(SameSite),
        Middleware(LoggedIn, doors=state.doors),
        Middleware(Turns, bounds=bounds),
    ]
    handlers = {HTTPException: _refused, ScraperError: _failed}
    app = Starlette(routes=[*API, *SCREENS], middleware=guards, exception_handlers=handlers)  # type: ignore[arg-type]
    app.state.served = state
    return app


def _refused(request: Request, error: HTTPException) -> Response:
    told = error.detail if error.status_code != 404 or error.detail != "Not Found" else "There is nothing here."
    return _told(request, error.status_code, told)


def _failed(request: Request, error: ScraperError) -> Response:
    """Return what one of our own errors says; the place of a database is nobody's business."""
    if isinstance(error, StorageError):
        return _told(request, 503, "The archive could not be read, or took too long; ask for less, or later.")
    kinds = ((NothingFound, 404), (UsageError, 400), (FetchError, 502))
    status = next((status for kind, status in kinds if isinstance(error, kind)), 422)
    return _told(request, status, str(error))


def _told(request: Request, status: int, told: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": status, "message": told}, status)
    return served(request).page(request, "message.html", status=status, told=told)
