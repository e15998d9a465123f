"""One page's bytes in, its record out, with the page as it was read: what every command does with a page.

No network here. The clock is read once, and only when the caller does not say when the page was captured.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from scraper.errors import InputHint, UsageError
from scraper.inputs import Given, Readable, as_given, hint_for
from scraper.model import Article, Label, Page, missing
from scraper.page import read
from scraper.page.decode import decode
from scraper.page.jamo import composed, find_printed
from scraper.page.mhtml import open_saved
from scraper.parse import Parsed, Sibling, parse
from scraper.sites import Chosen, sites_of

logger = logging.getLogger(__name__)
_reported: set[str] = set()
_MOST_REPORTED = 1000
# A clock may be wrong, or the site a day ahead.
FUTURE = timedelta(hours=48)


class Explained(NamedTuple):
    """A record with what it was made from: the page as it was read, and one label for each of its blocks."""

    page: Page
    article: Article
    labels: tuple[Label, ...]


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
    made = record_of_given(known, siblings=siblings, sites=sites)
    return Explained(made.page, made.article, made.labels)


def record_of_given(given: Given, *, siblings: Sequence[Sibling] = (), sites: Chosen | None = None) -> Parsed:
    """Return the record of a page; of a text that only names one an empty record and an `InputHint`, a warning."""
    hint = hint_for(given.content)
    if hint is None:
        return make_record(
            given.content,
            given.url,
            captured_at=given.captured_at,
            charset=given.charset,
            siblings=siblings,
            sites=sites,
        )
    warnings.warn(hint, InputHint, stacklevel=3)
    made = make_record("", given.url, captured_at=given.captured_at, sites=sites)
    reasons = {name: missing(hint) for name in ("headline", "body")}
    evidence = MappingProxyType({**made.article.evidence, **reasons})
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
    return parsed._replace(article=article)


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


def _report(problems: tuple[str, ...], url: str | None) -> None:
    """Log what went wrong with site functions: as a warning once, for it goes wrong on every page of the site."""
    for problem in problems:
        logger.log(logging.DEBUG if problem in _reported else logging.WARNING, "%s: %s", url or "a page", problem)
        if len(_reported) < _MOST_REPORTED:
            _reported.add(problem)
