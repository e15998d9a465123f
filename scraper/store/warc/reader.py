"""Reading WARC and ARC files made by any tool: a file in, the pages it holds out, in file order.

Read are response records of http and https, `resource` and `conversion` records (Common Crawl's WET text). The body is
unpacked (chunked, gzip, deflate). A record that is cut off, broken or too large is named and left out.
"""

from __future__ import annotations

import gzip
import io
import logging
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from scraper.errors import DamagedWarc, StorageError
from scraper.model import Response
from scraper.store.warc.writer import ORIGINAL_PREFIX, REDIRECTS, REQUESTED, WIRE_HEADERS, Place

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

logger = logging.getLogger(__name__)

MAX_CONTENT = 32 * 1024 * 1024
PAGE_RECORDS = frozenset({"response", "resource", "conversion"})


class Entry(NamedTuple):
    """One record of a WARC file; a revisit record has no content of its own but the digest of its payload."""

    response: Response
    place: Place
    is_revisit: bool = False
    payload_digest: str | None = None


def read_warc(path: Path | str, *, on_problem: Callable[[str], None] = logger.warning) -> Iterator[Response]:
    """Yield the pages of the file; what can't be read is said to `on_problem`, what stands before it is still yielded.

    Raises `DamagedWarc` when the file is no WARC at all, `StorageError` when it can't be opened.
    """
    for entry in entries(Path(path), on_problem=on_problem):
        if not entry.is_revisit:
            yield entry.response


def entries(path: Path, *, start: int = 0, on_problem: Callable[[str], None] = logger.warning) -> Iterator[Entry]:
    """Yield the records of pages and revisits with their places, from the offset `start` on; see `read_warc`."""
    from warcio.exceptions import ArchiveLoadFailed

    try:
        stream = path.open("rb")
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
    count, end = 0, start
    said: list[str] = []

    def tell(problem: str) -> None:
        said.append(problem)
        on_problem(problem)

    with stream:
        stream.seek(start)
        try:
            for entry in _entries(stream, path.name, tell):
                count += 1
                end = entry.place.offset + entry.place.length
                yield entry
            # A member that breaks off before its first byte of text goes unnoticed above.
            if not said and _is_gzip(path) and sound_end(path, end) < path.stat().st_size:
                on_problem(f"{path}: cut off after {count} records")
        except ArchiveLoadFailed as error:
            if "non-chunked gzip" in str(error):
                yield from _single_member(path, count, on_problem)
            elif not count:
                raise DamagedWarc(f"{path}: not a WARC file") from error
            else:
                on_problem(f"{path}: broken after {count} records: {_first_line(error)}")


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def _single_member(path: Path, skip: int, on_problem: Callable[[str], None]) -> Iterator[Entry]:
    """Yield the rest of a file that was packed as one gzip member; its records have no places to seek to."""
    with gzip.open(path, "rb") as stream:
        for number, entry in enumerate(_entries(stream, path.name, on_problem)):
            if number >= skip:
                yield entry
        try:
            stream.read(1)
        except (EOFError, OSError) as error:
            on_problem(f"{path}: cut off: {_first_line(error)}")


def _entries(stream: IO[bytes] | gzip.GzipFile, name: str, on_problem: Callable[[str], None]) -> Iterator[Entry]:
    from warcio.archiveiterator import ArchiveIterator

    iterator = ArchiveIterator(stream, arc2warc=True)
    try:
        for record in iterator:
            entry = _entry(record, iterator, name, on_problem)
            if entry:
                yield entry
    except (EOFError, zlib.error, gzip.BadGzipFile, OSError, ValueError, AttributeError) as error:
        # AttributeError: warcio meets a record header without the fields it counts on.
        on_problem(f"{name}: cut off or broken near byte {iterator.offset}: {_first_line(error)}")


def _entry(
    record: ArcWarcRecord, iterator: ArchiveIterator, name: str, on_problem: Callable[[str], None]
) -> Entry | None:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    is_revisit = record.rec_type == "revisit"
    is_page = record.rec_type in PAGE_RECORDS and url.startswith(("http:", "https:"))
    content = record.content_stream().read(MAX_CONTENT + 1) if is_page else b""
    is_cut_off = _is_cut_off(record)
    offset, length = iterator.get_record_offset(), iterator.get_record_length()
    if is_cut_off:
        on_problem(f"{name}: {url or record.rec_type}: cut off at offset {offset}, left out")
    elif len(content) > MAX_CONTENT:
        on_problem(f"{name}: {url}: more than {MAX_CONTENT} bytes at offset {offset}, left out")
    elif is_page or is_revisit:
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        return Entry(_response(record, url, content), Place(name, offset, length), is_revisit, digest)
    return None


def _is_cut_off(record: ArcWarcRecord) -> bool:
    """Whether the file ends before the record does: after a full read, something of its length is still missing."""
    while record.raw_stream.read(65536):
        pass
    return bool(getattr(record.raw_stream, "limit", 0))


def _response(record: ArcWarcRecord, target: str, content: bytes) -> Response:
    rec, http = record.rec_headers, record.http_headers
    headers = tuple(_own_headers(http.headers)) if http else (("Content-Type", rec.get_header("Content-Type") or ""),)
    return Response(
        url=rec.get_header(REQUESTED) or target,
        content=content,
        status=_status(http.get_statuscode()) if http else 200,
        final_url=target,
        headers=headers,
        fetched_at=_moment(rec.get_header("WARC-Date")),
        redirects=tuple((rec.get_header(REDIRECTS) or "").split()),
        reason=http.statusline.partition(" ")[2] if http else "",
        address=rec.get_header("WARC-IP-Address"),
        is_saved=record.rec_type == "resource",
    )


def _own_headers(headers: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the headers as the server sent them: a renamed one takes the place of the one written in its stead."""
    renamed = {name[len(ORIGINAL_PREFIX) :].lower() for name, _ in headers if name.startswith(ORIGINAL_PREFIX)}
    for name, value in headers:
        if name.startswith(ORIGINAL_PREFIX) and name[len(ORIGINAL_PREFIX) :].lower() in WIRE_HEADERS:
            yield name[len(ORIGINAL_PREFIX) :], value
        elif name.lower() not in renamed:
            yield name, value


def _status(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 200


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _first_line(error: BaseException) -> str:
    line = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return line[:120]


# ---------------------------------------------------------------- our own files, by place


def read_at(folder: Path, place: Place) -> Response:
    """Return the response at `place`; raises `DamagedWarc` when no whole record stands there."""
    path = folder / place.file
    try:
        with path.open("rb") as stream:
            stream.seek(place.offset)
            data = stream.read(place.length)
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
    problems: list[str] = []
    entry = next(_entries(io.BytesIO(data), place.file, problems.append), None)
    if entry is None:
        raise DamagedWarc(f"{path}: no whole record at offset {place.offset}")
    return entry.response


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
