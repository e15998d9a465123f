"""An address that was found in, what is to be done with it out: asked, held until its shape is known, or left, why."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from scraper.crawl.plan import Site
from scraper.crawl.site.carried import Carried
from scraper.crawl.site.doubts import Doubts
from scraper.crawl.site.ranks import PROBE, story_rank
from scraper.crawl.site.sessions import Sessions
from scraper.discover import PROBES, Kind, Scope, Shapes, date_in, is_feed_address, kind_of, look, numbered, page_place
from scraper.model import in_utc
from scraper.store.frontier import AN_ARCHIVE, NAMING, SURE, Entry, Found, State, now
from scraper.store.identity import story_key

# Pages of a plain address, as `/sport/`, that are read because the front page or a list links to them.
MOST_PLAIN = 80
# Lists of a shape that may show nothing new before its others are left.
_BARREN_LISTS = 6


class Source(NamedTuple):
    """Where an address was found: feed, news sitemap, sitemap, home, list or story; the page, and its depth."""

    by: str
    page: str | None
    depth: int


class Candidates:
    """Judges addresses for one site by its settings and by what is known of its shapes.

    With `is_listing`, stories are only listed: nothing but what is needed to know them is asked.
    """

    def __init__(self, site: Site, shapes: Shapes, doubts: Doubts, *, is_listing: bool = False) -> None:
        self._is_listing = is_listing
        self.site = site
        self.shapes = shapes
        self._doubts = doubts
        self.scope = Scope(site.start)
        self.sessions = Sessions()
        self.carried = Carried()
        self._home = story_key(site.start)
        self.today = now()
        self._place = 0
        self._plain = 0

    def judge(
        self, url: str, source: Source, dated: datetime | None = None, changed: datetime | None = None
    ) -> Found | None:
        """Return the address with its state; `None` for another site's, a source or a list's page."""
        # What a sitemap or a feed names is a page, whatever it is called; so is a feed that turned out to be none.
        is_page = source.by in NAMING or source.by == "no feed"
        if not self.scope.holds(url) or (not is_page and is_feed_address(url)):
            return None
        url = self.carried.without(url)
        seen = look(url)
        dated, changed = in_utc(dated) or date_in(url), in_utc(changed)
        place = page_place(url)
        kind = self.shapes.kind(seen.shape)
        if place is not None and place.number > 1 and kind is not Kind.STORY and source.by not in SURE:
            return None
        key = self.key(url)
        if key == self._home:
            return None
        self._place += 1
        # What was changed last is the newest that a plain sitemap knows.
        told = numbered(url)
        rank = story_rank(dated or changed, self.today, self._place, told.number if told else None)
        found = Found(url, key, "page", seen.shape, source.by, source.page, dated, changed, source.depth,
                      priority=rank)  # fmt: skip
        left = self._left(found, changed)
        if left is not None:
            return left
        if source.by in SURE or kind is Kind.STORY:
            return _ended(found, "story", None) if self._is_listing else found
        if seen.is_year:
            # Or a story's number: asked if others of its shape are stories.
            return found._replace(state=State.HELD, outcome="held", reason=AN_ARCHIVE)
        if seen.is_dated:
            return _ended(found, "trap", AN_ARCHIVE)
        return self._unsure(found, kind, is_open=seen.is_open)

    def key(self, url: str) -> str:
        """Return what all addresses of one page share on this site."""
        return story_key(self.sessions.without(self.carried.without(url)))

    def unwanted(self, entry: Entry) -> Found | None:
        """Return an address that waits since an earlier run as one that the settings of this one leave out."""
        if entry.kind != "page":
            return None
        found = Found(entry.url, entry.key, "page", entry.shape, entry.found_by, dated=entry.dated, depth=entry.depth)
        return self._unwanted(found, None)

    def _left(self, found: Found, changed: datetime | None) -> Found | None:
        """Return the address as one that is not asked, if its own words or the settings say so."""
        refusal = look(found.url).refusal
        if refusal and found.found_by not in SURE:
            return _ended(found, "trap", refusal)
        return self._unwanted(found, changed)

    def _unwanted(self, found: Found, changed: datetime | None) -> Found | None:
        unwanted = self.site.refusal(found.url)
        if unwanted and not (self.site.include and unwanted.startswith("not among") and not look(found.url).is_open):
            return _ended(found, "excluded", unwanted)
        if self.site.max_depth is not None and found.depth > self.site.max_depth:
            return _ended(found, "too_deep", f"{found.depth} links from the front page")
        # A lastmod before the day says that the story is older still.
        latest = changed if found.found_by == "sitemap" and changed else found.dated
        if latest and self.site.since and latest.date() < self.site.since:
            return _ended(found, "too_old", f"dated {latest.date()}, before {self.site.since}")
        if found.dated and self.site.until and found.dated.date() > self.site.until:
            return _ended(found, "too_new", f"dated {found.dated.date()}, after {self.site.until}")
        return None

    def _unsure(self, found: Found, kind: Kind, *, is_open: bool) -> Found:
        count = self.shapes[found.shape]
        is_leading = found.found_by in ("home", "list")
        if count.is_variant:
            return _ended(found, "duplicate", "pages of this shape are stories once more")
        if kind is Kind.NEITHER:
            return _ended(found, "not_a_story", "pages of this shape are neither stories nor lists")
        if kind is Kind.LIST:
            if count.lists >= _BARREN_LISTS and not count.fruitful:
                return _ended(found, "trap", "lists of this shape show nothing new")
            return self._probe(found) if is_leading else _held(found)
        if not is_open and self._doubts.are_stories(found.shape):
            return found
        if not is_open and is_leading and self._plain < MOST_PLAIN:
            self._plain += 1
            return self._probe(found, 10 * PROBE)
        together = self.shapes[kind_of(found.shape)]
        if not is_open and together.kind is Kind.STORY and found.found_by == "sitemap":
            return found
        if self.site.limit is not None and is_open and found.found_by != "story":
            # The newest of them show what they are.
            return found
        if not is_open or found.found_by == "story" or together.read + together.doubtful + together.probing >= PROBES:
            return _held(found)
        together.probing += 1
        return self._probe(found)

    def _probe(self, found: Found, priority: float = PROBE) -> Found:
        """Return an address that shows what others are: before all stories, but where only the newest are wanted."""
        return found if self.site.limit is not None else found._replace(priority=priority)


def _held(found: Found) -> Found:
    return found._replace(state=State.HELD, outcome="held", reason="what pages of this shape are is not known")


def _ended(found: Found, outcome: str, reason: str | None) -> Found:
    return found._replace(state=State.DONE, outcome=outcome, reason=reason)
