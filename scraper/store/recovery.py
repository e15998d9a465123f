"""After a crash: WARC files that reach further than the database knows are cut to whole records and taken in again.

So nothing that was written is lost, nothing half-written stays, and a lost database can be rebuilt from the files.
"""

from __future__ import annotations

import base64
import logging
import os
from pathlib import Path

from sqlalchemy import Connection, func, select

from scraper.store import assets
from scraper.store.database import Row, captures, warc_files
from scraper.store.rows import capture_columns
from scraper.store.warc import Entry, WarcFolder, entries, sound_end

logger = logging.getLogger(__name__)


def recover(connection: Connection, warc: WarcFolder) -> int:
    """Bring the captures and the WARC files into step; return how many captures were missing. The lock is held."""
    known = {row.name: row.size for row in connection.execute(select(warc_files))}
    found = 0
    for path in warc.files():
        size = known.get(path.name, 0)
        if path.stat().st_size > size:
            found += _take_in(connection, path, size)
    return found


def _take_in(connection: Connection, path: Path, start: int) -> int:
    end = sound_end(path, start)
    if end < path.stat().st_size:
        logger.warning("%s: the last record was cut off while it was written, and is removed", path)
        os.truncate(path, end)
    first = following = (connection.execute(select(func.max(captures.c.id))).scalar() or 0) + 1
    for entry in entries(path, start=start):
        row = _row(connection, entry)
        if row and not _is_stored(connection, row):
            connection.execute(captures.insert(), {"id": following, **row})
            following += 1
    connection.execute(warc_files.delete().where(warc_files.c.name == path.name))
    connection.execute(warc_files.insert(), {"name": path.name, "size": end})
    return following - first


def _row(connection: Connection, entry: Entry) -> Row | None:
    """Return the row of a record; of a revisit record only when the payload it points to is stored."""
    if entry.response.fetched_at is None:
        return None
    row = capture_columns(entry.response, entry.response.fetched_at)
    # A page is never of such a kind, and of an asset there is nothing to read.
    outcome = assets.OUTCOME if assets.is_asset(entry.response) else "recovered"
    row |= {"outcome": outcome, "refers_to": None}
    row |= {"warc_file": entry.place.file, "warc_offset": entry.place.offset, "warc_length": entry.place.length}
    if not entry.is_revisit:
        return row
    digest = base64.b32decode((entry.payload_digest or "").removeprefix("sha256:")).hex()
    found = select(captures.c.id, captures.c.payload_bytes).where(
        captures.c.payload_sha256 == digest, captures.c.warc_file.is_not(None), captures.c.refers_to.is_(None)
    )
    original = connection.execute(found.limit(1)).first()
    if original is None:
        return None
    return row | {"payload_sha256": digest, "payload_bytes": original.payload_bytes, "refers_to": original.id}


def _is_stored(connection: Connection, row: Row) -> bool:
    columns = captures.c
    same = [columns[name] == row[name] for name in ("url", "fetched_at", "payload_sha256")]
    return connection.execute(select(columns.id).where(*same)).first() is not None
