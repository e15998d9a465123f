"""Stored pages in, what is made of them out, in order and on all cores: what `load` and `reextract` share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple, TypeVar

from scraper.cli.batch import FEW, cores
from scraper.model import Article, Failure, Response
from scraper.pipeline import attempt, record_of
from scraper.sites import chosen_sites
from scraper.workers import Limits, each

# Other things that a WARC file holds (images, scripts, redirects) are no pages.
PAGE_TYPES = ("text/html", "application/xhtml", "text/plain")


Read = TypeVar("Read")


class Reading(NamedTuple):
    """How pages are read: by so many processes, with the rules of these folders, and who is told what can't be."""

    jobs: int | None
    rules: tuple[str, ...]
    complain: Callable[[str], None]


def is_page(response: Response) -> bool:
    """Whether the response may have a record: text of a kind that a page has, and no error or redirect."""
    kind = (response.header("content-type") or "text/html").lower()
    return kind.startswith(PAGE_TYPES) and response.status < 300


def read_all(
    function: Callable[[Response], Read | Failure], responses: Iterable[Response], *, jobs: int | None
) -> Iterator[Read | Failure]:
    """Yield what `function` makes of each page, or why it could not; a few pages are worked on in this process."""
    remaining = iter(responses)
    first = list(islice(remaining, FEW))
    if jobs is None and len(first) < FEW:
        yield from map(function, first)
    else:
        tasks = chain(first, remaining)
        yield from each(function, tasks, jobs=jobs or cores(), name=attrgetter("url"), limits=Limits())


def reader(jobs: int | None, rules: tuple[str, ...]) -> Callable[[Iterable[Response]], Iterator[Article | Failure]]:
    """Return what yields the record of each page, or why it could not be read, by so many processes.

    `rules` are folders of rules for sites, asked before those that are shipped.
    """
    chosen_sites(rules)  # a wrong rule ends the command before the first page
    return lambda responses: read_all(partial(_record, rules=rules), responses, jobs=jobs)


def _record(response: Response, *, rules: tuple[str, ...]) -> Article | Failure:
    return attempt(response.url, lambda: record_of(response, sites=chosen_sites(rules)))
