"""The route on one screen, from bytes or text to a record, and the only place where errors become outcomes.

No network here. The clock is read once, and only when the caller does not say when the page was captured.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from scraper.errors import Blocked, InputHint, NothingFound, ScraperError, UsageError
from scraper.inputs import Given, Readable, as_given, hint_for, is_readable, stated_charset
from scraper.model import Article, Failure, Label, Page, Response, Verdict, Wall, missing, without_controls
from scraper.page import open_saved, read
from scraper.page.charset import composed, decode, find_printed
from scraper.parse import Parsed, Sibling, as_sibling, join, parse
from scraper.sites import Chosen, sites_of

T = TypeVar("T")
logger = logging.getLogger(__name__)

# What has been said of site functions in this process.
_reported: set[str] = set()
_MOST_REPORTED = 1000
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


# A clock may be wrong, or the site a day ahead.
FUTURE = timedelta(hours=48)


class Explained(NamedTuple):
    """A record with what it was made from: the page as it was read, and one label for each of its blocks."""

    page: Page
    article: Article
    labels: tuple[Label, ...]

    def __repr__(self) -> str:
        """Say what was explained; notebooks show the table of fields and blocks."""
        return f"<Explained {self.article!r}: {len(self.labels):,} blocks>"

    def _repr_html_(self) -> str:
        from scraper.export import table

        return table(self.page, self.article, self.labels)


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
        articles.append(_record_of_given(one, siblings=known, sites=sites).article)
        url = articles[-1].next_page
    return join(articles) if is_several else articles[0]


def explain(  # noqa: PLR0913 -- the page and what is known of it, each by its name
    content: Readable,
    url: str | None = None,
    *,
    captured_at: datetime | None = None,
    charset: str | None = None,
    siblings: Sequence[Sibling] = (),
    sites: Chosen | None = None,
) -> Explained:
    """Return the record with the page's blocks and their roles; `charset` is the one that the server named.

    It takes what `extract` takes as one page.
    """
    given = as_given(content)
    known = Given(given.content, url or given.url, charset or given.charset, captured_at or given.captured_at)
    made = _record_of_given(known, siblings=siblings, sites=sites)
    return Explained(made.page, made.article, made.labels)


def _record_of_given(given: Given, *, siblings: Sequence[Sibling], sites: Chosen | None) -> Parsed:
    """Return the record of a page; of a text that only names one an empty record and an `InputHint`, a warning."""
    hint = hint_for(given.content)
    content = given.content if hint is None else ""
    made = make_record(
        content,
        given.url,
        captured_at=given.captured_at,
        charset=given.charset,
        siblings=siblings,
        sites=sites,
    )
    if hint is None:
        return made
    warnings.warn(hint, InputHint, stacklevel=3)
    evidence = {**made.article.evidence, "headline": missing(hint), "body": missing(hint)}
    return made._replace(article=replace(made.article, evidence=evidence))


def make_record(  # noqa: PLR0913 -- as `explain`
    content: bytes | str,
    url: str | None = None,
    *,
    captured_at: datetime | None = None,
    charset: str | None = None,
    siblings: Sequence[Sibling] = (),
    sites: Chosen | None = None,
) -> Parsed:
    """Return what `explain` returns, the label of each block only when somebody asks for it."""
    if captured_at is not None and captured_at.tzinfo is None:
        raise UsageError("captured_at has no time zone; give an aware datetime")
    saved = open_saved(content)
    if saved is not None:
        content, url, charset = saved.html, url or saved.url, saved.charset
        captured_at = captured_at or saved.saved_at
    page = read(content, url, charset=charset)
    printed = find_printed(page)
    if printed is not None:
        text = content if isinstance(content, str) else decode(content, charset=charset).text
        whole = read(composed(text), url)
        page = replace(whole, charset=page.charset, charset_source=page.charset_source, notes=page.notes)
    said = sites_of(sites).say(page, captured_on=captured_at.date() if captured_at else None)
    if said.problems:
        page = replace(page, notes=(*page.notes, *said.problems))
        _report(said.problems, page.url)
    parsed = parse(page, captured_at=captured_at, siblings=siblings, labels=said.labels, statements=said.statements)
    article = parsed.article if captured_at else _without_future(parsed.article, datetime.now(UTC))
    if printed is not None:
        article = Article.from_dict(printed.restored(article.to_dict()))
    return parsed._replace(article=without_controls(article))


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
        evidence=evidence,
    )


def record_of(response: Response, *, sites: Chosen | None = None) -> Article:
    """Return the record of a page as it was fetched, whatever it is: its verdict says whether there is an article."""
    return make_record(
        response.content,
        response.final_url or response.url,
        captured_at=response.fetched_at,
        charset=stated_charset(response),
        sites=sites,
    ).article


def _report(problems: tuple[str, ...], url: str | None) -> None:
    """Log what went wrong with site functions: as a warning once, for it goes wrong on every page of the site."""
    for problem in problems:
        level = logging.DEBUG if problem in _reported else logging.WARNING
        logger.log(level, "%s, on %s", problem, url or "a page without address")
        if len(_reported) < _MOST_REPORTED:
            _reported.add(problem)


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


def require_article(kind: str, note: str) -> None:
    """Raise an error that says what the page is, unless it may be an article."""
    if kind in _INSTEAD:
        error, instead = _INSTEAD[kind]
        raise error(f"no article: {instead}{note and f' ({note})'}")
