"""What servers said of the stored versions of addresses, to be sent back so that they may answer 304."""

from __future__ import annotations

from sqlalchemy import or_, select

from scraper.model import Validators
from scraper.store.archive import Archive
from scraper.store.database import captures
from scraper.store.identity import bounded


def stored_validators(archive: Archive, url: str) -> Validators | None:
    """Return the validators of the newest stored page of `url`, `None` when there is none or it had none."""
    url = bounded(url)
    newest = (
        select(captures.c.etag, captures.c.last_modified)
        .where(or_(captures.c.final_url == url, captures.c.url == url), captures.c.status == 200)
        .order_by(captures.c.fetched_at.desc())
        .limit(1)
    )
    with archive.reading() as connection:
        row = connection.execute(newest).first()
    return Validators(row.etag, row.last_modified) if row and (row.etag or row.last_modified) else None
