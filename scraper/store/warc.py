"""Writing WARC 1.1: responses in, gzip members in append-only files out.

Each record is a member of its own, so that any tool can seek to it. `Response.content` is decoded, so the headers that
describe the encoding on the wire are kept under `X-Crawler-…`, as Common Crawl does. Digests are SHA-256.
"""

from __future__ import annotations

import errno
import io
import os
import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from http.client import responses as reason_phrases
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import urlsplit
from uuid import uuid4

from scraper.errors import DiskFull, StorageError
from scraper.model import Response
from scraper.version import __version__

if TYPE_CHECKING:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

# What says how the body was packed on the wire; the body kept here is unpacked.
WIRE_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding"})
ORIGINAL_PREFIX = "X-Crawler-"
# The address asked for and the ones passed on the way, when the target is another one.
REQUESTED = "Scraper-Requested-URI"
REDIRECTS = "Scraper-Redirects"

DEFAULT_MAX_BYTES = 1_000_000_000

_LINE_BREAKS = re.compile(r"[\r\n]+[ \t]*")


class Place(NamedTuple):
    """Where a record stands: the file's name, the offset of its first byte and the length of its gzip member."""

    file: str
    offset: int
    length: int


class Original(NamedTuple):
    """The earlier capture whose payload a revisit record points to."""

    url: str
    fetched_at: datetime


class WarcFile:
    """One WARC file, opened for appending; plain when its name does not end in `.gz`.

    A record is written whole or not at all: when the disk is full, the file is cut back to its last whole record.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pack = _gzip_member if path.name.endswith(".gz") else bytes
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise StorageError(f"{path}: cannot be written: {error.strerror}") from error
        self.size = os.fstat(self._descriptor).st_size
        if self.size == 0:
            self._append(self._pack(_warcinfo(path.name)))

    def write(self, response: Response, *, original: Original | None = None) -> Place:
        """Append the response, or a revisit record of `original`, and its request; return the response's place."""
        record_id = f"<urn:uuid:{uuid4()}>"
        member = self._pack(_response_record(response, record_id, original))
        place = Place(self.path.name, self.size, len(member))
        self._append(member + self._pack(_request_record(response, record_id)))
        return place

    def sync(self) -> None:
        """Return when all that was written is on the disk."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file; writing to it afterwards is an error."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, data: bytes) -> None:
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._descriptor, view) :]
        except OSError as error:
            os.ftruncate(self._descriptor, self.size)
            kind = DiskFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else StorageError
            raise kind(f"{self.path}: {error.strerror}; nothing was written") from error
        self.size += len(data)


class WarcFolder:
    """The numbered WARC files of a folder; a new one is begun when the last has reached `max_bytes`.

    The caller holds the archive's lock while it writes; another process may have appended in between.
    """

    def __init__(self, folder: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._current: WarcFile | None = None

    def files(self) -> list[Path]:
        """Return the files, oldest first."""
        return sorted(self._folder.glob("scraper-*.warc.gz"))

    def write(self, response: Response, *, original: Original | None = None) -> Place:
        """Append to the newest file; see `WarcFile.write`."""
        current = self._current
        if current is None or current.size >= self._max_bytes:
            current = self._open()
        return current.write(response, original=original)

    @property
    def end(self) -> int:
        """The size of the file that was written last."""
        return self._current.size if self._current else 0

    def sync(self) -> None:
        """Return when all that was written is on the disk."""
        if self._current is not None:
            self._current.sync()

    def release(self) -> None:
        """Close the file, so that the next write looks again where the end is."""
        if self._current is not None:
            self._current.close()
            self._current = None

    def _open(self) -> WarcFile:
        self.release()
        files = self.files()
        if files and files[-1].stat().st_size < self._max_bytes:
            path = files[-1]
        else:
            number = int(files[-1].name.split("-")[1]) + 1 if files else 1
            path = self._folder / f"scraper-{number:06}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.warc.gz"
        self._current = WarcFile(path)
        return self._current


# ---------------------------------------------------------------- records as bytes


def _gzip_member(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(data) + packer.flush()


def warc_date(moment: datetime) -> str:
    """Return the moment as WARC 1.1 writes it: UTC, to the microsecond.

    >>> warc_date(datetime(2024, 4, 30, 5, 5, tzinfo=UTC))
    '2024-04-30T05:05:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@cache
