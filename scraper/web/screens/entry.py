"""The log-in, where the server asks for a token."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from scraper.web.guard import SESSION, is_own_form
from scraper.web.served import served


def ask(request: Request) -> Response:
    """Return the form for the token."""
    return served(request).page(request, "login.html", is_wrong=False)


async def enter(request: Request) -> Response:
    """Open a session for the right token."""
    state = served(request)
    form = await request.form(max_files=0, max_fields=5)
    client = request.client.host if request.client else ""
    session = None
    if is_own_form(request, form.get("csrf")):
        session = state.doors.open_with(str(form.get("token", "")), client)
    if session is None:
        return state.page(request, "login.html", status=403, is_wrong=True)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer


async def leave(request: Request) -> Response:
    """End the session."""
    form = await request.form(max_files=0, max_fields=5)
    if is_own_form(request, form.get("csrf")):
        served(request).doors.close(request.cookies.get(SESSION, ""))
    return RedirectResponse("/login", 303)


ROUTES = (
    Route("/login", ask, methods=["GET"]),
    Route("/login", enter, methods=["POST"]),
    Route("/logout", leave, methods=["POST"]),
)
