"""What comes from the network and from the readers, each thing given to who deals with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scraper.crawl.failures import failing
from scraper.crawl.network import Network
from scraper.crawl.pages import WALLS, Pages
from scraper.crawl.site import Decision, SiteRun
from scraper.crawl.sources import Sitemaps, read_whole_feed
from scraper.crawl.writer import Done, Writer
from scraper.errors import FetchError
from scraper.fetch.pace import Outcome
from scraper.model import Response, Wall
from scraper.store.frontier import Entry


class Arrivals:
    """Takes the things of a run's inbox; `runs` are its sites by name."""

    def __init__(self, runs: Mapping[str, SiteRun], network: Network, writer: Writer, pages: Pages) -> None:
        self._runs = runs
        self._network = network
        self._writer = writer
        self._pages = pages
        self.sitemaps = Sitemaps(writer)

    def take(self, item: Any) -> None:
        """Take one thing: an outcome of the network, or a page that was read."""
        taken = self._network.taken(item)
        if taken is None:
            self._pages.take(*item)
            return
        entry, outcome = taken
        run = self._runs[entry.site]
        _count(run, outcome)
        if self._pages.take_part(outcome.url, outcome.response):
            return
        if outcome.error is not None:
            self._failed(run, entry, outcome.error)
        elif outcome.response is not None:
            self.received(run, entry, outcome.response)

    def received(self, run: SiteRun, entry: Entry, response: Response) -> None:
        """Take the answer of an address, by what kind of address it is."""
        if response.status == 304:
            self._writer.add(Done(run, entry, Decision("unchanged", "not modified"), response, is_kept=False))
        elif entry.kind == "robots":
            found = run.explorer.sitemaps(response.text.split(), entry.url)
            self._writer.add(Done(run, entry, Decision("read", None, tuple(found))))
        elif entry.kind == "feed":
            self._writer.add(read_whole_feed(run, entry, response))
        elif entry.kind == "sitemap":
            self.sitemaps.add(run, entry, response, self._network.files.pop(entry.url))
        elif response.wall in WALLS and response.wall is not None:
            outcome = "not_found" if response.wall is Wall.NOT_FOUND else "blocked"
            self._writer.add(Done(run, entry, Decision(outcome, response.wall_reason), response))
        elif entry.kind == "home" and not run.explorer.candidates.scope.holds(response.final_url or entry.url):
            told = f"the site stands at {response.final_url} now: crawl that address"
            self._writer.add(Done(run, entry, Decision("failed", told), response))
        else:
            self._pages.add(run, entry, response)

    def _failed(self, run: SiteRun, entry: Entry, error: FetchError) -> None:
        file = self._network.files.pop(entry.url, None)
        if file is not None:
            file.close()
        told = failing(error, entry.tries + 1)
        if told.is_soon and told.pause is not None:
            run.retry_after(told.pause)
        is_kept = entry.kind == "page" and error.response is not None
        decision = Decision(told.outcome, told.reason)
        self._writer.add(Done(run, entry, decision, error.response, pause=told.pause, is_kept=is_kept))


def _count(run: SiteRun, outcome: Outcome) -> None:
    run.tally.asked += 1
    if outcome.response is not None:
        run.tally.fetched += 1
        run.tally.bytes += outcome.response.received
        run.tally.seconds += outcome.response.timings.total if outcome.response.timings else 0.0
