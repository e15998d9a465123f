"""One site's part of a run: its explorer, its counts, what of it is under way."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from scraper.crawl.plan import Site
from scraper.crawl.site.explorer import Explorer
from scraper.crawl.site.failures import LONGEST_PAUSE
from scraper.crawl.site.outage import PATIENCE, Outage
from scraper.crawl.site.ranks import SOURCES
from scraper.crawl.site.revisits import ENOUGH_UNMODIFIED, choose
from scraper.crawl.site.tally import Tally
from scraper.crawl.site.trials import Trials
from scraper.store import frontier, runs
from scraper.store.frontier import Found, State, Transaction

# Addresses of a site that are handed to the network at once; a new one comes to its turn behind so many.
WINDOW = 64
# What is asked in every run, whatever came of it before: so no failure locks a site.
BEGINNINGS = ("robots", "home")
# Sources of which a failure, or their absence, need not last: a few requests, on which many stories may hang.
_NAMING = ("feed", "sitemap")
# Stories of earlier runs that are known again when they stand at another address.
_REMEMBERED = 2000


class Chance(NamedTuple):
    """What a run may hope for: `reach` says who asks and where it may, `retry` that the user wants all asked again.

    `patience` is how many seconds a site is waited for that stops to answer.
    """

    reach: str = ""
    retry: bool = False
    patience: float = PATIENCE


class Plan(Protocol):
    """What thinks of further addresses."""

    def more(self, connection: Transaction) -> bool:
        """Enter further addresses, and return whether there were any."""


@dataclass
class SiteRun:
    """A site in a run; `quota` bounds its requests (a budget), `None` for none."""

    site: Site
    explorer: Explorer
    tally: Tally = field(default_factory=Tally)
    quota: int | None = None
    # Rows under way, by number; what waits in the database is unknown until it was asked.
    under_way: set[int] = field(default_factory=set)
    # Of these, robots.txt, the front page, feeds and sitemaps.
    sources_under_way: set[int] = field(default_factory=set)
    is_empty: bool = False
    retry_at: float | None = None
    is_limited: bool = False
    # Stored stories that are asked again, how many were not modified or sent again as they were, and which may follow.
    revisits: set[int] = field(default_factory=set)
    unmodified: int = 0
    resent: int = 0
    # When the site last sent stories whole that had not changed, as in a new dress: it does so with all seen before.
    resent_at: datetime | None = None
    # What thinks of further addresses when nothing waits any more.
    plan: Plan | None = None
    later: list[int] = field(default_factory=list)
    chance: Chance = field(default_factory=Chance)
    began_at: datetime = field(default_factory=frontier.now)
    outage: Outage = field(init=False)
    trials: Trials = field(init=False)
    # Whether its front page came, and why nothing more is asked of it in this run.
    has_begun: bool = False
    left_because: str | None = None

    def __post_init__(self) -> None:
        self.outage = Outage(self.name, self.chance.patience)
        self.trials = Trials(self.explorer)

    @property
    def name(self) -> str:
        """The site's name."""
        return self.explorer.name

    def room(self) -> int:
        """Return how many more addresses may be handed to the network now."""
        if self.is_limited or self.is_empty or self.outage.is_on or self.left_because:
            return 0
        room = WINDOW - len(self.under_way)
        if self.quota is not None:
            room = min(room, self.quota - self.tally.asked - len(self.under_way))
        if self.site.limit is not None:
            left = self.site.limit - self.tally.outcomes["new"] - len(self.under_way)
            room = min(room, left if self.under_way else max(left, 1))
        return 0 if room < WINDOW // 4 and self.under_way and self.site.limit is None else max(room, 0)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of addresses that are asked now, none for all; robots.txt first: without it nothing comes.

        When only the newest stories are wanted, what says which these are is read before them.
        """
        if not self.outage.has_answered:
            return ("robots",)
        is_choosing = self.site.limit is not None and not self.sources_under_way.isdisjoint(self.under_way)
        return tuple(SOURCES) if is_choosing else ()

    def check_limits(self) -> None:
        """Note when the limit of stories or of requests is reached."""
        is_full = self.site.limit is not None and self.tally.outcomes["new"] >= self.site.limit
        is_spent = self.quota is not None and self.tally.asked >= self.quota
        self.is_limited = is_full or is_spent

    def retry_after(self, pause: float) -> None:
        """Note that an address is to be asked again in this run."""
        at = time.monotonic() + pause
        self.retry_at = at if self.retry_at is None else min(self.retry_at, at)

    @property
    def next_at(self) -> float | None:
        """When something is to be asked again in this run, by the monotonic clock; `None` for nothing."""
        if self.is_limited or self.left_because:
            return None
        return self.outage.next_at if self.outage.is_on else self.retry_at

    def begin(self, connection: Transaction, extra: Iterable[Found] = ()) -> None:
        """Open what is to be asked in this run: sources, what failed, recent stories."""
        explorer = self.explorer
        explorer.learn(frontier.shape_rows(connection, self.name))
        for report in runs.reports(connection, self.name, 1 << 60, limit=1):
            explorer.candidates.sessions.names.update(report.get("sessions", ()))
            explorer.candidates.carried.recall(report.get("carried", ()))
            told = report.get("resent_at")
            self.resent_at = datetime.fromisoformat(told) if told else None
        explorer.echoes.recall(frontier.texts(connection, self.name, _REMEMBERED))
        frontier.enter(connection, self.name, explorer.sources.beginnings())
        frontier.open_sources_of(connection, self.name, BEGINNINGS)
        frontier.open_refused_sources(connection, self.name, _NAMING)
        # What was to be asked again in the run before is not left to a later one.
        frontier.open_due(connection, self.name, frontier.now() + timedelta(seconds=LONGEST_PAUSE))
        self._open_failed(connection)
        for outcome in ("too_old", "excluded", "too_deep", "too_new"):
            frontier.open_outcome(connection, self.name, outcome)
        if explorer.is_update:
            frontier.open_sources(connection, self.name, SOURCES)
            total = frontier.count_stories(connection, self.name)
            newest = frontier.stories(connection, self.name, 1000)
            first, second = choose(newest, total, frontier.now(), self.resent_at)
            frontier.update(connection, [{"id": one.id, "state": int(State.WAITING)} for one in first])
            self.later, self.revisits = [one.id for one in second], {one.id for one in first}
        frontier.enter(connection, self.name, list(extra))

    def _open_failed(self, connection: Transaction) -> None:
        """Let be asked again what failed before for a cause that may be gone."""
        last = runs.last_begun(connection, self.name)
        if self.chance.retry:
            frontier.open_failed(connection, self.name)
        elif last is None or last[0].date() != frontier.now().date() or last[1].get("reach") != self.chance.reach:
            frontier.open_hopeful(connection, self.name, _NAMING)

    @property
    def may_go_on(self) -> bool:
        """Whether there may be more to ask when nothing waits any more."""
        return self.outage.has_answered and not self.is_limited and not self.left_because

    def extend(self, connection: Transaction) -> bool:
        """Let more be asked, by the plan or again; `False` when there is nothing."""
        if self.trials.more(connection) or (self.plan is not None and self.plan.more(connection)):
            self.is_empty = False
            return True
        self.plan = None
        return self._ask_again(connection)

    def _ask_again(self, connection: Transaction) -> bool:
        """Let more recent stories be asked again if that has cost little so far."""
        later, self.later = self.later, []
        if not later or self.unmodified < ENOUGH_UNMODIFIED * (self.unmodified + self.resent) + 1:
            return False
        frontier.update(connection, [{"id": number, "state": int(State.WAITING)} for number in later])
        self.is_empty = False
        return True

    def report(self, connection: Transaction) -> dict[str, Any]:
        """Return the report of the site, with the alarms that its figures raise."""
        self.tally.remaining = frontier.left(connection, self.name)
        report = self.tally.report() | self.explorer.describe()
        report["known"] = frontier.count_stories(connection, self.name)
        report["put_off"] = frontier.put_off(connection, self.name)
        report["left_because"] = self.left_because
        if self.resent > (1.0 - ENOUGH_UNMODIFIED) * (self.unmodified + self.resent):
            self.resent_at = self.began_at
        report["resent_at"] = self.resent_at and self.resent_at.isoformat()
        report["is_complete"] = (
            self.has_begun and not self.tally.remaining and not self.is_limited and not self.left_because
        )
        return report


def begin_site(connection: Transaction, site: Site, chance: Chance, *, is_listing: bool) -> SiteRun:
    """Return a site's part of a new run."""
    is_update = runs.has_run(connection, site.name)
    return SiteRun(site, Explorer(site, is_update=is_update, is_listing=is_listing), chance=chance)
