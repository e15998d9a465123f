"""The first screen: what the archive holds, how the last runs went, what fell and what could not be had."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from scraper.report import numbers, parts
from scraper.web.language import chosen_language, sayings
from scraper.web.served import served


def overview(request: Request) -> Response:
    """Return the overview; without an archive the X-ray is all there is."""
    state = served(request)
    if state.settings.archive is None:
        return RedirectResponse("/xray", 303)
    say = sayings(chosen_language(request))
    seen, at = state.morning()
    return state.page(
        request,
        "overview.html",
        seen=seen,
        at=at,
        sums=numbers(seen.figures, say),
        parts=parts(seen.figures, say),
        runs=[run for run in seen.runs if run["sites"]],
    )


ROUTES = (Route("/", overview),)
