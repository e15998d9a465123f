"""The back catalogue of one paper: what its sitemaps, lists, date archives and numbers lead to, within a budget.

First comes what a crawl does, with the days wanted as its bounds. Then archives by date that the site links to, if some
pages of theirs show stories; then the numbers of stories that lie between known ones. All of it is kept in the
frontier, so that a run that was stopped goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from scraper.crawl.site import Explorer, SiteRun, Source
from scraper.discover import DateArchive, Kind, Known, Numbering, date_archive, look, numbered
from scraper.store import frontier
from scraper.store.frontier import Found, Transaction

# Numbers that are asked at a time.
_AT_A_TIME = 60
# Rounds of numbers without a story after which the rest is left.
_FRUITLESS_ROUNDS = 3


class Backfill:
    """The plan for one site; `more` is asked whenever nothing of it waits any more."""

    def __init__(self, run: SiteRun, first: date, last: date) -> None:
        self._run = run
        self._first = first
        self._last = last
        self._archives: dict[DateArchive, int] | None = None
        self._fruitless = 0
        self._stories = -1

    def more(self, connection: Transaction) -> bool:
        """Enter further addresses, if there are any; they are asked next."""
        found = self._dates(connection) or self._numbers(connection)
        return bool(found) and bool(frontier.enter(connection, self._run.name, found).new)

    # ------------------------------------------------------------ archives by date

    def _dates(self, connection: Transaction) -> list[Found]:
        """Return some pages of each archive by date at first, then all pages of those that showed stories."""
        if self._archives is None:
            told = frontier.ended(connection, self._run.name, "trap")
            found = {archive for url in told if look(url).is_dated and (archive := date_archive(url))}
            self._archives = dict.fromkeys(found, 0)
            return [self._page(url) for archive in found for url in self._sample(archive)]
        archives, self._archives = self._archives, {}
        fruitful = [archive for archive in archives if self._shows_stories(connection, archive)]
        return [self._page(url) for archive in fruitful for url in archive.between(self._first, self._last)]

    @staticmethod
    def _page(url: str) -> Found:
        return Found(url, f"list {url}", "list", look(url).shape, "date archive", None, depth=1)

    def _sample(self, archive: DateArchive) -> list[str]:
        """Return the oldest, the middle and the newest page: the newest may show what is known already."""
        urls = list(archive.between(self._first, self._last))
        return list(dict.fromkeys((urls[-1], urls[len(urls) // 2], urls[0])))

    def _shows_stories(self, connection: Transaction, archive: DateArchive) -> bool:
        return any(frontier.found_in(connection, self._run.name, url) for url in self._sample(archive))

    # ------------------------------------------------------------ numbers

    def _numbers(self, connection: Transaction) -> list[Found]:
        """Return addresses with numbers that lie where the days wanted are, of the shape most stories have."""
        explorer = self._run.explorer
        stories = frontier.count_stories(connection, self._run.name)
        self._fruitless = 0 if stories > self._stories else self._fruitless + 1
        self._stories = stories
        if self._fruitless > _FRUITLESS_ROUNDS:
            return []
        known: dict[str, list[Known]] = defaultdict(list)
        asked: dict[str, set[int]] = defaultdict(set)
        for url, dated in frontier.addresses(connection, self._run.name):
            place = numbered(url)
            if place is None or explorer.shapes.kind(look(url).shape) is not Kind.STORY:
                continue
            asked[place.template].add(place.number)
            if dated is not None:
                known[place.template].append(Known(place.number, _day(dated)))
        found = [one for template in known for one in self._of_template(explorer, template, known, asked)]
        return found[:_AT_A_TIME]

    def _of_template(
        self, explorer: Explorer, template: str, known: dict[str, list[Known]], asked: dict[str, set[int]]
    ) -> Iterator[Found]:
        numbering = Numbering(known[template])
        if not numbering.is_usable:
            return
        for number in islice(numbering.unknown(self._first, self._last, frozenset(asked[template])), _AT_A_TIME):
            found = explorer.candidates.judge(template.replace("{}", str(number)), Source("numbers", None, 1))
            if found is not None:
                yield found


def _day(moment: datetime) -> date:
    return moment.date()
