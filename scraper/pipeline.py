"""The route on one screen, from bytes or text to a record, and the only place where errors become outcomes.

No network here. The clock is read once, and only when the caller does not say when the page was captured.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from scraper.errors import Blocked, NothingFound, ScraperError, UsageError
from scraper.export import FORMATS
from scraper.model import Article, Failure, Label, Page, Verdict, missing
from scraper.page import read
from scraper.parse import parse

T = TypeVar("T")
logger = logging.getLogger(__name__)

# A clock may be wrong, or the site a day ahead.
FUTURE = timedelta(hours=48)
_WALLS = MappingProxyType(
    {
        Verdict.BLOCKED: "the site answered with a challenge page",
        Verdict.CONSENT: "the site answered with a consent page",
    }
)
_NO_ARTICLE = MappingProxyType(
    {
        Verdict.LIST: "the page is a list of links",
        Verdict.NOT_FOUND: "the page says that there is nothing at this address",
        Verdict.EMPTY: "the page has no text",
    }
)


class Explained(NamedTuple):
    """A record with what it was made from: the page as it was read, and one label for each of its blocks."""

    page: Page
    article: Article
    labels: tuple[Label, ...]


def extract(content: bytes | str, url: str | None = None, *, captured_at: datetime | None = None) -> Article:
    """Return the record of one page, HTML or plain text; never raises on any bytes or str.

    `captured_at` is when the page was fetched, an aware time: relative dates are counted from it and stay out without
    it, and no date may lie after it (without it: after now).
    """
    return explain(content, url, captured_at=captured_at).article


def explain(
    content: bytes | str, url: str | None = None, *, captured_at: datetime | None = None, charset: str | None = None
) -> Explained:
    """Return the record with the page's blocks and their roles; `charset` is the one that the server named."""
    if captured_at is not None and captured_at.tzinfo is None:
        raise UsageError("captured_at has no time zone; give an aware datetime")
    page = read(content, url, charset=charset)
    parsed = parse(page, captured_at=captured_at)
    article = parsed.article if captured_at else _without_future(parsed.article, datetime.now(UTC))
    return Explained(page, article, parsed.labels)


class Input(NamedTuple):
    """One page to be read, under the `name` that messages call it by.

    Its bytes are `content`, or in the file `path`; `failure` says that they could not be had.
    """

    name: str
    url: str | None = None
    path: str | None = None
    content: bytes = b""
    charset: str | None = None
    captured_at: datetime | None = None
    failure: Failure | None = None


def rendered(given: Input, *, form: str) -> str | Failure:
    """Return the record as text in the format `form`, or the reason why there is none."""
    result = outcome(given)
    return result if isinstance(result, Failure) else FORMATS[form].render(result)


def outcome(given: Input) -> Article | Failure:
    """Return the article of one page, or the reason why there is none."""
    if given.failure:
        return given.failure
    return attempt(given.name, lambda: _require_article(_explain(given)))


def explained(given: Input) -> Explained | Failure:
    """Return all that is known of one page, whether it has an article or not, or the reason why it can't be read."""
    if given.failure:
        return given.failure
    return attempt(given.name, lambda: _explain(given))


def fetched(given: Input, *, allow_private_hosts: Iterable[str] = ()) -> Input:
    """Return `given` with the bytes behind its URL, or with the reason why they could not be had."""
    result = attempt(given.name, lambda: _fetch(given, allow_private_hosts))
    return given._replace(failure=result) if isinstance(result, Failure) else result


def _without_future(article: Article, now: datetime) -> Article:
    """Return the record without dates that lie more than `FUTURE` after `now`; what was refused is in the evidence."""
    dates = {"published": article.published, "modified": article.modified}
    late = {name: moment for name, moment in dates.items() if moment and moment.at > now + FUTURE}
    if not late:
        return article
    evidence = dict(article.evidence)
    for name, moment in late.items():
        before = evidence[name]
        evidence[name] = missing("lies in the future", ((before.source, moment.raw), *before.rejected))
    return replace(
        article,
        published=None if "published" in late else article.published,
        modified=None if "modified" in late else article.modified,
        evidence=MappingProxyType(evidence),
    )


def attempt(source: str, work: Callable[[], T]) -> T | Failure:
    """Return what `work` returns, or the `Failure` that its error stands for."""
    try:
        return work()
    except ScraperError as error:
        return Failure(source, error.code, str(error).removeprefix(f"{source}: "), error.exit_code)
    except MemoryError:
        return Failure(source, "memory", "needs more memory than it may take")
    except OSError as error:
        return Failure(source, "file", (error.strerror or str(error)).lower(), UsageError.exit_code)
    except Exception as error:  # one bad page must not end a batch of thousands; here an error becomes an outcome
        logger.debug("%s: internal error", source, exc_info=True)
        return Failure(source, "internal", f"internal error: {type(error).__name__}: {error}")


def _fetch(given: Input, allow_private_hosts: Iterable[str]) -> Input:
    from scraper.fetch import fetch

    response = fetch(given.url or given.name, allow_private_hosts=allow_private_hosts)
    return given._replace(
        url=response.final_url or response.url,
        content=response.content,
        charset=response.charset if response.charset_source == "header" else None,
        captured_at=given.captured_at or response.fetched_at,
    )


def _explain(given: Input) -> Explained:
    content = Path(given.path).read_bytes() if given.path else given.content
    if not content.strip():
        raise NothingFound("is empty")
    found = explain(content, given.url, captured_at=given.captured_at, charset=given.charset)
    if found.page.kind == "binary":
        raise NothingFound("; ".join(("not a page", *found.page.notes)))
    return found


def _require_article(found: Explained) -> Article:
    """Return the article; raises an error that says what the page is instead."""
    verdict = found.article.verdict
    if verdict in _WALLS:
        raise Blocked(f"no article: {_WALLS[verdict]}")
    if verdict in _NO_ARTICLE:
        raise NothingFound(f"no article: {_NO_ARTICLE[verdict]}")
    return found.article
