"""The captures of a batch: the bytes go to the WARC file, then a row says where they are and what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from scraper.store.database import Row, captures, insert_many, warc_files
from scraper.store.prepared import Page
from scraper.store.warc import Original, WarcFolder, packed


class Capture(NamedTuple):
    """A capture that is stored or about to be; `row` is filled as its outcome becomes known."""

    id: int
    row: Row
    is_new: bool


class Pages:
    """The captures of one transaction; `flush` writes them, `finish` makes the WARC file's end known."""

    def __init__(self, connection: Connection, warc: WarcFolder | None) -> None:
        self._connection = connection
        self._warc = warc
        self._by_payload: dict[str, list[Row]] = defaultdict(list)
        self._new: list[Row] = []
        self._noted: dict[int, Row] = {}
        self._ends: dict[str, int] = {}
        self._next = (connection.execute(select(func.max(captures.c.id))).scalar() or 0) + 1

    def look_up(self, digests: Iterable[str]) -> None:
        """Learn which captures with these payloads are stored."""
        for row in self._connection.execute(select(captures).where(captures.c.payload_sha256.in_(list(digests)))):
            self._by_payload[row.payload_sha256].append(dict(row._mapping))  # noqa: SLF001 -- public in spite of its name

    def take(self, page: Page, *, part_of: int | None = None) -> Capture:
        """Return the stored capture of this very visit, or a new one whose bytes are now in the WARC file."""
        row = page.row
        same = self._by_payload[row["payload_sha256"]]
        for known in same:
            is_same_time = not page.is_dated or known["fetched_at"] == row["fetched_at"]
            if known["url"] == row["url"] and is_same_time:
                return Capture(known["id"], known, is_new=False)
        original = next((one for one in same if one["warc_file"] and one["refers_to"] is None), None)
        row = row | {
            "id": self._next,
            "refers_to": original["id"] if original and row["payload_bytes"] else None,
            "part_of": part_of,
            "article_id": None,
            "content_digest": None,
            "outcome": "captured",
            "warc_file": None,
            "warc_offset": None,
            "warc_length": None,
        }
        if self._warc is not None:
            self._write(self._warc, page, row, original)
        self._next += 1
        self._new.append(row)
        same.append(row)
        return Capture(row["id"], row, is_new=True)

    def _write(self, warc: WarcFolder, page: Page, row: Row, original: Row | None) -> None:
        if original and row["refers_to"]:
            earlier = Original(original["final_url"] or original["url"], original["fetched_at"])
            records = packed(page.response, original=earlier)
        else:
            records = page.records or packed(page.response)
        place = warc.append(records)
        row |= {"warc_file": place.file, "warc_offset": place.offset, "warc_length": place.length}
        self._ends[place.file] = warc.end

    def note(self, capture: Capture, outcome: str, article_id: int | None = None, digest: str | None = None) -> None:
        """Say what came of a capture: the story it belongs to and the digest of the content it showed."""
        told = {"outcome": outcome, "article_id": article_id, "content_digest": digest}
        capture.row.update(told)
        if not any(row is capture.row for row in self._new[-1:]):
            self._noted[capture.id] = {"capture": capture.id, **told}

    def has_shown(self, payload_sha256: str, article_id: int, digest: str) -> bool:
        """Whether the same bytes once gave the story this content."""
        return any(
            row["article_id"] == article_id and row["content_digest"] == digest
            for row in self._by_payload[payload_sha256]
        )

    def flush(self) -> None:
        """Write the rows."""
        insert_many(self._connection, captures, self._new)
        self._new = []
        if self._noted:
            change = captures.update().where(captures.c.id == bindparam("capture"))
            self._connection.execute(change, list(self._noted.values()))
            self._noted = {}

    def finish(self) -> None:
        """Write the rows and the ends of the WARC files, which are on the disk when this returns."""
        self.flush()
        if self._warc is None or not self._ends:
            return
        self._warc.sync()
        self._connection.execute(warc_files.delete().where(warc_files.c.name.in_(list(self._ends))))
        self._connection.execute(warc_files.insert(), [{"name": name, "size": end} for name, end in self._ends.items()])
