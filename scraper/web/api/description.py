"""The API in the words of OpenAPI 3.1, with the JSON Schema of a record in it."""

from __future__ import annotations

from typing import Any

from scraper.model import Article
from scraper.version import __version__

_JSON = "application/json"


def description() -> dict[str, Any]:
    """Return the document."""
    record = {"$ref": "#/components/schemas/record"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "scraper", "version": __version__, "summary": "An archive of news, and pages as records."},
        "paths": {
            "/api/search": {"get": _operation("search", "Find stories", _object("count", "hits", "facets"), *_SEARCH)},
            "/api/story/{number}": {
                "get": _operation("story", "All that is known of a story", _object("id", "record", "versions"), _STORY)
            },
            "/api/story/{number}/versions/{version}": {
                "get": _operation(
                    "version", "The record of a version", record, _STORY, _parameter("version", "integer", "path")
                )
            },
            "/api/story/{number}/changes": {
                "get": _operation(
                    "changes", "What changed between two versions", _object("old", "new", "changes"),
                    _STORY, _parameter("old", "integer"), _parameter("new", "integer"),
                )
            },
            "/api/extract": {"post": _extract(record)},
            "/health": {"get": _operation("health", "Whether the server is up", _object("status"))},
            "/metrics": {
                "get": {
                    "operationId": "metrics",
                    "summary": "Figures for Prometheus",
                    "responses": {"200": {"description": "OK", "content": {"text/plain": {}}}},
                }
            },
        },
        "components": {"schemas": {"record": _record()}, "securitySchemes": {"token": _TOKEN}},
        "security": [{}, {"token": []}],
    }  # fmt: skip


def _record() -> dict[str, Any]:
    """Return the JSON Schema of a record; with an `$id` its references are to itself, not to the whole document."""
    return {"$id": "record.schema.json", **Article.json_schema()}


_TOKEN = {"type": "http", "scheme": "bearer", "description": "Where the server was started with --token-file."}


def _parameter(name: str, kind: str = "string", place: str = "query", **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": kind, **more}}


_STORY = _parameter("number", "integer", "path")
_SEARCH = (
    *(_parameter(name) for name in ("q", "site", "section", "tag", "author", "language")),
    _parameter("month", pattern="^[0-9]{4}-[0-9]{2}$"),
    _parameter("since", format="date"),
    _parameter("until", format="date"),
    _parameter("copies", enum=["yes", "no"]),
    _parameter("sort", enum=["best"]),
    _parameter("facets", enum=["yes"]),
    _parameter("page", "integer", minimum=1),
    _parameter("limit", "integer", minimum=1, maximum=100),
)


def _object(*names: str) -> dict[str, Any]:
    return {"type": "object", "required": list(names)}


def _operation(name: str, summary: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    failed = {"description": "Why not", "content": {_JSON: {"schema": _object("error", "message")}}}
    done = {"description": "OK", "content": {_JSON: {"schema": schema}}}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": {"200": done, "default": failed},
    }


def _extract(record: dict[str, Any]) -> dict[str, Any]:
    either = {"oneOf": [record, _object("record", "blocks")]}
    parameters = (
        _parameter("url"),
        _parameter("captured_at", format="date-time"),
        _parameter("blocks", enum=["yes"]),
    )
    page = {"required": True, "content": {"text/html": {}, "text/plain": {}, "application/octet-stream": {}}}
    return {**_operation("extract", "The record of the page in the body", either, *parameters), "requestBody": page}
