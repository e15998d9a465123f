"""A crawl: sites in, an archive filled; pages are asked, read and stored side by side, and any of it may stop any time.

An address is done in the transaction that stores its page. So a run that was killed goes on where it stood, and repeats
at most what was under way.
"""

from __future__ import annotations

import logging
import os
import queue
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from scraper.crawl.arrivals import Arrivals
from scraper.crawl.backfill import Backfill
from scraper.crawl.network import Network
from scraper.crawl.pages import Pages
from scraper.crawl.plan import Site, once
from scraper.crawl.site import PATIENCE, SOURCES, Chance, Decision, SiteRun, begin_site, drift
from scraper.crawl.stop import Stop
from scraper.crawl.writer import Done, Writer
from scraper.errors import UsageError
from scraper.fetch.settings import FetchSettings
from scraper.sites import chosen_sites
from scraper.store import Archive, frontier, runs
from scraper.urls import without_login

logger = logging.getLogger(__name__)

# A transaction holds so many pages or addresses, and is written after so many seconds at the latest.
_PAGES = 64
_ADDRESSES = 4000
_SECONDS = 1.0
# Pages that wait to be read; more are not asked for until these are through.
_UNREAD = 256

Watch = Callable[[Mapping[str, SiteRun]], object]


class Report(NamedTuple):
    """How a run ended, and what it brought for each site.

    `state` is complete, limited (the limit was reached), interrupted, or incomplete: a site did not answer. `assets`
    counts how the pictures and style sheets ended, if they were wanted.
    """

    run: int
    state: str
    sites: dict[str, dict[str, Any]]
    assets: Mapping[str, int] = MappingProxyType({})


