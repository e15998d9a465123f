"""Whether the server is up and reaches its archive, and its figures as Prometheus reads them."""

from __future__ import annotations

import time
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from scraper.errors import StorageError
from scraper.version import __version__
from scraper.web.served import served


def health(request: Request) -> Response:
    """Return ok, or 503 when the archive can't be reached; nothing is told of it."""
    archive = served(request).settings.archive
    try:
        if archive is not None:
            with archive.reading() as connection:
                connection.exec_driver_sql("SELECT 1").scalar()
    except StorageError:
        return JSONResponse({"status": "the archive can't be reached"}, 503)
    return JSONResponse({"status": "ok"})


def metrics(request: Request) -> Response:
    """Return the figures in the text format of Prometheus."""
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return PlainTextResponse("".join(_lines(request)), media_type=kind)


def _lines(request: Request) -> Iterator[str]:
    state = served(request)
    yield from _metric("scraper_info", "gauge", "The version.", [({"version": __version__}, 1)])
    yield from _metric("scraper_uptime_seconds", "gauge", "Since the start.", [({}, time.monotonic() - state.began)])
    counted = sorted(state.requests.items())
    samples = [({"method": method, "status": str(status)}, float(number)) for (method, status), number in counted]
    yield from _metric("scraper_requests_total", "counter", "Requests answered.", samples)
    if state.settings.archive is None:
        return
    seen = state.morning().overview
    yield from _metric("scraper_stories", "gauge", "Stories stored.", [({}, seen.figures.stories)])
    yield from _metric("scraper_versions", "gauge", "Versions stored.", [({}, seen.figures.versions)])
    outcomes = [({"outcome": name}, float(number)) for name, number in seen.figures.outcomes]
    yield from _metric("scraper_captures", "gauge", "Fetches stored, by outcome.", outcomes)
    papers = [({"host": one["host"] or ""}, float(one["articles"])) for one in seen.sites]
    yield from _metric("scraper_paper_stories", "gauge", "Stories stored, by paper.", papers)


def _metric(name: str, kind: str, told: str, samples: list[tuple[dict[str, str], float]]) -> Iterator[str]:
    yield f"# HELP {name} {told}\n# TYPE {name} {kind}\n"
    for labels, value in samples:
        inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"{name}{{{inside}}} {value:g}\n" if inside else f"{name} {value:g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


ROUTES = (Route("/health", health), Route("/metrics", metrics))
