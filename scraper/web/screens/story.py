"""One story: its record as a page and as files, what changed between versions, copies, captures, evidence."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from scraper.export import FORMATS
from scraper.model import Article
from scraper.report import ranges, timeline
from scraper.store import write_evidence
from scraper.store.versions import compare
from scraper.web.language import chosen_language, sayings
from scraper.web.served import served
from scraper.web.stories import asked_pair, is_short, known_story

_KINDS = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "markdown": "text/markdown",
    "text": "text/plain",
}


def by_address(request: Request) -> Response:
    """Lead to the story that is called by one of its addresses."""
    number = served(request).archive.find(request.query_params.get("url", ""))
    if number is None:
        raise HTTPException(404, "The archive has no such story.")
    return RedirectResponse(f"/story/{number}", 303)


def story(request: Request) -> Response:
    """Return all that is known of a story."""
    archive, number = known_story(request)
    found = archive.story(number)
    article = archive.article(number) or Article()
    say = sayings(chosen_language(request))
    copies = [
        (copy["site"] or "-", copy["published_at"] and datetime.fromisoformat(copy["published_at"]), copy["similarity"])
        for copy in found["copies"]
    ]
    weather = article.weather
    readings = (
        [(one.station or "?", one.temperature_c) for one in weather.readings if one.temperature_c is not None]
        if weather
        else []
    )
    return served(request).page(
        request,
        "story.html",
        story=found,
        article=article,
        address=found["url"] if found["url"].lower().startswith(("http://", "https://")) else None,
        copies=timeline(copies, say("copies by time")) if len(copies) > 1 else "",
        sky=ranges([(name, at, at, at) for name, at in readings], "℃", say("temperatures by station"))
        if readings
        else "",
    )


def changes(request: Request) -> Response:
    """Return what changed between two versions, word by word."""
    number, old, new, newest, before, after = asked_pair(request)
    found = compare(before, after) if is_short(before, after) else ()
    return served(request).page(
        request, "changes.html", number=number, old=old, new=new, newest=newest,
        changes=found, is_too_long=not is_short(before, after), before=before, after=after,
    )  # fmt: skip


def record(request: Request) -> Response:
    """Return the newest record as a file."""
    archive, number = known_story(request)
    form = request.path_params["form"]
    article = archive.article(number)
    if form not in _KINDS or article is None:
        raise HTTPException(404)
    text = FORMATS[form].render(article)
    return Response(text, media_type=_KINDS[form])


def evidence(request: Request) -> Response:
    """Return the ZIP file to cite the story by."""
    archive, number = known_story(request)
    with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as file:
        path = Path(file.name)
    try:
        write_evidence(archive, number, path)
    except BaseException:
        path.unlink()
        raise
    name = f"story-{number}-evidence.zip"
    return FileResponse(path, filename=name, media_type="application/zip", background=BackgroundTask(path.unlink))


ROUTES = (
    Route("/story", by_address),
    Route("/story/{number:int}", story),
    Route("/story/{number:int}/changes", changes),
    Route("/story/{number:int}/evidence.zip", evidence),
    Route("/story/{number:int}/record.{form}", record),
)
