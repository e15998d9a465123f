"""The API: the answers are those of `scraper search --json`, `scraper show --json` and `scraper diff --json`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from scraper.errors import UsageError
from scraper.pipeline import make_record
from scraper.store.versions import compare
from scraper.web.api.description import description
from scraper.web.asked import read_asked
from scraper.web.served import served
from scraper.web.stories import asked_pair, is_short, known_story

_MOST_HITS = 100


def search(request: Request) -> Response:
    """Return hits."""
    archive, asked = served(request).archive, read_asked(request)
    limit = _number(request, "limit", 20, _MOST_HITS)
    offset = (asked.page - 1) * limit
    count, hits = archive.search(asked.question, limit=limit, offset=offset, best_first=asked.is_best_first)
    rows = [{**hit._asdict(), "published_at": hit.published_at and hit.published_at.isoformat()} for hit in hits]
    return _json({"count": count, "hits": rows, "facets": _facets(request) if count else {}})


def _facets(request: Request) -> dict[str, Any]:
    if request.query_params.get("facets") != "yes":
        return {}
    found = served(request).archive.facets(read_asked(request).question)
    return {name: dict(values) for name, values in found.items()}


def story(request: Request) -> Response:
    """Return all that is known of a story."""
    archive, number = known_story(request)
    return _json(archive.story(number))


def version(request: Request) -> Response:
    """Return the record of a version."""
    archive, number = known_story(request)
    record = archive.version(number, min(request.path_params["version"], 2**31))
    if record is None:
        raise HTTPException(404, "The story has no such version.")
    return _json(record.to_dict())


def changes(request: Request) -> Response:
    """Return what changed between two versions, word by word."""
    number, old, new, _, before, after = asked_pair(request)
    if not is_short(before, after):
        raise HTTPException(422, "The texts are too long to be compared word by word.")
    found = [
        {**change._asdict(), "pieces": [piece._asdict() for piece in change.pieces]}
        for change in compare(before, after)
    ]
    return _json({"article_id": number, "old": old, "new": new, "changes": found})


async def extract(request: Request) -> Response:
    """Return the record of the page in the body, with `blocks=yes` its blocks and their roles, too."""
    content = await request.body()
    url = request.query_params.get("url") or None
    captured_at = _time(request.query_params.get("captured_at"))
    charset = request.headers.get("content-type", "").partition("charset=")[2].strip("\"' ") or None
    sites = served(request).sites()
    made = await run_in_threadpool(make_record, content, url, captured_at=captured_at, charset=charset, sites=sites)
    if request.query_params.get("blocks") != "yes":
        return _json(made.article.to_dict())
    blocks = [
        {"number": block.number, "role": label.role.value, "reason": label.reason, "tag": block.tag, "text": block.text}
        for block, label in zip(made.page.blocks, made.labels, strict=True)
    ]
    return _json({"record": made.article.to_dict(), "blocks": blocks})


def _time(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError("captured_at is no time; write it like 2024-04-30T09:00:00+09:00") from error
    if at.tzinfo is None:
        raise UsageError("captured_at has no zone; write it like 2024-04-30T09:00:00+09:00")
    return at


def _number(request: Request, name: str, default: int, most: int) -> int:
    given = request.query_params.get(name, "")
    if not given:
        return default
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= most:
        raise UsageError(f"{name} is a number from 1 to {most}")
    return int(given)


def openapi(_request: Request) -> Response:
    """Return what the API takes and gives."""
    return _json(description())


def _json(value: Any, dumps: Callable[..., str] = json.dumps) -> Response:
    return Response(dumps(value, ensure_ascii=False, default=str), media_type="application/json")


async def unknown(_request: Request) -> Response:
    """Say that there is nothing."""
    return JSONResponse({"error": 404, "message": "/api/openapi.json says what there is"}, 404)


ROUTES = (
    Route("/api/openapi.json", openapi),
    Route("/api/search", search),
    Route("/api/story/{number:int}", story),
    Route("/api/story/{number:int}/versions/{version:int}", version),
    Route("/api/story/{number:int}/changes", changes),
    Route("/api/extract", extract, methods=["POST"]),
    Route("/api/{rest:path}", unknown),
)
