"""What a run has learned since the last time, into the archive: pages, records, addresses, in one transaction."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from scraper.crawl.site import LONGEST_PAUSE, Decision, SiteRun, due, published
from scraper.discover import Kind
from scraper.errors import DiskFull
from scraper.model import Article, Response
from scraper.store import Added, Archive, Item, assets, frontier
from scraper.store.frontier import Entry, Found, State, Transaction
from scraper.store.identity import story_key

logger = logging.getLogger(__name__)

# Pages that are not kept or not judged yet, and sources that were read in part: they must come whole the next time.
_LEFT = frozenset({"too_old", "too_new", "failed", "partly", "held"})
# The outcomes of what could not be had: these are logged, with their cause.
_NOT_HAD = frozenset({"failed", "blocked", "forbidden", "refused", "partly", "not_found"})


class Done(NamedTuple):
    """An address that is through: what it is, what is stored of it, and what else is to be noted in its row."""

    run: SiteRun
    entry: Entry
    decision: Decision
    response: Response | None = None
    article: Article | None = None
    parts: tuple[Response, ...] = ()
    pause: float | None = None
    is_kept: bool = True
    # The site failed, not the address: it waits as before.
    is_put_back: bool = False


class _Ended(NamedTuple):
    """How an address ended, to be counted once it is written."""

    done: Done
    outcome: str
    reason: str | None


class _Written(NamedTuple):
    """What is to be counted of a transaction that went well."""

    ended: list[_Ended]
    found: list[tuple[SiteRun, int]]


def fault(run: SiteRun, entry: Entry, error: Exception, response: Response | None = None) -> Done:
    """Return an address as one that failed by a fault of ours, which is logged: nothing else is to end by it."""
    return Done(run, entry, Decision("failed", fault_told(entry.url, error)), response)


def fault_told(url: str, error: Exception) -> str:
    """Log a fault of ours at an address, and return it in words."""
    told = f"internal error: {type(error).__name__}: {error}"[:500]
    logger.error("%s: %s", url, told, exc_info=logger.isEnabledFor(logging.DEBUG))
    return told


class Writer:
    """Collects what is done, and writes it; with `wants_assets` new stories wait for their pictures then."""

    def __init__(self, archive: Archive, *, wants_assets: bool = False) -> None:
        self._archive = archive
        self._wants_assets = wants_assets
        self._done: list[Done] = []
        self._found: dict[str, list[Found]] = defaultdict(list)
        self._count = 0

    @property
    def size(self) -> int:
        """How many addresses are through and not written yet."""
        return len(self._done)

    @property
    def found(self) -> int:
        """How many addresses were found and are not written yet."""
        return self._count

    def add(self, done: Done) -> None:
        """Take in an address that is through."""
        self._done.append(done)

    def enter(self, run: SiteRun, found: Iterable[Found]) -> None:
        """Take in addresses that were found."""
        some = list(found)
        self._found[run.name] += some
        self._count += len(some)

    def write(self, runs: Iterable[SiteRun]) -> None:
        """Write all of it; it is on the disk when this returns.

        What can't be written is found by halves: it alone is left out, and its address has failed.
        """
        by_name = {run.name: run for run in runs}
        done, found = self._done, self._found
        self._write(by_name, done, [(by_name[name], one) for name, some in found.items() for one in some])
        self._done, self._found, self._count = [], defaultdict(list), 0
        for one in done:
            one.run.under_way.discard(one.entry.id)
            one.run.sources_under_way.discard(one.entry.id)
            one.run.check_limits()
        for run in by_name.values():
            run.is_empty = False

    def _write(self, runs: dict[str, SiteRun], done: list[Done], found: list[tuple[SiteRun, Found]]) -> None:
        try:
            written = self._transaction(runs, done, found)
        except DiskFull:
            raise
        except Exception as error:  # one odd value is to end nothing but its own item
            if not self._is_divided(runs, done, found, error):
                raise
            return
        for ended in written.ended:
            _count(ended)
        for run, count in written.found:
            run.tally.found += count

    def _is_divided(
        self, runs: dict[str, SiteRun], done: list[Done], found: list[tuple[SiteRun, Found]], error: Exception
    ) -> bool:
        """Write in smaller pieces what could not be written; `False` when the one piece left is no item's fault."""
        if len(found) > 1 or (found and done):
            half = len(found) // 2
            for some in (found[:half], found[half:]):
                self._write(runs, [], some)
            self._write(runs, done, [])
        elif found:
            logger.error("%s: left out: %s", found[0][1].url, error)
            # An error that the next write has too is no address's.
            self._transaction(runs, [], [])
        elif len(done) > 1:
            half = len(done) // 2
            for some_done in (done[:half], done[half:]):
                self._write(runs, some_done, [])
        else:
            one = done[0] if done else None
            if one is None or (one.response is None and not one.decision.found):
                return False
            self._write(runs, [fault(one.run, one.entry, error)], [])
        return True

    def _transaction(self, runs: dict[str, SiteRun], done: list[Done], found: list[tuple[SiteRun, Found]]) -> _Written:
        """Write some of it in one transaction, and return what is to be counted."""
        stored = [one for one in done if one.response is not None and one.is_kept]
        written = _Written([], [])

        def then(connection: Transaction, added: list[Added]) -> None:
            if self._wants_assets:
                assets.wait(connection, added)
            came = {id(one): what for one, what in zip(stored, added, strict=True)}
            for run in runs.values():
                _settle_sessions(connection, run)
                entered = frontier.enter(connection, run.name, [one for owner, one in found if owner is run])
                written.found.append((run, len(entered.new)))
                mine = [one for one in done if one.run is run]
                if mine:
                    _write_site(connection, run, mine, came, written)
                _settle_shapes(connection, run)

        self._archive.add_batch([_item(one) for one in stored], then=then)
        for run in runs.values():
            run.explorer.decided.clear()
            run.explorer.candidates.sessions.is_new = False
        return written


