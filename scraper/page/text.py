"""Bytes or text in, whether it is no text at all, and whether it has markup out."""

from __future__ import annotations

import re

from scraper.page.charset import BOMS, wide_codec

_MAGIC = tuple(
    b"\x89PNG|\xff\xd8\xff|GIF8|%PDF-|PK\x03\x04|PK\x05\x06|\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|\xd0\xcf\x11\xe0|RIFF"
    b"|\x7fELF|SQLite format 3|OggS|ID3|wOFF|wOF2|\0\0\x01\0|II*\0|MM\0*|\xca\xfe\xba\xbe|HWP Document".split(b"|")
)
_CONTROLS = bytes(sorted({*range(32), 127} - {*b"\t\n\v\f\r\x1a\x1b"}))
# A text has fewer than one control among so many bytes: bytes at random have one in nine, pages next to none (a
# short one may have two that went wrong).
_BYTES_A_CONTROL = 20
_SNIFFED = 4096
# A text of so many lines without an angle bracket, which are this share of all, is no markup.
_MANY_LINES, _PLAIN_LINES = 20, 0.6

_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:a|article|b|body|br|center|div|em|font|form|h[1-6]|head|header|html|img|i|li|link|main|meta|p|script|section"
    r"|span|strong|style|table|tbody|td|title|tr|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def is_binary(content: bytes) -> bool:
    """Return whether the bytes are no text in any charset: an image, an archive, a document, zeros.

    >>> is_binary(bytes(100)), is_binary(b"%PDF-1.7"), is_binary("순천".encode("utf-16"))
    (True, True, False)
    """
    if content.startswith(_MAGIC):
        return True
    head = content[:_SNIFFED]
    if content.startswith(tuple(bom for bom, _ in BOMS)) or wide_codec(head) is not None:
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > max(len(head) // _BYTES_A_CONTROL, min(2, len(head) // 10))


def looks_like_html(text: str) -> bool:
    """Return whether a text has markup, rather than a stray tag or something in angle brackets.

    >>> looks_like_html("<p>One<p>Two"), looks_like_html("끝났다. <끝> <사진=시청>")
    (True, False)
    """
    if _DOCUMENT.match(text):
        return True
    head = text[: 16 * _SNIFFED]
    if "<" not in head:
        return False
    if _TAG.match(head.lstrip()):
        return True
    tags = len(_TAG.findall(head))
    return tags > 1 and 1000 * tags >= len(head) and not _shows_tags(head)


def _shows_tags(text: str) -> bool:
    """Return whether a text is many lines without markup, and shows some: a lesson's code, a banner that failed."""
    lines = [line for line in text.splitlines() if line.strip()]
    plain = sum("<" not in line and ">" not in line for line in lines)
    return plain >= _MANY_LINES and plain >= _PLAIN_LINES * len(lines)
