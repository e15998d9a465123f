"""The pictures and style sheets of pages: which pages wait for theirs, what is stored already, and the storing.

An asset is a capture with the outcome `asset` and the page's capture as `part_of`; it has no record and makes no story.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, literal, select

from scraper.model import Response
from scraper.store.database import Instant, awaiting_assets, captures, instant
from scraper.store.identity import bounded
from scraper.store.intake import Added
from scraper.store.pages import Pages
from scraper.store.prepared import Page
from scraper.store.rows import capture_columns
from scraper.store.warc import WarcFolder

OUTCOME = "asset"
# The outcomes of a story whose page is stored because it differs from all before.
_SHOWN = frozenset({"new", "changed", "older"})
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_STARTS = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"<svg", b"\0\0\1\0")
_BOXES = (b"ftypavif", b"ftypheic", b"ftypmif1")


def is_asset(response: Response) -> bool:
    """Return whether an answer is a picture or a style sheet: by its type, where it tells none by its first bytes.

    >>> is_asset(Response("http://a.example/b", b"", headers=(("content-type", "image/png"),)))
    True
    """
    kind = (response.header("content-type") or "").partition(";")[0].strip().lower()
    start = response.content[:16]
    by_bytes = start.startswith(_STARTS) or start[8:12] == b"WEBP" or start[4:12] in _BOXES
    return kind.startswith("image/") or kind == "text/css" or (kind in _UNTOLD and by_bytes)


def wait(connection: Connection, added: Iterable[Added]) -> None:
    """Note that the assets of new stories and versions are to be had; they wait until `add` is called for each."""
    numbers = {one.capture_id for one in added if one.capture_id and one.outcome in _SHOWN}
    rows = [{"capture_id": number} for number in sorted(numbers)]
    known = set(connection.execute(select(awaiting_assets.c.capture_id)).scalars()) if rows else set()
    new = [row for row in rows if row["capture_id"] not in known]
    if new:
        connection.execute(awaiting_assets.insert(), new)


def waiting(connection: Connection, limit: int, besides: Collection[int] = ()) -> list[int]:
    """Return some captures that wait for their assets, oldest first, but not those of `besides`."""
    number = awaiting_assets.c.capture_id
    chosen = select(number).where(number.not_in(besides)).order_by(number).limit(limit)
    return list(connection.execute(chosen).scalars())


def further_pages(connection: Connection, number: int) -> list[int]:
    """Return the captures of the further pages of the article that a capture begins."""
    chosen = select(captures.c.id).where(captures.c.part_of == number, captures.c.outcome != OUTCOME)
    return list(connection.execute(chosen.order_by(captures.c.id)).scalars())


def known(connection: Connection, urls: Collection[str], since: datetime) -> set[str]:
    """Return those of the addresses that are stored as assets since a time."""
    by_row = {bounded(url): url for url in urls}
    is_recent = instant(captures.c.fetched_at) >= instant(literal(since, Instant))
    chosen = select(captures.c.url).where(captures.c.url.in_(list(by_row)), captures.c.outcome == OUTCOME, is_recent)
    return {by_row[url] for url in connection.execute(chosen).scalars()}


def add(connection: Connection, warc: WarcFolder | None, number: int, responses: Sequence[Response]) -> int:
    """Store the assets of a capture, which waits no more; return how many were not stored before."""
    pages = Pages(connection, warc)
    made = [_page(response) for response in responses]
    pages.look_up({page.row["payload_sha256"] for page in made})
    new = 0
    for page in made:
        capture = pages.take(page, part_of=number)
        if capture.is_new:
            pages.note(capture, OUTCOME)
            new += 1
    pages.finish()
    connection.execute(awaiting_assets.delete().where(awaiting_assets.c.capture_id == number))
    return new


def _page(response: Response) -> Page:
    at = response.fetched_at or datetime.now(UTC)
    return Page(replace(response, fetched_at=at), response.fetched_at is not None, capture_columns(response, at), None)
