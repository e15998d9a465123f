"""Pages that came: read in child processes, joined with the article's further pages, handed to the writer whole."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from scraper.crawl.network import Network
from scraper.crawl.parts import MOST_PARTS, joined
from scraper.crawl.reading import PARSERS, Read, Task, read_page, task_of
from scraper.crawl.site import Decision, SiteRun
from scraper.crawl.writer import Done, Writer, fault
from scraper.model import Article, Failure, Response, Wall
from scraper.store.frontier import Entry
from scraper.workers import Crew

# What stands in place of a page and is not read.
WALLS = frozenset({Wall.CHALLENGE, Wall.CONSENT, Wall.LOGIN, Wall.NOT_FOUND})


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


class Pages:
    """The pages of a run that are being read, by `jobs` child processes; `rules` are folders of rules for sites.

    The processes put what they read into `inbox`: tasks with their results, which are given to `take`.
    """

    def __init__(
        self, network: Network, writer: Writer, inbox: queue.SimpleQueue[Any], *, jobs: int, rules: Sequence[str]
    ) -> None:
        self._network = network
        self._writer = writer
        self._crew: Crew[Task, Read] = Crew(
            partial(read_page, rules=tuple(rules)),
            lambda task, result: inbox.put((task, result)),
            jobs=jobs,
            name=lambda task: task.url,
            imports=PARSERS,
        )
        self._number = 0
        self._reading: dict[int, _Page] = {}
        self._awaited: dict[str, _Page] = {}
        # Pages that a killed run had fetched, by address: they are read, not asked for once more.
        self.recovered: dict[str, Response] = {}

    def __len__(self) -> int:
        """How many pages are being read."""
        return len(self._reading)

    def close(self) -> None:
        """End the processes once the pages at hand are read."""
        self._crew.close()

    def add(self, run: SiteRun, entry: Entry, response: Response) -> None:
        """Have a page read."""
        self._submit(_Page(run, entry, response), response)

    def take(self, task: Task, result: Read | Failure) -> None:
        """Take what was read: the page's record, or that of one of its further pages."""
        page = self._reading.pop(task.number)
        try:
            self._take(page, result)
        except Exception as error:  # noqa: BLE001 -- whatever one page leads to ends neither the run nor other pages
            self._writer.add(fault(page.run, page.entry, error))

    def _take(self, page: _Page, result: Read | Failure) -> None:
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

    def take_part(self, url: str, response: Response | None) -> bool:
        """Take the answer of an address if it is the further page of an article that was asked for, else `False`."""
        page = self._awaited.pop(url, None)
        if page is not None:
            self._part(page, response)
        return page is not None

    def _submit(self, page: _Page, response: Response) -> None:
        self._number += 1
        self._reading[self._number] = page
        self._crew.submit(task_of(self._number, page.run.site.start, response))

    def _go_on(self, page: _Page, following: str | None) -> None:
        """Ask for the article's next page, or hand it to the writer when it is whole."""
        seen = {page.response.url, page.response.final_url, *(part.url for part in page.parts)}
        is_more = following is not None and following not in seen and len(page.parts) < MOST_PARTS
        if is_more and following is not None and page.run.explorer.candidates.scope.holds(following):
            if following in self.recovered:
                self._part(page, self.recovered.pop(following))
                return
            if self._network.ask(following, page.entry._replace(etag=None, last_modified=None)):
                self._awaited[following] = page
                return
        self._finish(page)

    def _part(self, page: _Page, response: Response | None) -> None:
        """Take a further page of an article; one that can't be had ends it."""
        if response is None or response.wall in WALLS:
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
