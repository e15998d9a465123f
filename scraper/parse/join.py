"""Records of the pages of one article in, one record out: fields of the first page that has them, bodies in order.

What every page repeats (headline, standfirst, a notice) is in the body once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from scraper.errors import UsageError
from scraper.model import Article, BodyBlock, Evidence
from scraper.parse.verdict import is_article

# Shorter texts may stand twice in one article; at the head of a page they are repeated.
_LONG = 40
_HEAD = 4
# `2/3`, `Page 2 of 3`, `Seite 2 von 3`
_NUMBERING = re.compile(
    r"\W*(?:[^\W\d_]{1,8}\W{1,3})?\d{1,2}\s*(?:/|of|von|de|sur|di|van|из)\s*\d{1,2}\W*", re.IGNORECASE
)
_FIRST = (
    "canonical_url", "site", "language", "headline", "subtitle", "kicker", "section", "tags", "authors", "dateline",
    "published", "modified", "agency", "copyright", "is_accessible_for_free", "weather", "strips",
)  # fmt: skip
_ALL = ("entries", "images", "corrections", "boilerplate")


def join(articles: Sequence[Article]) -> Article:
    """Return the record of an article whose pages have these records, in this order; raises `UsageError` for none.

    Pages that are no article (a list, a wall) add nothing but their mention in the evidence of the body; if all are,
    the record is the first one's. `next_page` is that of the last page.
    """
    if not articles:
        raise UsageError("no pages to join; give at least one")
    pages = [article for article in articles if is_article(article.verdict)]
    if not pages or len(articles) == 1:
        return articles[0]
    first = pages[0]
    changed: dict[str, Any] = {}
    evidence = dict(first.evidence)
    for name in _FIRST:
        source = next((page for page in pages if getattr(page, name) not in (None, ())), first)
        changed[name] = getattr(source, name)
        if name in source.evidence:
            evidence[name] = source.evidence[name]
    for name in _ALL:
        changed[name] = _united(name, pages)
    body, repeated = _joined_bodies(pages)
    evidence["body"] = _body_evidence(articles, pages, repeated)
    if "next_page" in pages[-1].evidence:
        evidence["next_page"] = pages[-1].evidence["next_page"]
    return replace(first, **changed, body=body, next_page=pages[-1].next_page, evidence=evidence)


def _united(name: str, pages: Sequence[Article]) -> tuple[Any, ...]:
    """Return a field's items of the first page and those of later pages that are new."""
    items = list(getattr(pages[0], name))
    known = set(items)
    for page in pages[1:]:
        new = [item for item in getattr(page, name) if item not in known]
        items += new
        known.update(new)
    return tuple(items)


def _joined_bodies(pages: Sequence[Article]) -> tuple[tuple[BodyBlock, ...], int]:
    """Return the blocks of all pages, and how many were left out because an earlier page has them."""
    body: list[BodyBlock] = []
    known = {_plain(text) for page in pages[:1] for text in (page.headline, page.subtitle) if text}
    repeated = 0
    for number, page in enumerate(pages):
        for place, block in enumerate(page.body):
            is_known = number > 0 and (len(block.text) >= _LONG or place < _HEAD) and _plain(block.text) in known
            if is_known or (block.kind == "paragraph" and _NUMBERING.fullmatch(block.text)):
                repeated += 1
            else:
                body.append(block)
        known.update(_plain(block.text) for block in page.body)
    return tuple(body), repeated


def _body_evidence(articles: Sequence[Article], pages: Sequence[Article], repeated: int) -> Evidence:
    reason = f"{len(pages)} pages, {repeated} repeated blocks left out"
    others = [f"{article.url or 'a page without address'} ({article.verdict})" for article in _without(articles, pages)]
    if others:
        reason += f"; no article: {', '.join(others)}"
    sure = min((page.evidence["body"].confidence for page in pages if "body" in page.evidence), default=0.5)
    return Evidence("joined pages", sure, raw=" ".join(page.url for page in pages if page.url) or None, reason=reason)


def _without(articles: Iterable[Article], pages: Sequence[Article]) -> list[Article]:
    return [article for article in articles if not any(article is page for page in pages)]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
