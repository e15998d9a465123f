"""An explained page in, the document of its frame out: an origin of its own, no script but ours, no network."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from scraper.model import BOILERPLATE, Role
from scraper.page import harmless
from scraper.pipeline import Explained
from scraper.web.guard import SEALED

_STATIC = Path(__file__).parent / "static"
# The colour of a role's outline, of the seven of the style sheet; what is no field is grey.
COLOURS = MappingProxyType(
    {
        **dict.fromkeys(BOILERPLATE | {Role.HIDDEN}, 6),
        Role.HEADLINE: 0,
        Role.SUBTITLE: 1,
        Role.BODY: 2,
        **dict.fromkeys((Role.AUTHOR, Role.DATE), 3),
        **dict.fromkeys((Role.KICKER, Role.SECTION, Role.TAGS), 4),
        **dict.fromkeys((Role.CAPTION, Role.CORRECTION, Role.WEATHER, Role.STRIP), 5),
    }
)


@cache
def _script() -> tuple[str, str]:
    """Return the script of the frame and the source of a policy that lets it, and it alone, run."""
    text = (_STATIC / "frame.js").read_text(encoding="utf-8")
    return text, f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _looks() -> str:
    return (_STATIC / "frame.css").read_text(encoding="utf-8")


def frame(request: Request, made: Explained) -> Response:
    """Return the page as it looks, each block outlined by its role; nothing in it acts, whatever the page holds.

    The markup is written anew by `scraper.page.harmless`; the policy says the same again to the browser: `sandbox`
    gives the document an origin of its own, without our cookies, and nothing is loaded or sent.
    """
    names = {label.block: f"c{COLOURS[label.role]}" for label in made.labels}
    shown = harmless(made.page, names)
    script, source = _script()
    note = '<p class="xray-cut">…</p>' if shown.is_cut else ""
    # The page's own sheets go first, so that the outlines win.
    text = (
        f"<!doctype html><html{shown.root_attributes}><head><meta charset=utf-8><title>page</title>"
        f"<style>{shown.styles}</style><style>{_looks()}</style><script>{script}</script></head>"
        f"<body{shown.body_attributes}>{shown.body}{note}</body></html>"
    )
    request.scope[SEALED] = True
    policy = (
        f"sandbox allow-scripts; default-src 'none'; script-src {source}; style-src 'unsafe-inline'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    )
    headers = {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
    return Response(text.encode("utf-8", "replace"), media_type="text/html; charset=utf-8", headers=headers)
