"""Sitemaps: a file in, its entries out one by one, in flat memory whatever its size.

Read are `urlset` and `sitemapindex` (https://www.sitemaps.org/protocol.html) with the news extension, packed or not,
and plain lists of addresses. A file with a document type or entities of its own is refused; one that is not well formed
is read on by its `<loc>` elements alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

CHUNK = 1 << 16
# The protocol allows 50 MB unpacked; what a packed file may grow to.
MOST_BYTES = 1 << 30
_LONGEST_TEXT = 8192
_LOC = re.compile(rb"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]{4,4096}?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>")
_LONGEST_ELEMENT = 1 << 14
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


class Entry(NamedTuple):
    """An address in a sitemap; `dated` is when it was published, as news sitemaps say, `changed` its lastmod."""

    url: str
    is_sitemap: bool = False
    is_news: bool = False
    dated: datetime | None = None
    changed: datetime | None = None


class HostileXML(ValueError):
    """The file declares entities or a document type: it is not read."""


def read_sitemap(file: BinaryIO) -> Iterator[Entry]:
    """Yield the entries of a sitemap; raises `HostileXML`, and `ValueError` for a file that is none."""
    pieces = _unpacked(file)
    first = next(pieces, b"").lstrip(b"\xef\xbb\xbf \t\r\n")
    if not first:
        return
    if first[:1] != b"<":
        yield from _lines(first, pieces)
        return
    reader = _Reader()
    piece = first
    while piece:
        try:
            reader.feed(piece)
        except expat.ExpatError:
            entries = reader.taken()
            yield from entries
            known = {entry.url for entry in entries}
            yield from (entry for entry in _located(piece, pieces) if entry.url not in known)
            return
        yield from reader.taken()
        piece = next(pieces, b"")
    if not reader.is_sitemap:
        raise ValueError("the file is no sitemap")


def _unpacked(file: BinaryIO) -> Iterator[bytes]:
    """Yield the file's bytes in pieces, unpacked when it begins as gzip does."""
    total = 0
    first = file.read(CHUNK)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if first[:2] == b"\x1f\x8b" else None
    while first:
        packed = first
        while packed:
            if unpack is None:
                piece, packed = packed, b""
            else:
                try:
                    piece = unpack.decompress(packed, CHUNK)
                except zlib.error as error:
                    raise ValueError(f"the file is packed wrongly ({error})") from error
                packed = unpack.unconsumed_tail
            total += len(piece)
            if total > MOST_BYTES:
                raise ValueError(f"the file is larger than {MOST_BYTES >> 20} MiB")
            if piece:
                yield piece
        first = file.read(CHUNK)


class _Reader:
    """Takes XML in pieces; holds one entry at a time."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.EntityDeclHandler = _refuse
        self._entries: list[Entry] = []
        self._values: dict[str, str] = {}
        self._parts: list[str] = []
        self._size = 0
        self._is_news = False
        self._depth = 0
        self.is_sitemap = False

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)  # noqa: FBT003 -- expat takes no keywords

    def taken(self) -> list[Entry]:
        """Return the entries that were read since the last call."""
        entries, self._entries = self._entries, []
        return entries

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._depth += 1
        if self._depth == 1:
            if local not in ("urlset", "sitemapindex"):
                raise ValueError(f"the file is no sitemap but <{local[:40]}>")
            self.is_sitemap = True
        if local in ("url", "sitemap"):
            self._values = {}
            self._is_news = False
        elif local == "news":
            self._is_news = True
        self._parts = []
        self._size = 0

    def _text(self, text: str) -> None:
        self._size += len(text)
        if self._size <= _LONGEST_TEXT:
            self._parts.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        self._depth -= 1
        if local in ("loc", "lastmod", "publication_date"):
            # An image's or a video's own <loc> stands deeper than the page's.
            if local != "loc" or self._depth == 2:
                self._values.setdefault(local, "".join(self._parts).strip())
        elif local in ("url", "sitemap") and self._values.get("loc"):
            dated, changed = (read_date(self._values.get(key, "")) for key in ("publication_date", "lastmod"))
            self._entries.append(Entry(self._values["loc"], local == "sitemap", self._is_news, dated, changed))


def _refuse(*_: object) -> None:
    raise HostileXML("the file declares entities of its own, which sitemaps don't")


def _lines(first: bytes, pieces: Iterator[bytes]) -> Iterator[Entry]:
    held = first
    while True:
        *lines, held = held.split(b"\n")
        for line in lines:
            text = line.decode("utf-8", "replace").strip()
            if text.startswith(("http://", "https://")) and len(text) <= _LONGEST_TEXT:
                yield Entry(text)
        piece = next(pieces, b"")
        if not piece and not held:
            return
        held = (held[-_LONGEST_TEXT:] + piece) if piece else held + b"\n"


def _located(held: bytes, pieces: Iterator[bytes]) -> Iterator[Entry]:
    """Yield what stands in `<loc>` elements of a file that is not well formed."""
    while True:
        end = 0
        for found in _LOC.finditer(held):
            end = found.end()
            yield Entry(unescape(found[1].decode("utf-8", "replace")))
        piece = next(pieces, b"")
        if not piece:
            return
        held = held[max(end, len(held) - _LONGEST_ELEMENT) :] + piece


def read_date(text: str) -> datetime | None:
    """Return a W3C date and time; a day or a month is its beginning, what names no zone is UTC.

    >>> read_date("2024-04-30T09:05+09:00").isoformat(), read_date("2024-04").isoformat(), read_date("soon")
    ('2024-04-30T09:05:00+09:00', '2024-04-01T00:00:00+00:00', None)
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = _DAY.match(text)
        if not found:
            return None
        try:
            moment = datetime(int(found[1]), int(found[2]), int(found[3] or 1), tzinfo=UTC)
        except ValueError:
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
