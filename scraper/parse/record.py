"""The route through the parse room on one screen: label every block, then assemble the record from the labels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from scraper.model import Article, Evidence, Label, Outline, Page, Role, Verdict, missing
from scraper.parse.body import choose_body
from scraper.parse.body_blocks import type_blocks
from scraper.parse.claims import Claims
from scraper.parse.verdict import find_verdict
from scraper.version import __version__


class Parsed(NamedTuple):
    """A record and the role of each block it was made from."""

    article: Article
    labels: tuple[Label, ...]


def parse(page: Page, *, captured_at: datetime | None = None) -> Parsed:
    """Return the record of `page` with one label for each block.

    `captured_at` is when the page was fetched (aware): the base of relative dates and of the check against future ones.
    """
    del captured_at
    claims = Claims(page)
    evidence: dict[str, Evidence] = {}
    body = choose_body(page, headline=None, taken=claims.taken)
    outline = Outline(None, body)
    claims.claim(body, Role.BODY, "text of the best container")
    for number in claims.free():
        is_hidden = bool(page.elements) and page.elements[page.blocks[number].element].is_hidden
        claims.claim((number,), Role.HIDDEN if is_hidden else Role.OTHER, "no field")
    verdict = find_verdict(page, outline=outline)
    article = Article(
        url=page.url,
        verdict=verdict.value or Verdict.EMPTY,
        body=type_blocks(page, body, [page.blocks[number].text for number in body]),
        furniture=claims.furniture(),
        evidence=_with_missing(evidence),
        extractor_version=__version__,
    )
    return Parsed(article, claims.labels())


def _with_missing(evidence: dict[str, Evidence]) -> Mapping[str, Evidence]:
    """Return the evidence of every field: those that no parser spoke of are missing."""
    for name in _FIELDS:
        evidence.setdefault(name, missing("not on the page"))
    return MappingProxyType(evidence)


_FIELDS = tuple(
    name for name in Article.__dataclass_fields__ if name not in {"evidence", "schema_version", "extractor_version"}
)
