"""The route on one screen, from bytes or text to a record, and the only place where errors become outcomes.

No network here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from scraper.errors import Blocked, NothingFound, ScraperError, UsageError
from scraper.export import FORMATS
from scraper.inputs import Readable, as_given, is_readable, stated_charset
from scraper.model import Article, Failure, Response, Verdict, Wall
from scraper.page import read
from scraper.parse import Parsed, Sibling, as_sibling, join
from scraper.records import Explained, make_record, record_of_given
from scraper.sites import Chosen, chosen_sites

T = TypeVar("T")
logger = logging.getLogger(__name__)

# What a page is instead of an article, by its verdict or the wall in front of it.
_INSTEAD: Mapping[str, tuple[type[ScraperError], str]] = MappingProxyType(
    {
        Verdict.BLOCKED: (Blocked, "the site answered with a challenge page"),
        Wall.CHALLENGE: (Blocked, "the site answered with a challenge page"),
        Verdict.CONSENT: (Blocked, "the site answered with a consent page"),
        Wall.LOGIN: (Blocked, "the site asks for a log-in"),
        Verdict.NOT_FOUND: (NothingFound, "the page says that there is nothing at this address"),
        Verdict.LIST: (NothingFound, "the page is a list of links"),
        Verdict.EMPTY: (NothingFound, "the page has no text"),
    }
)


def extract(
    content: Readable | Sequence[Readable],
    url: str | None = None,
    *,
    captured_at: datetime | None = None,
    siblings: Iterable[Readable] = (),
    sites: Chosen | None = None,
) -> Article:
    """Return the record of one page, HTML or plain text; never raises on any bytes or str.

    `content` is bytes or str, a `pathlib.Path`, an open file, a response of requests or of `scraper.fetch`, an element
    or tree of lxml, or a BeautifulSoup; a page that a browser saved as MHTML, too. What is none of them is a
    `TypeError`. A str that is an address or the name of a file is no page: the record is empty, and a warning of class
    `InputHint` says what was perhaps meant. Several pages of one article, in order, give one record; `url` is the first
    one's address, and `next_page` of the record says what comes after the last one.

    `captured_at` is when the page was fetched, an aware time: relative dates are counted from it and stay out without
    it, and no date may lie after it (without it: after now). A response and a saved page know it themselves.
    `siblings` are other pages of the same site, in any order: text that they print too is no body.

    `sites` are the rules and functions for sites, or functions to be asked before all others. Without them these are
    those that are shipped and installed, and before them those of the folders that `SCRAPER_SITES` names; a wrong rule
    is a `SiteRuleError`.
    """
    known = [as_sibling(read(as_given(sibling).content)) for sibling in siblings]
    is_several = isinstance(content, Sequence) and not is_readable(content)
    pages: Sequence[Any] = content if isinstance(content, Sequence) and is_several else (content,)
    articles: list[Article] = []
    for page in pages:
        given = as_given(page)
        one = given._replace(url=url or given.url, captured_at=captured_at or given.captured_at)
        articles.append(record_of_given(one, siblings=known, sites=sites).article)
        url = articles[-1].next_page
    return join(articles) if is_several else articles[0]


class Input(NamedTuple):
    """One page to be read, under the `name` that messages call it by.

    Its bytes are `content`, or in the file `path`, or still at `url`; `failure` says that they could not be had, `note`
    what else to say when there is no article.
    """

    name: str
    url: str | None = None
    path: str | None = None
    content: bytes | None = None
    charset: str | None = None
    captured_at: datetime | None = None
    note: str = ""
    failure: Failure | None = None


# Some pages of each site, by the site's name.
Siblings = Mapping[str, Sequence[Sibling]]
NO_SIBLINGS: Siblings = MappingProxyType({})


def site_of(given: Input) -> str:
    """Return the host that a page came from; pages that nobody knows the address of are of one site, the empty one."""
    host = urlsplit(given.url or "").hostname or ""
    return host.removeprefix("www.")


def content_of(given: Input) -> bytes:
    """Return the bytes of a page that is at hand."""
    return Path(given.path).read_bytes() if given.path else given.content or b""


def as_input(response: Response, name: str) -> Input:
    """Return a page that was fetched; raises `Blocked` or `NothingFound` when a wall stands in its place."""
    if response.wall:
        _require_article(response.wall, response.wall_reason)
    return Input(
        name,
        url=response.final_url or response.url,
        content=response.content,
        charset=stated_charset(response),
        captured_at=response.fetched_at,
        note=response.wall_reason,
    )


def record_of(response: Response) -> Article:
    """Return the record of a page as it was fetched, whatever it is: its verdict says whether there is an article."""
    address = response.final_url or response.url
    return make_record(
        response.content, address, captured_at=response.fetched_at, charset=stated_charset(response)
    ).article


def rendered(given: Input, *, form: str, siblings: Siblings = NO_SIBLINGS, sites: Sequence[str] = ()) -> str | Failure:
    """Return the record as text in the format `form`, or the reason why there is none; `sites` are folders of rules."""
    result = outcome(given, siblings, sites=sites)
    return result if isinstance(result, Failure) else FORMATS[form].render(result)


def outcome(given: Input, siblings: Siblings = NO_SIBLINGS, *, sites: Sequence[str] = ()) -> Article | Failure:
    """Return the article of one page, or the reason why there is none; `siblings` are those of its site."""
    if given.failure:
        return given.failure
    return attempt(given.name, lambda: _article(given, siblings.get(site_of(given), ()), sites))


def outcomes_in_turn(pages: Iterable[Input], *, sites: Sequence[str] = ()) -> Iterator[Article | Failure]:
    """Yield the article of each page of one article, in order; a page without an address has its forerunner's next."""
    url: str | None = None
    for page in pages:
        result = outcome(page._replace(url=page.url or url), sites=sites)
        url = None if isinstance(result, Failure) else result.next_page
        yield result


def explained(given: Input, *, sites: Sequence[str] = ()) -> Explained | Failure:
    """Return all that is known of one page, whether it has an article or not, or the reason why it can't be read."""
    if given.failure:
        return given.failure
    return attempt(given.name, lambda: _explain(given, sites))


def _explain(given: Input, sites: Sequence[str]) -> Explained:
    made = _made(given, sites)
    return Explained(made.page, made.article, made.labels)


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


def _article(given: Input, siblings: Sequence[Sibling], sites: Sequence[str]) -> Article:
    article = _made(given, sites, siblings).article
    _require_article(article.verdict, given.note)
    return article


def _made(given: Input, sites: Sequence[str], siblings: Sequence[Sibling] = ()) -> Parsed:
    content = content_of(given)
    if not content.strip():
        raise NothingFound("is empty")
    made = make_record(
        content,
        given.url,
        captured_at=given.captured_at,
        charset=given.charset,
        siblings=siblings,
        sites=chosen_sites(sites),
    )
    if made.page.kind == "binary":
        raise NothingFound("; ".join(("not a page", *made.page.notes)))
    return made


def _require_article(kind: str, note: str) -> None:
    """Raise an error that says what the page is, unless it may be an article."""
    if kind in _INSTEAD:
        error, instead = _INSTEAD[kind]
        raise error(f"no article: {instead}{note and f' ({note})'}")
