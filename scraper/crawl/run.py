"""A crawl: sites in, an archive filled; pages are asked, read and stored side by side, and any of it may stop any time.

An address is done in the transaction that stores its page. So a run that was killed goes on where it stood, and repeats
at most what was under way.
"""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from scraper.crawl.backfill import Backfill
from scraper.crawl.explorer import Decision
from scraper.crawl.failures import failing
from scraper.crawl.network import Network
from scraper.crawl.parts import MOST_PARTS, joined
from scraper.crawl.reading import PARSERS, Read, Task, read_page, task_of
from scraper.crawl.settings import Site, once
from scraper.crawl.siterun import SiteRun, begin_site
from scraper.crawl.stop import Stop
from scraper.crawl.tally import drift
from scraper.crawl.writer import Done, Writer
from scraper.discover.feeds import is_feed, read_feed
from scraper.discover.sitemaps import HostileXML, read_sitemap
from scraper.errors import FetchError
from scraper.fetch.settings import FetchSettings
from scraper.model import Article, Failure, Response, Wall
from scraper.store import frontier, runs
from scraper.store.archive import Archive
from scraper.store.frontier import Entry, Found
from scraper.workers import Crew

# A transaction holds so many pages or addresses, and is written after so many seconds at the latest.
_PAGES = 64
_ADDRESSES = 4000
_SECONDS = 1.0
# Entries of a sitemap that are taken at a time, so that pages go on meanwhile.
_ENTRIES = 2000
# Pages that wait to be read; more are not asked for until these are through.
_UNREAD = 256
_WALLS = frozenset({Wall.CHALLENGE, Wall.CONSENT, Wall.LOGIN, Wall.NOT_FOUND})

Watch = Callable[[Mapping[str, SiteRun]], object]


class Report(NamedTuple):
    """How a run ended (complete, limited, interrupted), and what it brought for each site."""

    run: int
    state: str
    sites: dict[str, dict[str, Any]]


@dataclass
class _Page:
    """A page that came and is being read, with those of its further pages that came already."""

    run: SiteRun
    entry: Entry
    response: Response
    read: Read | None = None
    decision: Decision | None = None
    parts: list[Response] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)


@dataclass
class _Sitemap:
    """A sitemap that is being read."""

    run: SiteRun
    entry: Entry
    response: Response
    file: BinaryIO
    found: Iterator[Found]