class Crawl:
    """One run over some sites; `jobs` child processes read the pages, `watch` is told how far it is.

    `rules` are folders of rules for sites, asked before those that are shipped. Raises `SiteRuleError` for a wrong one.
    """

    def __init__(  # noqa: PLR0913 -- what is crawled, into what, and what the user may set
        self,
        archive: Archive,
        sites: Iterable[Site],
        settings: FetchSettings | None = None,
        *,
        watch: Watch | None = None,
        jobs: int | None = None,
        rules: Sequence[str] = (),
        retry: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        chosen_sites(rules)
        if settings and settings.assets and archive.folder is None:
            raise UsageError("pictures and style sheets need an archive with a folder: give --archive DIR")
        given = list(sites)
        self._archive = archive
        self._settings = (settings or FetchSettings()).with_log_ins(site.start for site in given)
        self._chance = Chance(self._settings.reach(), retry, patience)
        self._jobs = jobs or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
        self._rules = rules
        self._watch = watch or (lambda _: None)
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._writer = Writer(archive, wants_assets=self._settings.assets)
        self._sites = once(replace(site, start=without_login(site.start)) for site in given)
        self._runs: dict[str, SiteRun] = {}
        self._written = time.monotonic()
        self._stop = Stop()

    def backfill(self, requests: int) -> Report:
        """Fetch what the sites published in the days that bound them, with so many requests for each at most."""

        def prepare(run: SiteRun) -> None:
            run.quota = requests
            run.explorer.is_strict = False
            run.plan = Backfill(run, run.site.since or date.min, run.site.until or date.max)

        return self.run("backfill", prepare=prepare)

    def run(self, verb: str = "crawl", *, prepare: Callable[[SiteRun], None] | None = None) -> Report:
        """Crawl, and return how it ended; an interrupt ends it with everything stored that came.

        Raises `ArchiveBusy` when another run works on the archive.
        """
        with self._archive.claimed(verb):
            return self._run(verb, prepare or (lambda _: None))

    def _run(self, verb: str, prepare: Callable[[SiteRun], None]) -> Report:
        options = {"sites": [site.start for site in self._sites], "reach": self._chance.reach}
        with self._archive.writing() as connection:
            number = runs.begin(connection, verb, options)
            for site in self._sites:
                run = begin_site(connection, site, self._chance, is_listing=verb == "discover")
                self._runs[site.name] = run
                run.begin(connection)
                prepare(run)
        logger.info("run %d: %s of %s", number, verb, ", ".join(self._runs))
        self._network = Network(self._settings, self._inbox)
        self._pages = Pages(self._network, self._writer, self._inbox, jobs=self._jobs, rules=self._rules)
        self._arrivals = Arrivals(self._runs, self._network, self._writer, self._pages)
        self._sitemaps = self._arrivals.sitemaps
        self._assets = self._network.assets(self._archive) if self._settings.assets else None
        if self._assets is not None:
            self._assets.start()
        state = "failed"
        try:
            with self._stop:
                self._take_recovered()
                self._loop()
                self._fetch_assets_to_the_end()
            state = self._state()
        finally:
            if self._assets is not None:
                self._assets.close()
            self._network.close()
            self._write()
            self._pages.close()
            report = self._end(number, state)
        return report

    def _fetch_assets_to_the_end(self) -> None:
        """Write what came, so that its pictures are known to be wanted, and wait for them."""
        if self._assets is not None:
            self._write()
            self._assets.finish(self._stop)

    def _state(self) -> str:
        if self._stop.is_asked:
            return "interrupted"
        if any(run.left_because or not run.has_begun for run in self._runs.values()):
            return "incomplete"
        return "limited" if any(run.is_limited for run in self._runs.values()) else "complete"

    def _end(self, number: int, state: str) -> Report:
        with self._archive.writing() as connection:
            sites = {}
            for run in self._runs.values():
                report = run.report(connection)
                report["is_complete"] = report["is_complete"] and state != "interrupted"
                report["alarms"] = drift(report, runs.reports(connection, run.name, number))
                sites[run.name] = report
            runs.end(connection, number, state, sites)
        for name, report in sites.items():
            outcomes = ", ".join(f"{count} {outcome}" for outcome, count in report["outcomes"].items())
            logger.info("run %d: %s: %s: %s", number, state, name, outcomes or "nothing was asked")
        return Report(number, state, sites, dict(self._assets.outcomes) if self._assets is not None else {})

    def _loop(self) -> None:
        while not self._stop.is_asked:
            for run in self._runs.values():
                self._fill(run)
            for _ in self._sitemaps.read_on():
                self._write_in_time()
            if self._take_in():
                continue
            if self._writer.size or self._writer.found:
                self._write()
            elif not self._ask_more() and not self._wait_for_retries():
                return

    def _take_in(self) -> bool:
        """Take what came; `False` when nothing is under way any more."""
        is_busy = any(run.under_way for run in self._runs.values()) or bool(self._sitemaps)
        is_waiting = is_busy and len(self._runs) and not self._all_written()
        try:
            self._arrivals.take(self._inbox.get(timeout=0.0 if self._sitemaps or not is_waiting else _SECONDS))
            for _ in range(_PAGES):
                self._arrivals.take(self._inbox.get_nowait())
        except queue.Empty:
            pass
        self._write_in_time()
        return bool(is_waiting)

    def _all_written(self) -> bool:
        """Whether everything under way has come, and only waits to be written."""
        under_way = sum(len(run.under_way) for run in self._runs.values())
        return under_way == self._writer.size and not self._sitemaps

    def _write_in_time(self) -> None:
        """Write when enough has come together, or when it has waited long enough."""
        is_enough = self._writer.size >= _PAGES or self._writer.found >= _ADDRESSES
        is_late = time.monotonic() - self._written > _SECONDS and bool(self._writer.size or self._writer.found)
        if is_enough or is_late:
            self._write()

    def _write(self) -> None:
        if self._writer.size or self._writer.found:
            self._writer.write(self._runs.values())
        self._written = time.monotonic()
        self._watch(self._runs)

    def _fill(self, run: SiteRun) -> None:
        """Hand the next addresses of a site to the network."""
        if run.outage.is_due and not run.left_because:
            self._ask_whether_back(run)
        room = run.room()
        if room <= 0 or len(self._pages) > _UNREAD:
            return
        with self._archive.reading() as connection:
            entries = frontier.take(connection, run.name, room, run.under_way, run.kinds())
        run.is_empty = len(entries) < room
        for entry in entries:
            left = run.explorer.candidates.unwanted(entry)
            if left is not None:
                self._writer.add(Done(run, entry, Decision(left.outcome or "excluded", left.reason)))
            elif entry.url in self._pages.recovered:
                run.under_way.add(entry.id)
                self._arrivals.received(run, entry, self._pages.recovered.pop(entry.url))
            elif self._network.ask(entry.url, entry):
                run.under_way.add(entry.id)
                if entry.kind in SOURCES and entry.kind != "list":
                    run.sources_under_way.add(entry.id)

    def _ask_whether_back(self, run: SiteRun) -> None:
        """Ask a site's front page, to learn whether it is back after an outage."""
        with self._archive.reading() as connection:
            entry = frontier.entry(connection, run.name, run.explorer.sources.beginnings()[-1].key)
        if entry is not None and entry.id not in run.under_way and self._network.ask(entry.url, entry):
            run.under_way.add(entry.id)
            run.outage.asked()

    def _ask_more(self) -> bool:
        """Let more be asked: stored stories again where that costs little, what a backfill thinks of; or `False`."""
        runs_on = [run for run in self._runs.values() if run.may_go_on]
        if not runs_on:
            return False
        with self._archive.writing() as connection:
            extended = [run.extend(connection) for run in runs_on]
        return any(extended)

    def _wait_for_retries(self) -> bool:
        """Wait for the first address that is to be asked again in this run; `False` when there is none."""
        waiting = [run for run in self._runs.values() if run.next_at is not None]
        if not waiting:
            return False
        run = min(waiting, key=lambda one: one.next_at or 0.0)
        self._stop.wait(max(0.0, (run.next_at or 0.0) - time.monotonic()))
        if run.outage.is_on:
            return True
        self._stop.wait(1.0)
        run.retry_at = None
        with self._archive.writing() as connection:
            frontier.open_due(connection, run.name, frontier.now())
        run.is_empty = False
        return True

    def _take_recovered(self) -> None:
        """Take the pages that a killed run had written to the files: they are read, not asked for once more."""
        with self._archive.reading() as connection:
            rows = runs.recovered(connection)
        for number, url in rows:
            response = self._archive.response(number)
            if response is not None:
                self._pages.recovered[url] = response
