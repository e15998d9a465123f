"""Reading WARC and ARC files made by any tool: a file in, the pages it holds out, in file order.

Read are response records of http and https, `resource` and `conversion` records (Common Crawl's WET text). The body is
unpacked (chunked, gzip, deflate, brotli, zstd). A record that is cut off, broken or too large is named and left out.
"""

from __future__ import annotations

import gzip
import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from scraper.errors import DamagedWarc, StorageError
from scraper.model import Response, in_utc
from scraper.store.warc.members import WrongLength, is_zstd, next_record, sound_end
from scraper.store.warc.payload import payload
from scraper.store.warc.writer import ORIGINAL_PREFIX, REDIRECTS, REQUESTED, WIRE_HEADERS, Place
from scraper.unpack import BreaksOff, zstd_file

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

logger = logging.getLogger(__name__)

MAX_CONTENT = 32 * 1024 * 1024
_SHORT_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
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
    """Yield the records of pages and revisits with their places, from the offset `start` on; see `read_warc`.

    Behind a record that is damaged, reading goes on at the next one.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
    with stream:
        if is_zstd(stream):
            yield from _of_zstd(stream, path.name, on_problem)
            return
        count, at = 0, start
        while True:
            stream.seek(at)
            damage = Damage(on_problem)
            for entry in _entries_from(stream, path, damage, skip=count):
                count += 1
                yield entry
            following = next_record(stream, damage.at + 1) if damage.at is not None else None
            if following is None:
                break
            if damage.is_foreign:
                on_problem(f"{path}: begins with what is no record")
            at = following
        if not count and damage.is_foreign:
            raise DamagedWarc(f"{path}: not a WARC file")


class Damage:
    """Where reading stopped, and whether anything was said of it."""

    def __init__(self, on_problem: Callable[[str], None]) -> None:
        self._on_problem = on_problem
        self.at: int | None = None
        self.has_said = False
        self.is_foreign = False

    def tell(self, problem: str) -> None:
        """Say what can't be read."""
        self.has_said = True
        self._on_problem(problem)


def _entries_from(stream: IO[bytes], path: Path, damage: Damage, *, skip: int) -> Iterator[Entry]:
    """Yield the records from where the stream stands up to its end or to what is damaged."""
    from warcio.exceptions import ArchiveLoadFailed

    start = end = stream.tell()
    count = 0
    try:
        for entry in _entries(stream, path.name, damage):
            count += 1
            end = entry.place.offset + entry.place.length
            yield entry
        # A member that breaks off before its first byte of text goes unnoticed above.
        if not damage.has_said and _is_gzip(path) and sound_end(path, end) < path.stat().st_size:
            damage.tell(f"{path}: cut off after {count + skip} records")
    except ArchiveLoadFailed as error:
        if "non-chunked gzip" in str(error):
            yield from _single_member(path, count + skip, damage)
            return
        damage.is_foreign = start == 0 and not count
        damage.at = max(start, end)
        if not damage.is_foreign:
            damage.tell(f"{path}: broken after {count + skip} records: {_first_line(error)}")


def _of_zstd(stream: BinaryIO, name: str, on_problem: Callable[[str], None]) -> Iterator[Entry]:
    """Yield the records of a file of zstd frames; they have no places to seek to."""
    from warcio.exceptions import ArchiveLoadFailed

    damage = Damage(on_problem)
    pieces = _Pieces(zstd_file(stream))
    count = 0
    try:
        for entry in _entries(cast("IO[bytes]", io.BufferedReader(pieces)), name, damage):
            count += 1
            yield entry
    except ArchiveLoadFailed as error:
        damage.tell(f"{name}: broken after {count} records: {_first_line(error)}")
    if not pieces.total:
        raise DamagedWarc(f"{name}: no frame can be unpacked: the file is damaged, or its dictionary is missing")
    if pieces.is_cut and not damage.has_said:
        damage.tell(f"{name}: cut off after {count} records")


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file that is read once."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""
        self.total = 0
        self.is_cut = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._held:
            try:
                self._held = next(self._pieces)
            except StopIteration:
                return 0
            except BreaksOff:
                self.is_cut = True
                return 0
            self.total += len(self._held)
        count = min(len(buffer), len(self._held))
        buffer[:count], self._held = self._held[:count], self._held[count:]
        return count


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def _single_member(path: Path, skip: int, damage: Damage) -> Iterator[Entry]:
    """Yield the rest of a file that was packed as one gzip member; its records have no places to seek to."""
    with gzip.open(path, "rb") as stream:
        for number, entry in enumerate(_entries(stream, path.name, damage)):
            if number >= skip:
                yield entry
        try:
            stream.read(1)
        except (EOFError, OSError) as error:
            damage.tell(f"{path}: cut off: {_first_line(error)}")


def _entries(stream: IO[bytes] | gzip.GzipFile, name: str, damage: Damage) -> Iterator[Entry]:
    from warcio.archiveiterator import ArchiveIterator

    iterator = ArchiveIterator(stream, arc2warc=True)
    iterator.INC_RECORD = WrongLength(name, damage.tell)
    try:
        for record in iterator:
            entry = _entry(record, iterator, name, damage.tell)
            if entry:
                yield entry
    except (EOFError, zlib.error, gzip.BadGzipFile, OSError, ValueError, AttributeError) as error:
        # AttributeError: warcio meets a record header without the fields it counts on.
        damage.at = iterator.offset
        damage.tell(f"{name}: cut off or broken near byte {iterator.offset}: {_first_line(error)}")


def _entry(
    record: ArcWarcRecord, iterator: ArchiveIterator, name: str, on_problem: Callable[[str], None]
) -> Entry | None:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    is_revisit = record.rec_type == "revisit"
    is_page = record.rec_type in PAGE_RECORDS and url.startswith(("http:", "https:"))
    content = payload(record, MAX_CONTENT) if is_page else b""
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
    """Return the time of a record; WARC 1.1 allows a day, a month or a year alone, which are their beginning."""
    found = _SHORT_DATE.fullmatch((text or "").strip())
    try:
        if found:
            return datetime(int(found[1]), int(found[2] or 1), int(found[3] or 1), tzinfo=UTC)
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return in_utc(moment) and (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


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
    entry = next(_entries(io.BytesIO(data), place.file, Damage(problems.append)), None)
    if entry is None:
        raise DamagedWarc(f"{path}: no whole record at offset {place.offset}")
    return entry.response
