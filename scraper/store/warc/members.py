"""Where the records of a WARC file begin and end, told from its bytes alone: gzip members, or plain text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

_STEP = 2**20
_LONGEST_MARK = 16
_MEMBER = b"\x1f\x8b\x08"
_ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
# How a record begins: of a WARC file, or with its address, of an ARC file.
_RECORD = re.compile(rb"WARC/[01]\.\d|(?:https?|filedesc|dns|ftp)://?[^\s]")
_PLAIN_RECORD = re.compile(rb"\r?\n(?=WARC/[01]\.\d\r?\n)")


def is_zstd(stream: BinaryIO) -> bool:
    """Whether the file is one of zstd frames; the stream stays at its beginning."""
    head = stream.read(4)
    stream.seek(0)
    return head in _ZSTD


def next_record(stream: IO[bytes], start: int) -> int | None:
    """Return the offset of the first record at or after `start` that can be read, `None` when there is none."""
    stream.seek(start)
    held, offset = b"", start
    while piece := stream.read(_STEP):
        held += piece
        for at in sorted(_candidates(held)):
            if held[at : at + 3] != _MEMBER or _is_member(held[at : at + _STEP]):
                return offset + at
        # What may be the beginning of a mark stays.
        kept = min(len(held), _LONGEST_MARK)
        offset += len(held) - kept
        held = held[-kept:]
    return None


def _candidates(held: bytes) -> Iterator[int]:
    yield from (found.end() for found in _PLAIN_RECORD.finditer(held))
    yield from (found.start() for found in re.finditer(re.escape(_MEMBER), held))


def _is_member(data: bytes) -> bool:
    """Whether a gzip member that begins so begins a record."""
    try:
        head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:_STEP], 256)
    except zlib.error:
        return False
    return not head or bool(_RECORD.match(head.lstrip(b"\r\n")))


def sound_end(path: Path, start: int = 0) -> int:
    """Return the offset after the last whole gzip member of the file, counted from `start`, where a member begins."""
    end = start
    with path.open("rb") as stream:
        stream.seek(start)
        rest = b""
        while True:
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            size = 0
            while not member.eof:
                data = rest or stream.read(1 << 20)
                rest = b""
                if not data:
                    return end
                size += len(data)
                try:
                    member.decompress(data)
                except zlib.error:
                    return end
            rest = member.unused_data
            end += size - len(rest)


class WrongLength:
    """Stands where warcio has the words of a warning that it writes to standard error, with bytes of the page in it.

    What does not end where it says is told to `on_problem` instead, and nothing is written.
    """

    def __init__(self, name: str, on_problem: Callable[[str], None]) -> None:
        self._name = name
        self._on_problem = on_problem

    def format(self, offset: int, _rest: bytes) -> str:
        """Tell where it is, and return the empty text that warcio writes."""
        self._on_problem(f"{self._name}: broken before byte {offset}: a record is not as long as it says")
        return ""