def _item(one: Done) -> Item:
    outcome = one.decision.outcome
    return Item(one.response, one.article if one.decision.is_story else None, one.parts, outcome)


def _write_site(
    connection: Transaction, run: SiteRun, done: list[Done], came: dict[int, Added], written: _Written
) -> None:
    found = [alias for each in done for alias in _aliases(each)]
    found += [one for each in done for one in each.decision.found]
    entered = frontier.enter(connection, run.name, found)
    written.found.append((run, len(entered.new)))
    pages: list[Found] = []
    changes = []
    for one in done:
        if one.decision.outcome == "list":
            run.explorer.showed(one.entry, entered, one.decision.found)
        if one.decision.walk is not None:
            pages += run.explorer.next_pages(one.entry, one.decision.walk, entered, one.decision.found)
        elif one.decision.outcome in ("not_found", "failed") and one.entry.kind == "list":
            pages += run.explorer.past_the_end(one.entry)
        if one.is_put_back:
            changes.append({"id": one.entry.id, "state": int(State.WAITING), "reason": one.decision.reason})
        else:
            changes.append(_row(connection, one, came.get(id(one)), written))
    frontier.enter(connection, run.name, pages)
    frontier.update(connection, changes)


def _aliases(one: Done) -> list[Found]:
    """Return the other addresses of a story: where it redirected to, and its further pages."""
    if one.entry.kind != "page" or one.response is None or not one.decision.is_story:
        return []
    final = one.response.final_url or one.entry.url
    urls = [(final, "alias")] + [(part.url, "part") for part in one.parts]
    key_of = one.run.explorer.candidates.key
    base = Found("", "", "page", one.entry.shape, "story", one.entry.url, depth=one.entry.depth, state=State.DONE)
    told = f"of {one.entry.url}"
    return [
        base._replace(url=url, key=key_of(url), outcome=outcome, reason=told)
        for url, outcome in urls
        if key_of(url) != one.entry.key
    ]


