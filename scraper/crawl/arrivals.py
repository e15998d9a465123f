"""What comes from the network and from the readers, each thing given to who deals with it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from scraper.crawl.network import Network
from scraper.crawl.pages import WALLS, Pages
from scraper.crawl.site import Decision, SiteRun, failing
from scraper.crawl.sources import Sitemaps, read_whole_feed
from scraper.crawl.writer import Done, Writer, fault
from scraper.errors import FetchError
from scraper.fetch.pace import Outcome
from scraper.model import Response, Wall
from scraper.store.frontier import Entry

logger = logging.getLogger(__name__)


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
        try:
            self._take_outcome(run, entry, outcome)
        except Exception as error:  # noqa: BLE001 -- whatever one address leads to ends neither the run nor other addresses
            self._writer.add(fault(run, entry, error))

    def _take_outcome(self, run: SiteRun, entry: Entry, outcome: Outcome) -> None:
        if self._pages.take_part(outcome.url, outcome.response):
            return
        if outcome.error is not None:
            self._failed(run, entry, outcome.error)
        elif outcome.response is not None:
            run.outage.answered()
            self.received(run, entry, outcome.response)

    def received(self, run: SiteRun, entry: Entry, response: Response) -> None:
        """Take the answer of an address, by what kind of address it is."""
        if response.status == 304:
            run.has_begun = run.has_begun or entry.kind == "home"
            self._writer.add(Done(run, entry, Decision("unchanged", "not modified"), response, is_kept=False))
        elif entry.kind == "robots":
            found = run.explorer.sources.sitemaps(response.text.split(), entry.url)
            self._writer.add(Done(run, entry, Decision("read", None, tuple(found))))
        elif entry.kind == "feed":
            self._writer.add(read_whole_feed(run, entry, response))
        elif entry.kind == "sitemap":
            self.sitemaps.add(run, entry, response, self._network.files.pop(entry.url))
        elif response.wall in WALLS and response.wall is not None:
            outcome = "not_found" if response.wall is Wall.NOT_FOUND else "blocked"
            self._writer.add(Done(run, entry, Decision(outcome, response.wall_reason), response))
        elif entry.kind == "home" and not run.explorer.candidates.scope.holds(response.final_url or entry.url):
            run.left_because = f"the site stands at {response.final_url} now: crawl that address"
            self._writer.add(Done(run, entry, Decision("failed", run.left_because), response))
        else:
            run.has_begun = run.has_begun or entry.kind == "home"
            self._pages.add(run, entry, response)

    def _failed(self, run: SiteRun, entry: Entry, error: FetchError) -> None:
        file = self._network.files.pop(entry.url, None)
        if file is not None:
            file.close()
        is_probe = run.outage.is_on and entry.kind == "home"
        if run.outage.failed(error):
            if is_probe:
                run.left_because = run.outage.still_out(error)
            self._writer.add(Done(run, entry, Decision("waiting", error.message), is_put_back=True))
            for waiting in self._network.withdraw(run.name):
                run.under_way.discard(waiting.id)
                run.sources_under_way.discard(waiting.id)
            return
        if error.response is not None:
            run.outage.answered()
        told = failing(error, entry.tries + 1)
        if entry.kind == "page" and not told.is_soon:
            run.explorer.release_probe(entry)
        if told.is_soon and told.pause is not None:
            run.retry_after(told.pause)
        elif entry.kind == "robots":
            # Every other address of the site would end in the same way.
            run.left_because = told.reason
            logger.warning("%s: nothing is asked: %s", run.name, told.reason)
        is_kept = entry.kind == "page" and error.response is not None
        decision = Decision(told.outcome, told.reason)
        self._writer.add(Done(run, entry, decision, error.response, pause=told.pause, is_kept=is_kept))


def _count(run: SiteRun, outcome: Outcome) -> None:
    run.tally.asked += 1
    if outcome.response is not None:
        run.tally.fetched += 1
        run.tally.bytes += outcome.response.received
        run.tally.seconds += outcome.response.timings.total if outcome.response.timings else 0.0
