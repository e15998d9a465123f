"""One site as its crawl learns it: what came of an address in, what to store and where to go next out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from scraper.crawl.plan import Site
from scraper.crawl.reading import Anchor, Read
from scraper.crawl.site.candidates import Candidates, Source
from scraper.crawl.site.doubts import A_WORD, NO_DATE, Doubts, is_below_a_folder
from scraper.crawl.site.echoes import Echoes
from scraper.crawl.site.leads import Sources
from scraper.crawl.site.ranks import page_rank
from scraper.crawl.site.walk import Walk, walk_of
from scraper.discover import (
    Count,
    Kind,
    PagePlace,
    Seen,
    Shapes,
    Step,
    following,
    is_feed_address,
    kind_of,
    look,
)
from scraper.model import Article, Verdict, in_utc
from scraper.store.frontier import SURE, Entered, Entry, Found, ShapeRow
from scraper.store.versions import STORIES

# A page of an unknown shape is a story only with so many characters of text, and less than this share of links.
_ENOUGH_TEXT = 150
_MOST_LINKS = 0.8
# Links that are remembered as judged, so that memory stays flat.
_MOST_SEEN = 100_000
# The outcomes of found addresses behind which there may be a story.
_READABLE = frozenset({None, "held", "story"})
# A list links to so many stories at least.
_STORIES_OF_A_LIST = 4
# A link with no longer a text is a menu's.
_SHORT_TEXT = 8


class Decision(NamedTuple):
    """What came of a page: its outcome and the reason, the addresses found on it, whether its record is kept."""

    outcome: str
    reason: str | None = None
    found: tuple[Found, ...] = ()
    is_story: bool = False
    # Where the walk through a list stands, and what the page showed of it.
    walk: Walk | None = None


class Explorer:
    """What is known of one site, and the decisions about its pages."""

    def __init__(self, site: Site, *, is_update: bool = False, is_listing: bool = False) -> None:
        self.site = site
        self.name = site.name
        self.is_update = is_update
        self.is_listing = is_listing
        # Whether stories out of the days wanted are left, though they came.
        self.is_strict = True
        self._seen: set[str] = set()
        self.shapes = Shapes()
        self.doubts = Doubts(self.shapes)
        self.candidates = Candidates(site, self.shapes, self.doubts, is_listing=is_listing)
        self.echoes = Echoes(self.candidates.sessions)
        self.sources = Sources(site, self.candidates, self._named)
        # Shapes about which a page has just decided: addresses that were held can be asked or left.
        self.decided: dict[str, Kind] = {}

    def learn(self, rows: Iterable[ShapeRow]) -> None:
        """Take in what earlier runs learned of the site's shapes."""
        for row in rows:
            if row.kind not in ("page", "list"):
                continue
            for count in self._counts(row.shape):
                count.take(row.outcome, row.total, row.dated, is_named=row.found_by in SURE)
        self.doubts.learn()

    def _counts(self, shape: str) -> list[Count]:
        """Return the counts that a page of this shape adds to: its shape's, and that of those side by side with it."""
        return [self.shapes[one] for one in dict.fromkeys((shape, kind_of(shape)))]

    def _named(self, found: Found) -> Found:
        if found.found_by in SURE:
            before = self.shapes.kind(found.shape)
            self.shapes[found.shape].named += 1
            self._note(found.shape, before)
        return found

    # ------------------------------------------------------------ pages

    def decide(self, entry: Entry, read: Read) -> Decision:
        """Return what a page is, and what it leads to."""
        if entry.kind == "home":
            return self._home(entry, read)
        if entry.kind == "list":
            return self._list(entry, read)
        return self._page(entry, read)

    def _home(self, entry: Entry, read: Read) -> Decision:
        feeds = [*read.feeds, *(link.url for link in read.links if is_feed_address(link.url))]
        sources = self.sources.feeds(feeds, entry.url)
        found = self._links(read.links, Source("home", entry.url, entry.depth + 1))
        frames = self.sources.frames(read.frames, entry)
        walk = walk_of(entry, read.links)
        return Decision("read", None, (*sources, *frames, *found), walk=walk)

    def _list(self, entry: Entry, read: Read) -> Decision:
        found = self._links(read.links, Source("list", entry.url, entry.depth + 1))
        return Decision("list", None, tuple(found), walk=walk_of(entry, read.links))

    def _page(self, entry: Entry, read: Read) -> Decision:
        before = self.shapes.kind(entry.shape)
        self.release_probe(entry)
        reason = self._no_story(entry, read)
        if reason is None:
            return self._story(entry, read, before)
        if self._is_list(read) and entry.found_by not in SURE and before is not Kind.STORY:
            self._count(entry, "list", before)
            return self._list(entry, read)
        if self.doubts.take(entry, read, reason):
            self._count(entry, "held", before)
            found = self._links(read.links, Source("story", entry.url, entry.depth + 1))
            return Decision("held", f"{reason}: what stands beside it decides", tuple(found))
        self._count(entry, "not_a_story", before)
        outcome = {Verdict.NOT_FOUND: "not_found", Verdict.EMPTY: "empty", Verdict.BLOCKED: "blocked"}
        return Decision(outcome.get(read.article.verdict, "not_a_story"), reason)

    def release_probe(self, entry: Entry) -> None:
        """Note that a page that may have been a probe has come, or will not."""
        for count in self._counts(entry.shape):
            count.probing = max(0, count.probing - (entry.visits == 0))

    def was_duplicate(self, entry: Entry) -> None:
        """Note that a page that looked like a story is one that another address had brought already."""
        for count in self._counts(entry.shape):
            count.stories, count.duplicates = max(0, count.stories - 1), count.duplicates + 1
        if self.shapes.kind(entry.shape) is not Kind.STORY:
            self.decided.pop(entry.shape, None)

    def _count(self, entry: Entry, outcome: str, before: Kind, *, is_dated: bool = False) -> None:
        for count in self._counts(entry.shape):
            count.take(outcome, 1, int(is_dated), is_named=entry.found_by in SURE, is_new=False)
        self._note(entry.shape, before)

    def _story(self, entry: Entry, read: Read, before: Kind) -> Decision:
        article = read.article
        other = self.echoes.before(entry.url, article)
        if other is not None:
            self._count(entry, "duplicate", before)
            return Decision("duplicate", f"of {other}")
        self._count(entry, "new", before, is_dated=article.published is not None)
        day = article.published_at.date() if article.published_at else None
        if day and self.is_strict and self.site.since and day < self.site.since:
            return Decision("too_old", f"published {day}, before {self.site.since}")
        if day and self.is_strict and self.site.until and day > self.site.until:
            return Decision("too_new", f"published {day}, after {self.site.until}")
        found = self._links(read.links, Source("story", entry.url, entry.depth + 1))
        return Decision("story", None, tuple(found), is_story=True)

    def _no_story(self, entry: Entry, read: Read) -> str | None:
        """Return why the page is no story; `None` when it is one."""
        article = read.article
        if article.verdict not in STORIES:
            return f"the page is {article.verdict.value}"
        if not article.headline:
            return "the page has no headline"
        if entry.found_by in SURE or self._is_marked(article):
            return None
        count = self.shapes[entry.shape]
        if article.published is None and count.wants_dates:
            return "the page has no date, as stories here have"
        if count.kind is Kind.STORY:
            return None
        if len(article.body_text) < _ENOUGH_TEXT:
            return "the page has little text"
        if read.link_share > _MOST_LINKS:
            return "the page is mostly links"
        # Two words are a slug where a sitemap names the page: no menu leads there.
        is_slug = entry.found_by == "sitemap" and "~-~" in kind_of(entry.shape)
        if not look(entry.url).is_open and not is_slug and not self.doubts.are_stories(entry.shape):
            return A_WORD
        return NO_DATE if article.published is None and not self.doubts.is_undated else None

    def _is_marked(self, article: Article) -> bool:
        """Whether the page's own data call it a news article."""
        return bool(article.published) and article.evidence["published"].source.startswith("json-ld")

    def _is_list(self, read: Read) -> bool:
        """Whether the page leads to some stories, or to one that no other page has led to."""
        stories: set[str] = set()
        beside: dict[str, set[str]] = defaultdict(set)
        for link in read.links:
            seen = look(link.url)
            if seen.refusal:
                continue
            if self.shapes.kind(seen.shape) is Kind.STORY or (seen.is_open and len(link.text) > _SHORT_TEXT):
                stories.add(link.url)
            elif len(link.text) > 2 * _SHORT_TEXT and kind_of(seen.shape) != seen.shape:
                beside[kind_of(seen.shape)].add(link.url)
        several = (some for some in beside.values() if len(some) >= _STORIES_OF_A_LIST)
        stories.update(*several)
        return len(stories) >= _STORIES_OF_A_LIST or not stories <= self._seen

    def _note(self, shape: str, before: Kind) -> None:
        after = self.shapes.kind(shape)
        if after is not before:
            self.decided[shape] = after

    def _links(self, links: Sequence[Anchor], source: Source) -> list[Found]:
        self.candidates.carried.learn(links)
        urls = [self.candidates.carried.without(link.url) for link in links]
        self.candidates.sessions.learn(urls)
        if source.by == "story":
            # What a menu or a sidebar repeats on every story has been judged: a story adds nothing to that.
            urls = [url for url in urls if url not in self._seen]
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        self._seen.update(urls)
        judged = (self.candidates.judge(url, source) for url in urls)
        return [found for found in judged if found is not None]

    # ------------------------------------------------------------ lists

    def showed(self, entry: Entry, entered: Entered, found: Iterable[Found]) -> None:
        """Note whether a page that turned out to be a list showed addresses that were new."""
        if entry.kind == "page" and not _readable(found).isdisjoint(entered.new):
            self.shapes[entry.shape].fruitful += 1

    def next_pages(self, entry: Entry, walk: Walk, entered: Entered, found: Iterable[Found]) -> list[Found]:
        """Return the pages of a list that follow, once it is known which of the addresses on it were new."""
        keys = _readable(found)
        digest = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:12]
        is_new = not keys.isdisjoint(entered.new)
        is_repeated = walk.digest == digest
        seen = Seen(bool(keys) and not is_repeated, is_new, keys <= entered.named, walk.last)
        steps = following(walk.step, seen, is_update=self.is_update)
        return [self._page_of_list(step, walk._replace(digest=digest), entry) for step in steps]

    def past_the_end(self, entry: Entry) -> list[Found]:
        """Return the pages to ask for when a page of a list was not there."""
        walk = walk_of(entry, ())
        if walk is None or entry.step is None:
            return []
        steps = following(walk.step, Seen(is_there=False), is_update=self.is_update)
        return [self._page_of_list(step, walk, entry) for step in steps]

    def _page_of_list(self, step: Step, walk: Walk, entry: Entry) -> Found:
        url = PagePlace(walk.template, 0).at(step.page)
        told = f"{step.page} {step.size} {step.barren} {int(step.is_closing)} {walk.digest} {walk.template}"
        found = self.sources.source("list", url, entry.url, "list")
        return found._replace(step=told, depth=entry.depth, priority=page_rank(step.page, self.candidates.today))

    def describe(self) -> dict[str, Any]:
        """Return what was learned of the site's addresses, for a report."""
        sessions, carried = self.candidates.sessions, self.candidates.carried
        return {
            "story_shapes": sorted(self.shapes.stories()),
            "sessions": sorted(sessions.names),
            "carried": carried.describe(),
        }


def _readable(found: Iterable[Found]) -> set[str]:
    """Return the keys of the addresses behind which there may be a story.

    Addresses that are words count where there are no others: menus have some on every page.
    """
    some = [one for one in found if one.outcome in _READABLE and one.kind == "page"]
    return {one.key for one in some if look(one.url).is_open} or {
        one.key for one in some if is_below_a_folder(one.shape)
    }


def published(article: Article) -> datetime | None:
    """Return when the article was published, in UTC and to the second."""
    at = in_utc(article.published_at)
    return at and at.replace(microsecond=0)
