"""Where a page sends its reader at once: `<meta http-equiv="refresh">` or the Refresh header."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urldefrag

from scraper.model import Response
from scraper.page.markup import unescape_attribute
from scraper.urls import join, without_login

# Longer waits are pages that reload themselves, or tell something before they go.
LONGEST_WAIT = 5.0
# A page that loads itself again after this many seconds can't be read.
LONGEST_BLINK = 2.0
_HEAD = 2**14

# A refresh in a comment or for readers without scripts is not meant for everyone.
_ASIDE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_META = re.compile(r"<meta\s[^<>]*http-equiv\s*=\s*[\"']?refresh\b[^<>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
# https://html.spec.whatwg.org/#shared-declarative-refresh-steps
_STEPS = re.compile(r"\s*(\d{0,9})(?:\.[\d.]*)?\s*(?:[;,\s]\s*(?:url\s*=\s*)?(.*))?", re.IGNORECASE | re.DOTALL)


class Refresh(NamedTuple):
    """Where a page sends its reader, and after how many seconds."""

    target: str
    seconds: float


def refresh_target(response: Response) -> str | None:
    """Return the other address that the page sends its reader to at once, if it does."""
    found = _refresh(response)
    return None if found is None or found.target == _here(response) else found.target


def is_circle(response: Response) -> bool:
    """Whether the page sends its reader back to where he came from, or over and over to itself."""
    found = _refresh(response)
    if found is None:
        return False
    if found.target == _here(response):
        return found.seconds <= LONGEST_BLINK
    return found.target in {urldefrag(url).url for url in response.redirects}


def _here(response: Response) -> str:
    return urldefrag(response.final_url or response.url).url


def _refresh(response: Response) -> Refresh | None:
    directive = response.header("refresh") or _from_meta(response)
    found = _STEPS.fullmatch(directive) if directive else None
    if not found or float(found[1] or 0) > LONGEST_WAIT:
        return None
    target = join(_here(response), (found[2] or "").strip().strip("'\""), charset=response.charset)
    if target is None:
        return None
    return Refresh(without_login(target.partition("#")[0]), float(found[1] or 0))


def _from_meta(response: Response) -> str | None:
    head = response.content[:_HEAD]
    if b"efresh" not in head and b"EFRESH" not in head:
        return None
    meta = _META.search(_ASIDE.sub(" ", head.decode(response.charset, "replace")))
    found = _CONTENT.search(meta[0]) if meta else None
    return unescape_attribute(next(filter(None, found.groups()), "")) if found else None
