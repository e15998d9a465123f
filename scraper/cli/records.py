"""Stored pages in, their records out, in order and on all cores: what `load` and `reextract` share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from operator import attrgetter

from scraper.cli.batch import FEW, cores
from scraper.model import Article, Failure, Response
from scraper.pipeline import attempt, record_of
from scraper.workers import Limits, each

# Other things that a WARC file holds (images, scripts, redirects) are no pages.
PAGE_TYPES = ("text/html", "application/xhtml", "text/plain")


def is_page(response: Response) -> bool:
    """Whether the response may have a record: text of a kind that a page has, and no error or redirect."""
    kind = (response.header("content-type") or "text/html").lower()
    return kind.startswith(PAGE_TYPES) and response.status < 300


def records(responses: Iterable[Response], *, jobs: int | None) -> Iterator[Article | Failure]:
    """Yield the record of each page, or why it could not be read; a few pages are worked on in this process."""
    remaining = iter(responses)
    first = list(islice(remaining, FEW))
    if jobs is None and len(first) < FEW:
        yield from map(_record, first)
        return
    tasks = chain(first, remaining)
    for text in each(_record_text, tasks, jobs=jobs or cores(), name=attrgetter("url"), limits=Limits()):
        yield text if isinstance(text, Failure) else Article.from_dict(json.loads(text))


def reader(jobs: int | None) -> Callable[[Iterable[Response]], Iterator[Article | Failure]]:
    """Return `records` with the number of its processes."""
    return lambda responses: records(responses, jobs=jobs)


def _record(response: Response) -> Article | Failure:
    return attempt(response.url, lambda: record_of(response))


def _record_text(response: Response) -> str | Failure:
    """Return the record as JSON, which travels between processes."""
    return attempt(response.url, lambda: record_of(response).to_json())
