"""The style sheet and the scripts, from the package itself."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from scraper.report import STYLE

_FOLDER = Path(__file__).parent.parent / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def _file(name: str) -> tuple[bytes, str]:
    """Return the bytes of a file and what tells them from others; the style sheet begins with that of the report."""
    path = next((path for path in _FOLDER.iterdir() if path.name == name and path.suffix in _KINDS), None)
    if path is None:
        raise HTTPException(404)
    data = path.read_bytes()
    data = STYLE.encode() + data if name == "style.css" else data
    return data, f'"{sha256(data).hexdigest()[:20]}"'


def static(request: Request) -> Response:
    """Return a file; a browser that has it is told so."""
    name = request.path_params["name"]
    data, tag = _file(name)
    headers = {"ETag": tag, "Cache-Control": "max-age=300"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=_KINDS[Path(name).suffix], headers=headers)


ROUTES = (Route("/static/{name}", static),)
