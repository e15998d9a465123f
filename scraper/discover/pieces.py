"""The bytes of a sitemap or feed in, its text out in pieces: unpacked and decoded, in flat memory whatever its size."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Callable, Iterator

from scraper.page.charset import decode

CHUNK = 1 << 16
# The protocol of sitemaps allows 50 MB unpacked; what a packed file may grow to.
MOST_BYTES = 1 << 30
_GZIP = b"\x1f\x8b"
# A file that was packed, and sent packed once more, is known.
_MOST_LAYERS = 3
# What XML can't hold, and nobody means.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")

Read = Callable[[int], bytes]


class Pieces:
    """The text of a file, piece by piece; `trouble` says, once it is through, why what came is not all."""

    def __init__(self, read: Read, charset: str | None = None) -> None:
        """`read` gives so many bytes at most, and none at the end; `charset` is the one that the server named."""
        self._read = read
        self._charset = charset
        self.trouble = ""

    def __iter__(self) -> Iterator[str]:
        """Yield the text, without control characters."""
        data = self._unpacked(iter(lambda: self._read(CHUNK), b""), _MOST_LAYERS)
        first = next(data, b"")
        if not first:
            return
        decoder = codecs.getincrementaldecoder(_codec(first, self._charset))("replace")
        yield _UNWANTED.sub("", decoder.decode(first))
        for piece in data:
            yield _UNWANTED.sub("", decoder.decode(piece))
        yield decoder.decode(b"", final=True)

    def _unpacked(self, data: Iterator[bytes], layers: int) -> Iterator[bytes]:
        """Yield the bytes, unpacked as often as they begin as gzip does.

        A file may have as many members as it likes; zeros behind one fill up the last block of a tape.
        """
        first = next(data, b"")
        while 0 < len(first) < 2 and (more := next(data, b"")):
            first += more
        pieces = self._plain(first, data)
        if first.startswith(_GZIP) and layers:
            pieces = self._unpacked(self._members(pieces), layers - 1)
        total = 0
        for piece in pieces:
            total += len(piece)
            if total > MOST_BYTES:
                self.trouble = f"the file is larger than {MOST_BYTES >> 20} MiB"
                return
            yield piece

    def _plain(self, first: bytes, data: Iterator[bytes]) -> Iterator[bytes]:
        if first:
            yield first
        yield from data

    def _members(self, data: Iterator[bytes]) -> Iterator[bytes]:
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
        for packed in data:
            rest = packed
            while rest := (rest.lstrip(b"\0") if unpack.eof else rest):
                if unpack.eof:
                    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
                try:
                    piece = unpack.decompress(rest, CHUNK)
                except zlib.error as error:
                    self.trouble = f"the file is packed wrongly ({error})"
                    return
                if piece:
                    yield piece
                rest = unpack.unconsumed_tail or unpack.unused_data
        if not unpack.eof:
            self.trouble = "the file is packed and ends too early"


def _codec(first: bytes, charset: str | None) -> str:
    """Return the codec of a file by its beginning, in the order in which pages are read."""
    # A letter that the piece cuts says nothing of the charset.
    sample = first[: first.rfind(b">") + 1] if len(first) >= CHUNK // 2 and b">" in first else first
    return decode(sample, charset=charset).charset or "utf-8"
