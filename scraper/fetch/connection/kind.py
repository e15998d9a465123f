"""Whether an answer can be a page at all, by its content type and its first bytes."""

from __future__ import annotations

import re
from types import MappingProxyType

# The first bytes of what is sent as text/html and is not: https://mimesniff.spec.whatwg.org/#matching-a-mime-type-pattern
_STARTS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"PK\x03\x04", "an archive or office file"),
    (b"\x1f\x8b\x08", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"OggS", "a sound or video"),
    (b"ID3", "a sound"),
    (b"wOF2", "a font"),
)
_RIFF = MappingProxyType({b"WEBP": "an image", b"AVI ": "a video", b"WAVE": "a sound"})

_PAGES = frozenset({"application/xhtml+xml", "application/xml", "application/vnd.wap.xhtml+xml"})
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown"})
_TEXTS_OF_OTHER_KIND = frozenset({"text/css", "text/javascript", "text/csv", "text/calendar", "text/vcard"})
_KINDS = MappingProxyType({"image": "an image", "video": "a video", "audio": "a sound", "font": "a font"})
# https://www.iana.org/assignments/media-types: what begins otherwise is no type, and browsers look at the bytes.
_TYPE = re.compile(
    r"(?:application|audio|font|image|message|model|multipart|text|video)/(?P<sub>[\w.+!#$&^-]{1,80})", re.ASCII
)
_NAMES = MappingProxyType(
    {
        "application/pdf": "a PDF",
        "application/json": "JSON data",
        "application/zip": "an archive",
        "application/gzip": "a gzip file",
        "application/x-gzip": "a gzip file",
        "application/javascript": "a script",
        "application/rss+xml": "a feed",
        "application/atom+xml": "a feed",
    }
)


def other_kind(content_type: str) -> str | None:
    """Return what the Content-Type header names instead of a page, `None` when it may be one.

    >>> other_kind("application/pdf"), other_kind("text/html; charset=euc-kr"), other_kind("*/*")
    ('a PDF', None, None)
    """
    name = content_type.partition(";")[0].partition(",")[0].strip().strip("\"'").lower()
    found = _TYPE.fullmatch(name)
    if found is None or name in _UNTOLD or name in _PAGES or "html" in found["sub"]:
        return None
    main = name.partition("/")[0]
    if main == "text" and name not in _TEXTS_OF_OTHER_KIND:
        return None
    return _NAMES.get(name) or _KINDS.get(main) or name


def other_kind_by_bytes(start: bytes) -> str | None:
    """Return what the first bytes show instead of a page, `None` when they may begin one.

    >>> other_kind_by_bytes(b"%PDF-1.7"), other_kind_by_bytes(b"<!doctype html>")
    ('a PDF', None)
    """
    for magic, kind in _STARTS:
        if start.startswith(magic):
            return kind
    if start.startswith(b"RIFF"):
        return _RIFF.get(start[8:12])
    return "a video" if start[4:8] == b"ftyp" else None
