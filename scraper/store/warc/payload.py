"""The body of a record as the reader of the page had it: chunks joined, gzip, deflate, brotli and zstd unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scraper.unpack import ERRORS, BreaksOff, TooManyLayers, layers_of, unpacked

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_CHUNK = 2**16
_NOT_PACKED: tuple[type[Exception], ...] = (*ERRORS, TooManyLayers)


class _TooLarge(Exception):
    """The body grows past its bound."""


def payload(record: ArcWarcRecord, most: int) -> bytes:
    """Return the body of a record, cut after `most` bytes and one; what is not packed as it says is left as it is."""
    packed = _dechunked(record).read(most + 1)
    layers = layers_of(_header(record, "content-encoding")) if record.http_headers else []
    if not layers:
        return bytes(packed)

    def watch(total: int) -> None:
        if total > most:
            raise _TooLarge

    plain = bytearray()
    try:
        for piece in unpacked([packed], layers, watch):
            plain += piece
    except _TooLarge:
        return bytes(most + 1)
    except _NOT_PACKED:
        # Many tools keep the header of a body that they have unpacked.
        return bytes(plain or packed)
    except BreaksOff:
        pass
    return bytes(plain)


def _dechunked(record: ArcWarcRecord) -> Any:
    from warcio.bufferedreaders import ChunkedDataReader

    is_chunked = record.http_headers and "chunked" in _header(record, "transfer-encoding").lower()
    return _Whole(ChunkedDataReader(record.raw_stream, decomp_type=None) if is_chunked else record.raw_stream)


class _Whole:
    """Reads on until so much has come as was asked for, as a file does."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        return b"".join(self._pieces(size))

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size > 0 and (piece := self._stream.read(min(size, _CHUNK))):
            size -= len(piece)
            yield piece


def _header(record: ArcWarcRecord, name: str) -> str:
    return record.http_headers.get_header(name) or ""
