"""Pages and records into the tables: a batch in, one transaction out; a page is wholly in or not at all.

The bytes go to the WARC file before a row names them. The caller holds the archive's lock. The same page twice changes
nothing; an older page than the newest one takes its place in the story's history.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from scraper.model import Verdict
from scraper.store import labels, people
from scraper.store.copies import resemblance, shingles
from scraper.store.database import Row, articles, captures, insert_many, unclustered, version_rows, weather_readings
from scraper.store.identity import Identity, from_address, story_key
from scraper.store.pages import Capture, Pages
from scraper.store.prepared import Item, Prepared, Record
from scraper.store.rows import identity_columns, read_record
from scraper.store.search import index as search_index
from scraper.store.versions import STORIES, Observation, history, is_change
from scraper.store.warc import WarcFolder

__all__ = ["Added", "Batch", "Item"]

GONE_STATUS = frozenset({404, 410})
# What a capture is called that was written before a crash and not read.
RECOVERED = "recovered"
# Two stories under one canonical URL: below this share of common text they are not versions of each other.
MIN_RESEMBLANCE = 0.1


class Added(NamedTuple):
    """What became of an item.

    `outcome` is new, changed, unchanged, older (it went into the story's past), repeated (it was there already), gone,
    the verdict of a page that is no story, or the outcome given with a page without a record.
    """

    outcome: str
    capture_id: int | None = None
    article_id: int | None = None
    version: int | None = None


@dataclass(slots=True)
class Story:
    """What the batch knows of an article that is stored or about to be."""

    id: int
    version: int
    digest: str
    verdict: str
    seen_at: datetime | None


class Batch:
    """One transaction's worth of items; `finish` writes what is still held back."""

    def __init__(self, connection: Connection, warc: WarcFolder | None) -> None:
        self._connection = connection
        self._pages = Pages(connection, warc)
        self._stories: dict[str, Story | None] = {}
        self._articles: list[Row] = []
        self._versions: list[Row] = []
        self._weather: list[Row] = []
        self._found_by: dict[int, Row] = {}
        self._bylines: dict[int, people.Byline] = {}
        self._labels: dict[int, labels.Labels] = {}
        self._seen: dict[int, Row] = {}
        self._next_article = (connection.execute(select(func.max(articles.c.id))).scalar() or 0) + 1

    def add(self, items: Sequence[Prepared]) -> list[Added]:
        """Take the items in, in order; return what became of each."""
        self._look_up({item.identity.key for item in items if item.identity})
        self._pages.look_up({item.page.row["payload_sha256"] for item in items if item.page})
        return [self._take(item) for item in items]

    def finish(self) -> None:
        """Write all rows; the WARC files are on the disk when this returns."""
        self._flush()
        self._pages.finish()

    def _flush(self) -> None:
        insert_many(self._connection, articles, self._articles)
        insert_many(self._connection, unclustered, [{"article_id": row["id"]} for row in self._articles])
        self._pages.flush()
        for table, rows in ((version_rows, self._versions), (weather_readings, self._weather)):
            if rows:
                following = (self._connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
                insert_many(self._connection, table, [{"id": following + n, **row} for n, row in enumerate(rows)])
        if self._seen:
            change = articles.update().where(articles.c.id == bindparam("article"))
            self._connection.execute(change, list(self._seen.values()))
        search_index.index(self._connection, self._found_by)
        people.link(self._connection, self._bylines)
        labels.label(self._connection, self._labels)
        for held in (
            self._articles,
            self._versions,
            self._weather,
            self._found_by,
            self._bylines,
            self._labels,
            self._seen,
        ):
            held.clear()

    def _look_up(self, keys: Iterable[str]) -> None:
        unknown = set(keys) - set(self._stories)
        self._stories.update(dict.fromkeys(unknown))
        columns = articles.c
        found = select(columns.id, columns.version, columns.content_digest, columns.verdict, columns.seen_at)
        for row in self._connection.execute(
            found.add_columns(columns.identity).where(columns.identity.in_(list(unknown)))
        ):
            self._stories[row.identity] = Story(row.id, row.version, row.content_digest, row.verdict, row.seen_at)

    def _story(self, identity: Identity | None) -> Story | None:
        if identity is None:
            return None
        if identity.key not in self._stories:
            self._look_up([identity.key])
        return self._stories[identity.key]

    # ------------------------------------------------------------ one item

    def _take(self, item: Prepared) -> Added:
        capture = self._pages.take(item.page) if item.page else None
        is_read = capture and not capture.is_new and capture.row["outcome"] != RECOVERED
        if capture and is_read and (item.record is None or capture.row["article_id"]):
            return Added("repeated", capture.id, capture.row["article_id"])
        if item.record and item.identity and item.record.verdict in STORIES:
            added = self._take_story(item.record, item.identity, capture)
        else:
            added = self._take_other(item, capture)
        for part in item.parts:
            further = self._pages.take(part, part_of=added.capture_id)
            if further.is_new or further.row["outcome"] == RECOVERED:
                self._pages.note(further, "part", added.article_id)
        return added

    def _take_other(self, item: Prepared, capture: Capture | None) -> Added:
        """Take a page that is no story: it leaves a capture, and may say that a story is gone."""
        outcome = item.record.verdict.value if item.record else item.outcome
        if capture is None:
            return Added(outcome)
        story = self._story(item.identity)
        if story and (capture.row["status"] in GONE_STATUS or outcome == Verdict.NOT_FOUND):
            self._flush()
            gone = articles.update().where(articles.c.id == story.id, articles.c.gone_at.is_(None))
            self._connection.execute(gone.values(gone_at=capture.row["fetched_at"]))
            outcome = "gone"
        self._pages.note(capture, outcome, story.id if story else None)
        return Added(outcome, capture.id, story.id if story else None)

    def _take_story(self, record: Record, identity: Identity, capture: Capture | None) -> Added:
        digest = record.digest
        start = (
            Observation(capture.id, capture.row["fetched_at"], digest) if capture else Observation(None, None, digest)
        )
        story = self._story(identity)
        if story and story.digest != digest and identity.reason == "canonical URL":
            identity = self._checked(identity, story, record, capture)
            story = self._story(identity)
        if story is None:
            return self._take_new(record, identity, start, capture)
        if record.verdict == Verdict.PAYWALLED and story.verdict != Verdict.PAYWALLED:
            return self._see(story, capture, Verdict.PAYWALLED.value, None)
        if capture and self._pages.has_shown(capture.row["payload_sha256"], story.id, story.digest):
            start = start._replace(digest=story.digest)
        is_older = bool(start.at and story.seen_at and start.at < story.seen_at)
        if start.digest != story.digest and not is_older and not self._is_change(story, record):
            start = start._replace(digest=story.digest)
        if start.digest == story.digest and not is_older:
            return self._see(story, capture, "unchanged", start.digest)
        if capture is None and self._had(story, digest):
            return Added("unchanged", None, story.id, story.version)
        return self._take_change(record, story, start, capture, is_older=is_older)

    def _take_new(self, record: Record, identity: Identity, start: Observation, capture: Capture | None) -> Added:
        number = self._next_article
        self._next_article += 1
        self._stories[identity.key] = Story(number, 1, start.digest, record.verdict.value, start.at)
        address = identity_columns(identity)
        self._articles.append(
            {
                **record.columns,
                **address,
                "id": number,
                "version": 1,
                "captured_at": start.at,
                "seen_at": start.at,
                "content_digest": record.digest,
            }
        )
        self._versions.append(history.newest_row(number, 1, start, record.columns))
        self._found_by[number] = record.search
        self._bylines[number] = people.Byline(address["host"], record.authors)
        self._labels[number] = record.labels
        self._add_weather(record, number, capture)
        if capture:
            self._pages.note(capture, "new", number, start.digest)
        return Added("new", start.capture_id, number, 1)

    def _take_change(
        self, record: Record, story: Story, start: Observation, capture: Capture | None, *, is_older: bool
    ) -> Added:
        outcome = "older" if is_older else "changed"
        if capture:
            self._pages.note(capture, outcome, story.id, start.digest)
        self._add_weather(record, story.id, capture)
        self._flush()
        article = read_record(record.columns["record"])
        if is_older:
            story.version = history.rewrite(self._connection, story.id, {start.digest: article})
            return Added(outcome, start.capture_id, story.id, story.version)
        story.version = history.append(self._connection, story.id, start, article)
        story.digest, story.verdict, story.seen_at = start.digest, record.verdict.value, start.at or story.seen_at
        self._see_at(story, story.seen_at)
        return Added(outcome, start.capture_id, story.id, story.version)

    def _see(self, story: Story, capture: Capture | None, outcome: str, digest: str | None) -> Added:
        """Note that the story was seen without a change; `digest` is the content shown, if it was all shown."""
        if capture is None:
            return Added(outcome, None, story.id, story.version)
        self._pages.note(capture, outcome, story.id, digest)
        at = capture.row["fetched_at"]
        if story.seen_at is None or at > story.seen_at:
            self._see_at(story, at)
        return Added(outcome, capture.id, story.id, story.version)

    def _see_at(self, story: Story, at: datetime | None) -> None:
        story.seen_at = at
        self._seen[story.id] = {"article": story.id, "seen_at": at, "gone_at": None}

    def _add_weather(self, record: Record, number: int, capture: Capture | None) -> None:
        if capture is None or capture.is_new:
            place = {"capture_id": capture.id if capture else None, "article_id": number}
            self._weather += [{**place, **row} for row in record.weather]

    # ------------------------------------------------------------ what is stored

    def _is_change(self, story: Story, record: Record) -> bool:
        """Whether the record tells another story than the one that is stored, not only shows it otherwise."""
        self._flush()
        stored = self._connection.execute(select(articles.c.record).where(articles.c.id == story.id)).scalar_one()
        return is_change(read_record(stored), read_record(record.columns["record"]))

    def _had(self, story: Story, digest: str) -> bool:
        """Whether any version of the story has this content, so that a record without a page does not count twice."""
        self._flush()
        columns = version_rows.c
        found = select(columns.id).where(columns.article_id == story.id, columns.content_digest == digest)
        return self._connection.execute(found.limit(1)).first() is not None

    def _checked(self, identity: Identity, story: Story, record: Record, capture: Capture | None) -> Identity:
        """Return the identity by address when the canonical URL is another story's: some sites always name the same."""
        address = (capture.row["final_url"] or capture.row["url"]) if capture else record.columns["url"]
        own = from_address(address or identity.url, "canonical URL: names another story")
        self._flush()
        seen = self._connection.execute(select(captures.c.url).where(captures.c.article_id == story.id)).scalars()
        if own.key == identity.key or own.key in {story_key(url) for url in seen}:
            return identity
        columns = (articles.c.headline, articles.c.body_text)
        stored = self._connection.execute(select(*columns).where(articles.c.id == story.id)).one()
        is_version = stored.headline == record.columns["headline"] or (
            resemblance(shingles(stored.body_text), shingles(record.columns["body_text"])) >= MIN_RESEMBLANCE
        )
        return identity if is_version else own
