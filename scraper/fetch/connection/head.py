"""The head of an answer as browsers bear it: bytes of a socket in, status and headers out, odd lines passed over.

`http.client` ends the headers at the first line that is none, takes a 102 or 103 for the answer, and refuses more than
a hundred headers. https://www.rfc-editor.org/rfc/rfc9112#section-2.2 allows a client to be more patient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.client import BadStatusLine, HTTPMessage, HTTPResponse, LineTooLong, RemoteDisconnected
from typing import BinaryIO, NamedTuple

from scraper.fetch.connection.exchange import HEAD_CAP

# Empty lines before an answer: what is left of the body of the one before.
_MOST_EMPTY = 4
# More headers than this are read and not kept: an answer costs no more memory than it has bytes.
MOST_FIELDS = 1000
_SWITCHING = 101
_BODILESS = frozenset({204, 304})
_STATUS = re.compile(r"(?:HTTP(?:/(?P<major>\d)(?:\.(?P<minor>\d+))?)?|ICY)\s+(?P<code>\d{3})(?!\d)\s*(?P<reason>.*)")
# A name with a blank in it is none; one before the colon is borne.
_FIELD = re.compile(r"([!#$%&'*+\-.^_`|~\w]+)[ \t]*:[ \t]*(.*)")
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class StatusLine(NamedTuple):
    """The first line of an answer; `version` is 10 or 11, as `http.client` has it."""

    version: int
    status: int
    reason: str


class PatientResponse(HTTPResponse):
    """Reads the head of an answer line by line; of what is no header, nothing is kept."""

    def begin(self) -> None:
        """Read the head of the first answer that is one: those of 100 to 199 announce another."""
        if getattr(self, "headers", None) is not None:
            return
        while True:
            line = _status_line(self.fp)
            fields: list[tuple[str, str]] = []
            for field in _fields(self.fp):
                if len(fields) < MOST_FIELDS:
                    fields.append(field)
            if not 100 <= line.status < 200 or line.status == _SWITCHING:
                break
        self.code, self.status, self.reason, self.version = line.status, line.status, line.reason, line.version
        self.headers = self.msg = _message(fields)
        self.chunked = "chunked" in (self.headers.get("transfer-encoding") or "").lower()
        self.chunk_left = None
        self.length = None if self.chunked else _length(self.headers.get("content-length") or "")
        if self.status in _BODILESS or self.status == _SWITCHING:
            self.length = 0
        is_kept = _is_kept(line.version, (self.headers.get("connection") or "").lower())
        self.will_close = not is_kept or (not self.chunked and self.length is None)


def _message(fields: list[tuple[str, str]]) -> HTTPMessage:
    message = HTTPMessage()
    for name, value in fields:
        message[name] = value
    return message


def _is_kept(version: int, connection: str) -> bool:
    """Whether the connection stays open after the answer."""
    return "keep-alive" in connection if version == 10 else "close" not in connection


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(HEAD_CAP + 1)
    if len(line) > HEAD_CAP:
        raise LineTooLong("header line")
    return line


def _status_line(stream: BinaryIO) -> StatusLine:
    for _ in range(_MOST_EMPTY):
        line = _line(stream)
        if not line:
            raise RemoteDisconnected("Remote end closed connection without response")
        if line.strip():
            break
    text = line.decode("latin-1").strip()
    found = _STATUS.match(text)
    if not found:
        raise BadStatusLine(text)
    is_first = (found["major"] or "1", found["minor"] or "0") in (("1", "0"), ("0", "9"))
    return StatusLine(10 if is_first else 11, int(found["code"]), found["reason"].strip())


def _fields(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield the headers up to the empty line; a line that begins with a blank goes on with the one before."""
    name, value = "", ""
    while (line := _line(stream)) not in (b"", b"\n", b"\r\n"):
        text = line.decode("latin-1").rstrip("\r\n")
        if text[:1] in (" ", "\t"):
            value = f"{value} {text.strip()}"
            continue
        if name:
            yield name, value.strip()
        found = None if _NEVER.search(text) else _FIELD.fullmatch(text)
        name, value = (found[1], found[2]) if found else ("", "")
    if name:
        yield name, value.strip()


def _length(told: str) -> int | None:
    """Return the length that a header tells, also one that is told twice; `None` for what is no number."""
    values = {value.strip() for value in told.split(",")}
    value = values.pop()
    return int(value) if not values and value.isdecimal() and value.isascii() and len(value) < 19 else None
