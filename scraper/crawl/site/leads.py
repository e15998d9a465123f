"""Where stories are named, one site's: robots.txt, front page, sitemaps and feeds; what an entry of these leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from scraper.crawl.plan import Site
from scraper.crawl.site.candidates import Candidates, Source
from scraper.crawl.site.ranks import SOURCES
from scraper.discover import Entry as SitemapEntry
from scraper.discover import FeedEntry, absolute, look
from scraper.store.frontier import Entry, Found, State

# Tried when robots.txt names no sitemap and the front page no feed.
GUESSED_SITEMAPS = ("/sitemap.xml",)
GUESSED_FEEDS = ("/rss.xml", "/feed/", "/rss/allArticle.xml")
# An index names sitemaps, some sites' index names indexes; deeper ones are made up as they are asked for.
_DEEPEST_INDEX = 4
_DEEPEST_FRAME = 3


class Sources:
    """The sources of one site; `named` is told of every story that one of them names."""

    def __init__(self, site: Site, candidates: Candidates, named: Callable[[Found], Found]) -> None:
        self._site = site
        self._candidates = candidates
        self._named = named

    def beginnings(self) -> list[Found]:
        """Return where a crawl begins: robots.txt and the front page."""
        return [*self._sources("robots", ["/robots.txt"], self._site.start), self.source("home", self._site.start)]

    def source(self, kind: str, url: str, found_in: str | None = None, by: str = "start") -> Found:
        """Return a source that is to be asked."""
        return Found(url, f"{kind} {url}", kind, look(url).shape, by, found_in, priority=SOURCES[kind])

    def _sources(self, kind: str, named: Iterable[str], page: str, by: str = "start") -> list[Found]:
        """Return the sources that `page` names; what is no address is none."""
        urls = (absolute(page, name) for name in named)
        return [self.source(kind, url, page, by) for url in urls if url]

    def sitemaps(self, named: Iterable[str], found_in: str) -> list[Found]:
        """Return the sitemaps of a robots.txt, or the place where there may be one."""
        return self._sources("sitemap", named, found_in, "robots.txt") or self._sources(
            "sitemap", GUESSED_SITEMAPS, found_in, "guess"
        )

    def feeds(self, named: Iterable[str], page: str) -> list[Found]:
        """Return the feeds that a front page names, or the places where there may be one."""
        return self._sources("feed", dict.fromkeys(named), page, "home") or self._sources(
            "feed", GUESSED_FEEDS, page, "guess"
        )

    def frames(self, urls: Iterable[str], entry: Entry) -> list[Found]:
        """Return the pages that the front page is made of, which are read as it is itself."""
        if entry.depth >= _DEEPEST_FRAME:
            return []
        return [self.source("home", url, entry.url, "home")._replace(depth=entry.depth + 1) for url in urls]

    def in_sitemap(self, entries: Iterable[SitemapEntry], entry: Entry) -> Iterator[Found]:
        """Yield what the entries of a sitemap lead to."""
        for one in entries:
            url = absolute(entry.url, one.url)
            if url is None:
                continue
            if one.is_sitemap:
                if self._may_hold_news(one):
                    yield self._of_index(url, entry)
                continue
            by = "list" if one.is_link else "news sitemap" if one.is_news else "sitemap"
            found = self._candidates.judge(url, Source(by, entry.url, 1), one.dated, one.changed)
            if found:
                yield self._named(found)

    def _may_hold_news(self, one: SitemapEntry) -> bool:
        """Whether a sitemap of an index can hold anything since the day wanted, by its lastmod."""
        return not (self._site.since and one.changed and one.changed.date() < self._site.since)

    def _of_index(self, url: str, entry: Entry) -> Found:
        """Return a sitemap that an index names; indexes that lead to ever deeper ones are left."""
        found = self.source("sitemap", url, entry.url, "sitemap")._replace(depth=entry.depth + 1)
        if entry.depth < _DEEPEST_INDEX:
            return found
        told = f"an index inside {_DEEPEST_INDEX} others"
        return found._replace(state=State.DONE, outcome="trap", reason=told)

    def in_feed(self, entries: Iterable[FeedEntry], entry: Entry) -> Iterator[Found]:
        """Yield the stories of a feed."""
        for one in entries:
            url = absolute(entry.url, one.url)
            found = url and self._candidates.judge(url, Source("feed", entry.url, 1), one.dated, one.changed)
            if found:
                yield self._named(found)

    def no_feed(self, entry: Entry) -> Iterator[Found]:
        """Yield the page that stands where a feed was expected, because of a word in its address."""
        found = self._candidates.judge(entry.url, Source("no feed", entry.found_in, 1))
        if found and entry.found_by == "home":
            yield found