def _row(connection: Transaction, one: Done, added: Added | None, written: _Written) -> dict[str, Any]:
    """Return what becomes of an address's row, and note how it ended."""
    entry, decision = one.entry, one.decision
    outcome, reason = decision.outcome, decision.reason
    if decision.is_story and added is not None:
        outcome, reason = _story_outcome(connection, entry, added)
        if outcome == "duplicate":
            one.run.explorer.was_duplicate(entry)
    if added is not None and added.outcome == "gone":
        outcome = "gone"
    written.ended.append(_Ended(one, outcome, reason))
    at = frontier.now()
    state = State.HELD if outcome == "held" else State.DONE
    change: dict[str, Any] = {"id": entry.id, "outcome": outcome, "reason": reason, "state": int(state)}
    if one.pause is not None:
        return change | {"state": int(State.RETRY), "due_at": due(one.pause, at), "tries": entry.tries + 1}
    change |= {"tries": 0, "visits": entry.visits + 1, "fetched_at": at}
    change["changes"] = entry.changes + (outcome == "changed")
    if one.response is not None and one.response.status != 304 and outcome not in _LEFT:
        change |= {"etag": one.response.header("etag"), "last_modified": one.response.header("last-modified")}
    if outcome == "list":
        change["kind"] = "list"
    if outcome == "unchanged" and entry.outcome is not None:
        # What it was the first time says more than that it stayed so.
        change["outcome"] = entry.outcome
    if decision.is_story and added is not None:
        change["article_id"] = added.article_id
    if one.article is not None and (decision.is_story or outcome in _LEFT):
        change["dated"] = published(one.article) or entry.dated
    return change


def _count(ended: _Ended) -> None:
    """Count how an address ended; one that is asked again in this run has not."""
    one, outcome, reason = ended
    if one.pause is not None and one.pause <= LONGEST_PAUSE:
        one.run.tally.last_cause = reason
        logger.info("%s: asked again in %.0f s: %s", one.entry.url, one.pause, reason)
        return
    if outcome in _NOT_HAD:
        logger.info("%s: %s: %s", one.entry.url, outcome, reason)
    one.run.tally.end(outcome, reason)
    if one.decision.is_story and one.article is not None and outcome in ("new", "changed"):
        one.run.tally.look_at(one.article)
    if one.entry.id in one.run.revisits and outcome == "unchanged":
        is_resent = one.response is not None and one.response.status != 304
        one.run.resent += is_resent
        one.run.unmodified += not is_resent


def _story_outcome(connection: Transaction, entry: Entry, added: Added) -> tuple[str, str | None]:
    """Return the outcome of a story; one that another address has brought already is a duplicate."""
    if entry.article_id is None and added.outcome in ("unchanged", "changed", "older") and added.article_id:
        other = frontier.address_of(connection, entry.site, added.article_id)
        if other is not None and other != entry.url:
            return "duplicate", f"of {other}"
    return added.outcome, None


def _settle_sessions(connection: Transaction, run: SiteRun) -> None:
    """Give the addresses new keys that were found before a name of a session was known."""
    sessions = run.explorer.candidates.sessions
    if sessions.is_new:
        frontier.rename(connection, run.name, lambda url: story_key(sessions.without(url)))


def _settle_shapes(connection: Transaction, run: SiteRun) -> None:
    """Let the addresses be asked, or end, whose shape has been decided."""
    for shape, kind in run.explorer.decided.items():
        if kind is Kind.STORY and run.explorer.is_listing:
            frontier.settle(connection, run.name, shape, "story", None)
        elif kind is Kind.STORY:
            frontier.release(connection, run.name, shape)
        elif kind is Kind.NEITHER:
            frontier.settle(
                connection, run.name, shape, "not_a_story", "pages of this shape are neither stories nor lists"
            )
        elif kind is Kind.LIST:
            frontier.release(connection, run.name, shape, limit=50)