class Crawl:
    """One run over some sites; `jobs` child processes read the pages, `watch` is told how far it is."""

    def __init__(
        self,
        archive: Archive,
        sites: Iterable[Site],
        settings: FetchSettings | None = None,
        *,
        watch: Watch | None = None,
        jobs: int | None = None,
    ) -> None:
        self._archive = archive
        self._settings = settings or FetchSettings()
        self._jobs = jobs or len(os.sched_getaffinity(0))
        self._watch = watch or (lambda _: None)
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._writer = Writer(archive)
        self._sites = once(sites)
        self._runs: dict[str, SiteRun] = {}
        self._pages: dict[int, _Page] = {}
        self._parts: dict[str, _Page] = {}
        self._sitemaps: list[_Sitemap] = []
        self._number = 0
        self._written = time.monotonic()
        self._recovered: dict[str, Response] = {}
        self._stop = Stop()

    # ------------------------------------------------------------ the run

    def backfill(self, requests: int) -> Report:
        """Fetch what the sites published in the days that bound them, with so many requests for each at most."""

        def prepare(run: SiteRun) -> None:
            run.quota = requests
            run.explorer.is_strict = False
            run.plan = Backfill(run, run.site.since or date.min, run.site.until or date.max)

        return self.run("backfill", prepare=prepare)

    def run(self, verb: str = "crawl", *, prepare: Callable[[SiteRun], None] | None = None) -> Report:
        """Crawl, and return how it ended; an interrupt ends it with everything stored that came."""
        with self._archive.writing() as connection:
            number = runs.begin(connection, verb, {"sites": [site.start for site in self._sites]})
            for site in self._sites:
                run = self._runs[site.name] = begin_site(connection, site, is_listing=verb == "discover")
                run.begin(connection)
                if prepare is not None:
                    prepare(run)
        self._network = Network(self._settings, self._inbox)
        self._crew: Crew[Task, Read] = Crew(
            read_page,
            lambda task, result: self._inbox.put((task, result)),
            jobs=self._jobs,
            name=lambda task: task.url,
            imports=PARSERS,
        )
        state = "failed"
        try:
            with self._stop:
                self._take_recovered()
                self._loop()
            is_limited = any(run.is_limited for run in self._runs.values())
            state = "interrupted" if self._stop.is_asked else "limited" if is_limited else "complete"
        finally:
            self._network.close()
            self._write()
            self._crew.close()
            report = self._end(number, state)
        return report

    def _end(self, number: int, state: str) -> Report:
        with self._archive.writing() as connection:
            sites = {}
            for run in self._runs.values():
                report = run.report(connection)
                report["is_complete"] = report["is_complete"] and state != "interrupted"
                report["alarms"] = drift(report, runs.reports(connection, run.name, number))
                sites[run.name] = report
            runs.end(connection, number, state, sites)
        return Report(number, state, sites)

    def _loop(self) -> None:
        while not self._stop.is_asked:
            for run in self._runs.values():
                self._fill(run)
            self._read_sitemaps()
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
            self._handle(self._inbox.get(timeout=0.0 if self._sitemaps or not is_waiting else _SECONDS))
            for _ in range(_PAGES):
                self._handle(self._inbox.get_nowait())
        except queue.Empty:
            pass
        if self._is_time():
            self._write()
        return bool(is_waiting)

    def _all_written(self) -> bool:
        """Whether everything under way has come, and only waits to be written."""
        under_way = sum(len(run.under_way) for run in self._runs.values())
        return under_way == self._writer.size and not self._sitemaps

    def _is_time(self) -> bool:
        if self._writer.size >= _PAGES or self._writer.found >= _ADDRESSES:
            return True
        is_late = time.monotonic() - self._written > _SECONDS
        return is_late and bool(self._writer.size or self._writer.found)

    def _write(self) -> None:
        if self._writer.size or self._writer.found:
            self._writer.write(self._runs.values())
        self._written = time.monotonic()
        self._watch(self._runs)

    def _fill(self, run: SiteRun) -> None:
        """Hand the next addresses of a site to the network."""
        room = run.room()
        if room <= 0 or len(self._pages) > _UNREAD:
            return
        with self._archive.reading() as connection:
            entries = frontier.take(connection, run.name, room, run.under_way)
        run.is_empty = len(entries) < room
        for entry in entries:
            left = run.explorer.candidates.unwanted(entry)
            if left is not None:
                self._writer.add(Done(run, entry, Decision(left.outcome or "excluded", left.reason)))
            elif entry.url in self._recovered:
                run.under_way.add(entry.id)
                self._received(run, entry, self._recovered.pop(entry.url))
            elif self._network.ask(entry.url, entry):
                run.under_way.add(entry.id)

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
        waiting = [run for run in self._runs.values() if run.retry_at is not None and not run.is_limited]
        if not waiting:
            return False
        run = min(waiting, key=lambda one: one.retry_at or 0.0)
        self._stop.wait(max(0.0, (run.retry_at or 0.0) - time.monotonic()) + 1.0)
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
                self._recovered[url] = response

    # ------------------------------------------------------------ what comes

    def _handle(self, item: Any) -> None:
        taken = self._network.taken(item)
        if taken is None:
            task, result = item
            self._read(self._pages.pop(task.number), result)
            return
        entry, outcome = taken
        run = self._runs[entry.site]
        run.tally.asked += 1
        if outcome.response is not None:
            run.tally.fetched += 1
            run.tally.bytes += outcome.response.received
            run.tally.seconds += outcome.response.timings.total if outcome.response.timings else 0.0
        part_of = self._parts.pop(outcome.url, None)
        if part_of is not None:
            self._part(part_of, outcome.response)
        elif outcome.error is not None:
            self._failed(run, entry, outcome.error)
        else:
            self._received(run, entry, outcome.response)

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

    def _received(self, run: SiteRun, entry: Entry, response: Response) -> None:
        if response.status == 304:
            self._writer.add(Done(run, entry, Decision("unchanged", "not modified"), response, is_kept=False))
        elif entry.kind == "robots":
            found = run.explorer.sitemaps(response.text.split(), entry.url)
            self._writer.add(Done(run, entry, Decision("read", None, tuple(found))))
        elif entry.kind == "feed":
            self._writer.add(self._feed(run, entry, response))
        elif entry.kind == "sitemap":
            file = self._network.files.pop(entry.url)
            file.seek(0)
            found_in = run.explorer.in_sitemap(read_sitemap(file), entry)
            self._sitemaps.append(_Sitemap(run, entry, response, file, found_in))
        elif response.wall in _WALLS and response.wall is not None:
            outcome = "not_found" if response.wall is Wall.NOT_FOUND else "blocked"
            self._writer.add(Done(run, entry, Decision(outcome, response.wall_reason), response))
        elif entry.kind == "home" and not run.explorer.candidates.scope.holds(response.final_url or entry.url):
            told = f"the site stands at {response.final_url} now: crawl that address"
            self._writer.add(Done(run, entry, Decision("failed", told), response))
        else:
            self._submit(_Page(run, entry, response), response)

    def _feed(self, run: SiteRun, entry: Entry, response: Response) -> Done:
        if not is_feed(response.content):
            return Done(run, entry, Decision("not_found", "the answer is no feed"), response, is_kept=False)
        charset = response.charset if response.charset_source == "header" else None
        try:
            entries = read_feed(response.content, response.final_url or entry.url, charset)
        except HostileXML as error:
            return Done(run, entry, Decision("refused", str(error)), response, is_kept=False)
        found = tuple(run.explorer.in_feed(entries, entry))
        return Done(run, entry, Decision("read", None, found), response, is_kept=False)

    def _read_sitemaps(self) -> None:
        """Take some entries of each sitemap that is being read."""
        for one in list(self._sitemaps):
            outcome, reason = "read", None
            try:
                some = list(islice(one.found, _ENTRIES))
            except HostileXML as error:
                some, outcome, reason = [], "refused", str(error)
            except ValueError as error:
                some, outcome, reason = [], "not_found" if one.entry.found_by == "guess" else "failed", str(error)
            self._writer.enter(one.run, some)
            if len(some) < _ENTRIES:
                self._sitemaps.remove(one)
                one.file.close()
                self._writer.add(Done(one.run, one.entry, Decision(outcome, reason), one.response, is_kept=False))
            if self._is_time():
                self._write()

    # ------------------------------------------------------------ pages

    def _submit(self, page: _Page, response: Response) -> None:
        self._number += 1
        self._pages[self._number] = page
        self._crew.submit(task_of(self._number, page.run.site.start, response))

    def _read(self, page: _Page, result: Read | Failure) -> None:
        if isinstance(result, Failure):
            told = Decision("failed", f"could not be read: {result.message}")
            self._writer.add(Done(page.run, page.entry, told, page.response))
            return
        if page.read is None:
            page.read = result
            page.decision = page.run.explorer.decide(page.entry, result)
        else:
            page.articles.append(result.article)
        self._go_on(page, result.article.next_page if page.decision and page.decision.is_story else None)

    def _go_on(self, page: _Page, following: str | None) -> None:
        """Ask for the article's next page, or hand it to the writer when it is whole."""
        seen = {page.response.url, page.response.final_url, *(part.url for part in page.parts)}
        is_more = following is not None and following not in seen and len(page.parts) < MOST_PARTS
        if is_more and following is not None and page.run.explorer.candidates.scope.holds(following):
            if following in self._recovered:
                self._part(page, self._recovered.pop(following))
                return
            if self._network.ask(following, page.entry._replace(etag=None, last_modified=None)):
                self._parts[following] = page
                return
        self._finish(page)

    def _part(self, page: _Page, response: Response | None) -> None:
        """Take a further page of an article; one that can't be had ends it."""
        if response is None or response.wall in _WALLS:
            self._finish(page)
            return
        page.parts.append(response)
        self._submit(page, response)

    def _finish(self, page: _Page) -> None:
        if page.read is None or page.decision is None:
            return
        article = page.read.article
        if page.articles:
            article = joined(article, page.articles)
        is_kept = page.decision.outcome not in ("too_old", "too_new")
        done = Done(page.run, page.entry, page.decision, page.response, article, tuple(page.parts), is_kept=is_kept)
        self._writer.add(done)
