"""What was found as files: CSV, JSON Lines and Parquet of the records, and an Atom feed of the newest."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from scraper.export import OF_A_STORY, Writing, parquet
from scraper.store import Archive
from scraper.store.search import MOST_COUNTED, Hit, Question
from scraper.web.asked import read_asked
from scraper.web.served import served

_KINDS = {"csv": "text/csv", "jsonl": "application/x-ndjson"}
_ENTRIES = 50


def table(request: Request) -> Response:
    """Return the records that are found, the newest first, at most as many as are counted."""
    archive, asked, form = served(request).archive, read_asked(request), request.path_params["form"]
    archive.search(asked.question, limit=1)  # a wrong question is refused before anything is sent
    if form == "parquet":
        return _parquet(archive, asked.question)
    if form not in _KINDS:
        raise HTTPException(404)
    headers = {"Content-Disposition": f'attachment; filename="found.{form}"'}
    return StreamingResponse(_lines(archive, asked.question, form), media_type=_KINDS[form], headers=headers)


def _lines(archive: Archive, question: Question, form: str) -> Iterator[str]:
    writing = Writing(form, (), False, False, OF_A_STORY).checked()  # noqa: FBT003 -- a named tuple's fields
    before = writing.head
    for stored, article in archive.found(question, limit=MOST_COUNTED):
        yield before + writing.text(article, stored)
        before = writing.between


def _parquet(archive: Archive, question: Question) -> Response:
    with tempfile.NamedTemporaryFile(suffix=".parquet", delete=False) as file:
        path = Path(file.name)
    try:
        count = parquet.write(str(path), archive.found(question, limit=MOST_COUNTED))
    except BaseException:
        path.unlink()
        raise
    if not count:
        path.unlink()
        raise HTTPException(404, "Nothing was found.")
    return FileResponse(
        path,
        filename="found.parquet",
        media_type="application/vnd.apache.parquet",
        background=BackgroundTask(path.unlink),
    )


def feed(request: Request) -> Response:
    """Return what is found as an Atom feed (RFC 4287): a question that is asked again and again."""
    archive, asked = served(request).archive, read_asked(request)
    _, hits = archive.search(asked.question, limit=_ENTRIES)
    newest = max((hit.published_at for hit in hits if hit.published_at), default=datetime(1970, 1, 1, tzinfo=UTC))
    own = str(request.url)
    title = " ".join(f"{name}:{value}" if name != "q" else value for name, value in asked.given.items())
    head = (
        f"<title>{escape(title or served(request).settings.name)}</title><id>{escape(own)}</id>"
        f'<updated>{newest.isoformat()}</updated><link rel="self" href={quoteattr(own)}/>'
    )
    entries = "".join(_entry(hit, str(request.base_url)) for hit in hits)
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>\n'
    return Response(body, media_type="application/atom+xml")


def _entry(hit: Hit, base: str) -> str:
    at = hit.published_at or datetime(1970, 1, 1, tzinfo=UTC)
    place = f"{base}story/{hit.id}"
    return (
        f"<entry><title>{escape(hit.headline or hit.url)}</title><id>{escape(place)}</id>"
        f"<updated>{at.isoformat()}</updated><link href={quoteattr(place)}/>"
        f'<link rel="via" href={quoteattr(hit.url)}/><author><name>{escape(hit.site or "-")}</name></author>'
        f"<summary>{escape(hit.snippet)}</summary></entry>"
    )


ROUTES = (Route("/found.atom", feed), Route("/found.{form}", table))
