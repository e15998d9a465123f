"""One site as its crawl learns it: what came of an address in, what to store and where to go next out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin

from scraper.crawl.plan import Site
from scraper.crawl.reading import Anchor, Read
from scraper.crawl.site.candidates import Candidates, Source
from scraper.crawl.site.ranks import SOURCES, page_rank
from scraper.crawl.site.walk import Walk, walk_of
from scraper.discover import Entry as SitemapEntry
from scraper.discover import (
    FeedEntry,
    Kind,
    PagePlace,
    Seen,
    Shapes,
    Step,
    following,
    is_feed_address,
    look,
)
from scraper.model import Article, Verdict
from scraper.store.frontier import STORED, SURE, Entered, Entry, Found, ShapeRow
from scraper.store.versions import STORIES

# Tried when robots.txt names no sitemap and the front page no feed.
GUESSED_SITEMAPS = ("/sitemap.xml",)
GUESSED_FEEDS = ("/rss.xml", "/feed/", "/rss/allArticle.xml")
# A page of an unknown shape is a story only with so many characters of text, and less than this share of links.
_ENOUGH_TEXT = 150
_MOST_LINKS = 0.8
# Links that are remembered as judged, so that memory stays flat.
_MOST_SEEN = 100_000
# The outcomes of found addresses behind which there may be a story.
_READABLE = frozenset({None, "held", "story"})
# A list links to so many stories at least.
_STORIES_OF_A_LIST = 4


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
        self.candidates = Candidates(site, self.shapes, is_listing=is_listing)
        # Shapes about which a page has just decided: addresses that were held can be asked or left.
        self.decided: dict[str, Kind] = {}

    def learn(self, rows: Iterable[ShapeRow]) -> None:
        """Take in what earlier runs learned of the site's shapes."""
        for row in rows:
            if row.kind not in ("page", "list"):
                continue
            count = self.shapes[row.shape]
            if row.found_by in SURE:
                count.named += row.total
            if row.outcome in STORED:
                count.stories += row.total
                count.dated += row.dated
            elif row.outcome == "list":
                count.lists += row.total
                count.fruitful += row.total
            elif row.outcome == "not_a_story" and row.found_by not in SURE:
                count.others += row.total

    # ------------------------------------------------------------ sources

    def beginnings(self) -> list[Found]:
        """Return where a crawl begins: robots.txt and the front page."""
        robots = urljoin(self.site.start, "/robots.txt")
        return [self._source("robots", robots), self._source("home", self.site.start)]

    def _source(self, kind: str, url: str, found_in: str | None = None, by: str = "start") -> Found:
        return Found(url, f"{kind} {url}", kind, look(url).shape, by, found_in, priority=SOURCES[kind])

    def sitemaps(self, named: Iterable[str], found_in: str) -> list[Found]:
        """Return the sitemaps of a robots.txt, or the place where there may be one."""
        urls = [urljoin(self.site.start, url) for url in named]
        if urls:
            return [self._source("sitemap", url, found_in, "robots.txt") for url in urls]
        return [self._source("sitemap", urljoin(self.site.start, path), found_in, "guess") for path in GUESSED_SITEMAPS]

    def in_sitemap(self, entries: Iterable[SitemapEntry], entry: Entry) -> Iterator[Found]:
        """Yield what the entries of a sitemap lead to."""
        for one in entries:
            if one.is_sitemap:
                if self._may_hold_news(one):
                    yield self._source("sitemap", one.url, entry.url, "sitemap")
                continue
            by = "list" if one.is_link else "news sitemap" if one.is_news else "sitemap"
            source = Source(by, entry.url, 1)
            found = self.candidates.judge(one.url, source, one.dated, one.changed)
            if found:
                yield self._named(found)

    def _may_hold_news(self, one: SitemapEntry) -> bool:
        """Whether a sitemap of an index can hold anything since the day wanted, by its lastmod."""
        return not (self.site.since and one.changed and one.changed.date() < self.site.since)

    def in_feed(self, entries: Iterable[FeedEntry], entry: Entry) -> Iterator[Found]:
        """Yield the stories of a feed."""
        for one in entries:
            found = self.candidates.judge(one.url, Source("feed", entry.url, 1), one.dated, one.changed)
            if found:
                yield self._named(found)

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
        sources = [self._source("feed", url, entry.url, "home") for url in dict.fromkeys(feeds)]
        if not feeds:
            sources = [self._source("feed", urljoin(entry.url, path), entry.url, "guess") for path in GUESSED_FEEDS]
        found = self._links(read.links, Source("home", entry.url, entry.depth + 1))
        walk = walk_of(entry, read.links)
        return Decision("read", None, (*sources, *found), walk=walk)

    def _list(self, entry: Entry, read: Read) -> Decision:
        found = self._links(read.links, Source("list", entry.url, entry.depth + 1))
        return Decision("list", None, tuple(found), walk=walk_of(entry, read.links))

    def _page(self, entry: Entry, read: Read) -> Decision:
        count = self.shapes[entry.shape]
        before = self.shapes.kind(entry.shape)
        if entry.visits == 0 and count.probing:
            count.probing -= 1
        reason = self._no_story(entry, read)
        if reason is None:
            return self._story(entry, read, before)
        if self._is_list(read) and entry.found_by not in SURE and before is not Kind.STORY:
            count.lists += 1
            self._note(entry.shape, before)
            return self._list(entry, read)
        if entry.found_by not in SURE:
            count.others += 1
        self._note(entry.shape, before)
        outcome = {Verdict.NOT_FOUND: "not_found", Verdict.EMPTY: "empty", Verdict.BLOCKED: "blocked"}
        return Decision(outcome.get(read.article.verdict, "not_a_story"), reason)

    def _story(self, entry: Entry, read: Read, before: Kind) -> Decision:
        article, count = read.article, self.shapes[entry.shape]
        count.stories += 1
        count.dated += article.published is not None
        self._note(entry.shape, before)
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
        if not look(entry.url).is_open:
            return "the address has neither number nor slug"
        if article.published is None:
            return "the page has no date"
        if len(article.body_text) < _ENOUGH_TEXT:
            return "the page has little text"
        return "the page is mostly links" if read.link_share > _MOST_LINKS else None

    def _is_marked(self, article: Article) -> bool:
        """Whether the page's own data call it a news article."""
        return bool(article.published) and article.evidence["published"].source.startswith("json-ld")

    def _is_list(self, read: Read) -> bool:
        stories = set()
        for link in read.links:
            seen = look(link.url)
            is_story = self.shapes.kind(seen.shape) is Kind.STORY
            if not seen.refusal and (is_story or (seen.is_open and len(link.text) > 8)):
                stories.add(link.url)
        return len(stories) >= _STORIES_OF_A_LIST

    def _note(self, shape: str, before: Kind) -> None:
        after = self.shapes.kind(shape)
        if after is not before:
            self.decided[shape] = after

    def _links(self, links: Iterable[Anchor], source: Source) -> list[Found]:
        urls = [link.url for link in links]
        if source.by == "story":
            # What a menu or a sidebar repeats on every story has been judged: a story adds nothing to that.
            urls = [url for url in urls if url not in self._seen]
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        self._seen.update(urls)
        judged = (self.candidates.judge(url, source) for url in urls)
        return [found for found in judged if found is not None]

    # ------------------------------------------------------------ lists

    def next_pages(self, entry: Entry, walk: Walk, entered: Entered, found: Iterable[Found]) -> list[Found]:
        """Return the pages of a list that follow, once it is known which of the addresses on it were new."""
        keys = {one.key for one in found if look(one.url).is_open and one.outcome in _READABLE}
        digest = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:12]
        is_new = not keys.isdisjoint(entered.new)
        if is_new and entry.kind == "page":
            self.shapes[entry.shape].fruitful += 1
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
        found = self._source("list", url, entry.url, "list")
        return found._replace(step=told, depth=entry.depth, priority=page_rank(step.page, self.candidates.today))

    def describe(self) -> dict[str, Any]:
        """Return the shapes of stories, for a report."""
        return {"story_shapes": sorted(self.shapes.stories())}


def published(article: Article) -> datetime | None:
    """Return when the article was published, in UTC and to the second."""
    return article.published_at.astimezone(UTC).replace(microsecond=0) if article.published_at else None
