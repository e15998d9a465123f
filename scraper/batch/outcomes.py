"""A page in, its record out, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scraper.batch.inputs import NO_SIBLINGS, Input, Siblings, content_of, site_of
from scraper.errors import NothingFound
from scraper.export import Cells, Writing
from scraper.model import Article, Failure
from scraper.parse import Parsed, Sibling
from scraper.pipeline import Explained, attempt, make_record, require_article
from scraper.sites import chosen_sites


def rendered(
    given: Input, *, writing: Writing, siblings: Siblings = NO_SIBLINGS, sites: Sequence[str] = ()
) -> str | Failure:
    """Return the record as text, or the reason why there is none; `sites` are folders of rules."""
    result = outcome(given, siblings, sites=sites)
    return result if isinstance(result, Failure) else writing.text(result, {"source": given.name})


def named_outcome(
    given: Input, *, siblings: Siblings = NO_SIBLINGS, sites: Sequence[str] = ()
) -> tuple[Cells, Article] | Failure:
    """Return the article of one page with where it came from, or the reason why there is none."""
    result = outcome(given, siblings, sites=sites)
    return result if isinstance(result, Failure) else ({"source": given.name}, result)


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


def _article(given: Input, siblings: Sequence[Sibling], sites: Sequence[str]) -> Article:
    article = _made(given, sites, siblings).article
    require_article(article.verdict, given.note)
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