def _classes() -> tuple[type[WARCWriter], type[StatusAndHeaders]]:
    """Return warcio's writer with SHA-256 digests, and its headers with their bytes as the server sent them."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.utils import Digester
    from warcio.warcwriter import WARCWriter

    class Headers(StatusAndHeaders):  # type: ignore[misc] # warcio ships no types
        def to_ascii_bytes(self, _filter: object = None) -> bytes:
            text: str = self.to_str()
            return (text + "\r\n").encode("latin-1" if all(char < "\u0100" for char in text) else "utf-8")

    class Writer(WARCWriter):  # type: ignore[misc] # warcio ships no types
        _create_digester: Callable[[], Any] = staticmethod(lambda: Digester("sha256"))

    return Writer, Headers


def _writer() -> WARCWriter:
    writer, _ = _classes()
    return writer(io.BytesIO(), gzip=False, warc_version="1.1")


def _warcinfo(file_name: str) -> bytes:
    writer = _writer()
    info = {
        "software": f"scraper/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    writer.write_record(writer.create_warcinfo_record(file_name, info))
    content: bytes = writer.out.getvalue()
    return content


def _response_record(response: Response, record_id: str, original: Original | None) -> bytes:
    _, headers_class = _classes()
    writer = _writer()
    status = f"{response.status} {_one_line(response.reason or reason_phrases.get(response.status, ''))}".rstrip()
    http = headers_class(status, _stored_headers(response), protocol="HTTP/1.1")
    headers = {"WARC-Record-ID": record_id, **_record_headers(response)}
    if original is None:
        record = writer.create_warc_record(
            _target(response),
            "response",
            payload=io.BytesIO(response.content),
            length=len(response.content),
            http_headers=http,
            warc_headers_dict=headers,
        )
    else:
        digester = writer._create_digester()  # noqa: SLF001 -- the writer's own choice of digest
        digester.update(response.content)
        record = writer.create_revisit_record(
            _target(response),
            digest=str(digester),
            refers_to_uri=original.url,
            refers_to_date=warc_date(original.fetched_at),
            http_headers=http,
            warc_headers_dict=headers,
        )
    writer.write_record(record)
    content: bytes = writer.out.getvalue()
    return content


def _request_record(response: Response, answer_id: str) -> bytes:
    _, headers_class = _classes()
    writer = _writer()
    parts = urlsplit(_target(response))
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    sent = [(name, _one_line(value)) for name, value in response.request_headers]
    if not any(name.lower() == "host" for name, _ in sent):
        sent.insert(0, ("Host", parts.netloc))
    http = headers_class(f"GET {path} HTTP/1.1", sent, is_http_request=True)
    record = writer.create_warc_record(
        _target(response),
        "request",
        http_headers=http,
        warc_headers_dict={"WARC-Date": _date(response), "WARC-Concurrent-To": answer_id},
    )
    writer.write_record(record)
    content: bytes = writer.out.getvalue()
    return content


def _target(response: Response) -> str:
    return response.final_url or response.url


def _date(response: Response) -> str:
    return warc_date(response.fetched_at or datetime.now(UTC))


def _record_headers(response: Response) -> dict[str, str]:
    headers = {"WARC-Date": _date(response)}
    if response.address:
        headers["WARC-IP-Address"] = response.address
    if _target(response) != response.url:
        headers[REQUESTED] = response.url
    if response.redirects:
        headers[REDIRECTS] = " ".join(url.replace(" ", "%20") for url in response.redirects)
    return headers


def _one_line(text: str) -> str:
    return _LINE_BREAKS.sub(" ", text)


def _stored_headers(response: Response) -> list[tuple[str, str]]:
    """Return the headers to write: what no longer holds of the unpacked body is renamed, its length is set right."""
    length = str(len(response.content))
    headers = []
    for name, value in response.headers:
        is_wrong = name.lower() in WIRE_HEADERS and value != length
        headers.append((ORIGINAL_PREFIX + name if is_wrong else name, _one_line(value)))
    if any(name.lower() == f"{ORIGINAL_PREFIX}content-length".lower() for name, _ in headers):
        headers.append(("Content-Length", length))
    return headers
