"""The body as it was before the server packed it: pieces of gzip, deflate, brotli and zstd in, plain pieces out.

Every step is small, and the caller hears of it before the next: a few hundred bytes can stand for gigabytes, or for
millions of empty frames that cost time and give nothing. urllib3's decoders do all that one read brought at once.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, BinaryIO

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Bytes that one step takes in or gives out at most.
STEP = 2**14
MOST_LAYERS = 5
# How a frame of zstd begins, and one that holds the dictionary of those after it.
_FRAME = b"\x28\xb5\x2f\xfd"
_DICTIONARY_FRAME = b"\x5d\x2a\x4d\x18"
_FILE_STEP = 2**20
# https://www.rfc-editor.org/rfc/rfc9659: no one may ask a client for a larger window than 8 MiB.
_ZSTD_WINDOW_LOG = 23

Pieces = Iterator[bytes]
ERRORS: tuple[type[Exception], ...] = (zlib.error, brotli.error, zstd.ZstdError)


class BreaksOff(Exception):
    """The packed data ends before its end."""


class TooManyLayers(Exception):
    """The body is packed more often than anyone does who means well."""


def layers_of(content_encoding: str) -> list[str]:
    """Return the codings of a Content-Encoding header that are known, in the order they were applied.

    Others are names that servers give by mistake (utf-8, none) to bodies that are not packed at all.

    >>> layers_of("gzip"), layers_of("UTF-8"), layers_of("br, X-GZIP")
    (['gzip'], [], ['br', 'x-gzip'])
    """
    named = [name.strip().lower() for name in content_encoding.split(",")]
    return [name for name in named if name in _UNPACKERS]


def unpacked(pieces: Iterable[bytes], layers: Iterable[str], watch: Callable[[int], None]) -> Pieces:
    """Return the plain pieces; `watch` is told of each step, with the bytes that came out so far of one layer.

    Raises:
        TooManyLayers: at once, not when the first piece is asked for.
        BreaksOff, or one of `ERRORS`: the data is cut short, or not packed so.
    """
    order = list(layers)
    if len(order) > MOST_LAYERS:
        raise TooManyLayers(f"it is packed {len(order)} times over")
    plain = iter(pieces)
    for layer in reversed(order):
        plain = _watched(_UNPACKERS[layer](_in_steps(plain)), watch)
    return plain


def _watched(steps: Pieces, watch: Callable[[int], None]) -> Pieces:
    """Pass on what the steps bring; a step that brings nothing is told too."""
    total = 0
    for piece in steps:
        total += len(piece)
        watch(total)
        if piece:
            yield piece


def _in_steps(pieces: Pieces) -> Pieces:
    for piece in pieces:
        for at in range(0, len(piece), STEP):
            yield piece[at : at + STEP]


def _gunzip(pieces: Pieces) -> Pieces:
    """Unpack one gzip member after the other; what follows the last and is none is left out, as browsers do."""
    members = 0
    member = None
    for piece in pieces:
        rest = piece
        while rest:
            member = member or zlib.decompressobj(31)
            try:
                yield from _inflated(member, rest)
            except zlib.error:
                if not members:
                    raise
                return
            rest = member.unused_data
            if member.eof:
                members, member = members + 1, None
    if member is not None:
        raise BreaksOff


def _inflate(pieces: Pieces) -> Pieces:
    """Unpack deflate, with the zlib header that the name stands for or, as some servers send it, without."""
    start, stream = b"", None
    for piece in pieces:
        start += piece
        if stream is None and len(start) >= 2:
            has_header = start[0] & 0x0F == 8 and int.from_bytes(start[:2]) % 31 == 0
            stream = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
        if stream is not None:
            if stream.eof:
                return
            yield from _inflated(stream, start)
            start = b""
    if start or (stream is not None and not stream.eof):
        raise BreaksOff


def _inflated(stream: Any, data: bytes) -> Pieces:
    """Yield what `data` stands for in a zlib stream."""
    while True:
        piece = stream.decompress(data, STEP)
        yield piece
        data = stream.unconsumed_tail
        if stream.eof or (not data and len(piece) < STEP):
            return


def _unbrotli(pieces: Pieces) -> Pieces:
    stream = None
    for piece in pieces:
        stream = stream or brotli.Decompressor()
        yield stream.process(piece, output_buffer_limit=STEP)
        while not stream.can_accept_more_data():
            yield stream.process(b"", output_buffer_limit=STEP)
    if stream is not None and not stream.is_finished():
        raise BreaksOff


def _unzstd(pieces: Pieces) -> Pieces:
    """Unpack one frame after the other."""
    frame = None
    for piece in pieces:
        rest = piece
        while rest:
            frame = frame or zstd.ZstdDecompressor(
                options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
            )
            yield frame.decompress(rest, STEP)
            while not (frame.eof or frame.needs_input):
                yield frame.decompress(b"", STEP)
            rest = frame.unused_data
            frame = None if frame.eof else frame
    if frame is not None:
        raise BreaksOff


def zstd_file(file: BinaryIO) -> Pieces:
    """Yield the plain pieces of a file of zstd frames, as `.warc.zst` is: before them may stand their dictionary.

    A frame that is damaged is left out. https://iipc.github.io/warc-specifications/specifications/warc-zstd/

    Raises:
        BreaksOff: the last frame is cut short.
    """
    dictionary = _dictionary(file)
    rest = b""
    while rest := rest or file.read(_FILE_STEP):
        frame = zstd.ZstdDecompressor(zstd_dict=dictionary)
        try:
            yield frame.decompress(rest)
            while not frame.eof:
                more = file.read(_FILE_STEP)
                if not more:
                    raise BreaksOff
                yield frame.decompress(more)
            rest = frame.unused_data
        except zstd.ZstdError:
            rest = _from_next_frame(rest[1:], file)


def _from_next_frame(held: bytes, file: BinaryIO) -> bytes:
    """Return what is held and read from the mark of the next frame on."""
    while (at := held.find(_FRAME)) < 0:
        more = file.read(_FILE_STEP)
        if not more:
            return b""
        held = held[-3:] + more
    return held[at:]


def _dictionary(file: BinaryIO) -> Any:
    """Return the dictionary that the file begins with, in a frame that others skip; else stay at the beginning."""
    start = file.tell()
    head = file.read(8)
    if head[:4] != _DICTIONARY_FRAME:
        file.seek(start)
        return None
    data = file.read(int.from_bytes(head[4:], "little"))
    return zstd.ZstdDict(zstd.decompress(data) if data[:4] == _FRAME else data)


_UNPACKERS: Mapping[str, Callable[[Pieces], Pieces]] = MappingProxyType(
    {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _unbrotli, "zstd": _unzstd}
)
