"""A page that a browser saved as one file (MHTML, RFC 2557) in, its HTML out, its address and when it was saved.

The file is a mail: the page is its part of type text/html, pictures and style sheets are the others.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from email.message import Message

_HEAD = 4096
_BEGINS = re.compile(rb"\s*(?:From |[A-Za-z][A-Za-z-]{1,40}:)")
_HTML = ("text/html", "application/xhtml+xml")
_WEB = ("http://", "https://")
_NAMED = re.compile(rb"\bcid:([^\"'\s<>()]{1,200})")
# How Chrome's files call the attribute of a declarative shadow root.
_SHADOW = re.compile(rb"(<template\s[^<>]{0,200}?)\bshadowmode=")


class Saved(NamedTuple):
    """A saved page: its HTML, its address, the charset that its part names, and when it was saved."""

    html: bytes
    url: str | None = None
    charset: str | None = None
    saved_at: datetime | None = None


def open_saved(content: bytes | str) -> Saved | None:
    """Return the page that a file holds in one of its parts, `None` for any other file. Never raises."""
    head = content[:_HEAD]
    begin = head if isinstance(head, bytes) else head.encode("utf-8", "replace")
    if b"multipart/" not in begin.lower() or not _BEGINS.match(begin):
        return None
    from email import message_from_bytes

    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    try:
        return _saved(message_from_bytes(data.lstrip()))
    except Exception:  # noqa: BLE001 -- mail of any bytes; what the library can't take apart is no saved page
        return None


def _saved(mail: Message) -> Saved | None:
    parts = [part for part in mail.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in _HTML]
    if not pages or mail.get_content_type() != "multipart/related":
        return None
    start = mail.get_param("start")
    places = [str(mail.get(name) or "").strip() for name in ("Snapshot-Content-Location", "Content-Location")]
    main = next((part for part in pages if start and part.get("Content-ID") == start), None)
    main = main or next((part for part in pages if str(part.get("Content-Location")) in places), pages[0])
    html = main.get_payload(decode=True)
    if not isinstance(html, bytes):
        return None
    places.append(str(main.get("Content-Location") or "").strip())
    return Saved(
        _SHADOW.sub(rb"\1shadowrootmode=", _with_addresses(html, parts)),
        next((place for place in places if place.startswith(_WEB)), None),
        main.get_content_charset(),
        _date(mail.get("Date")),
    )


def _with_addresses(html: bytes, parts: list[Message]) -> bytes:
    """Return the HTML with the addresses that its pictures came from, where it names them by their parts."""
    if b"cid:" not in html:
        return html
    places = {str(part.get("Content-ID") or "").strip("<> "): part.get("Content-Location") for part in parts}
    web = {name.encode(): str(place).encode() for name, place in places.items() if str(place).startswith(_WEB)}
    return _NAMED.sub(lambda found: web.get(found[1], found[0]), html)


def _date(text: str | None) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        found = parsedate_to_datetime(text) if text else None
        return found and (found if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return None
