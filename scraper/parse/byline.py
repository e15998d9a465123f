"""Page and outline in, the article's authors out.

Ladder: JSON-LD author, author metas, `article:author`, the byline that readers see. A rung that names nobody but the
publisher or a desk is passed over. The visible byline also witnesses for the rungs above it.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from scraper.model import Author, Evidence, Finding, Outline, Page, missing
from scraper.parse.author_names import people
from scraper.parse.author_shapes import is_own_person
from scraper.parse.author_sources import article_authors, host_names, json_ld_authors, letters, meta_authors, own_names
from scraper.parse.byline_shown import blocks_naming, shown_bylines

CONFIDENCE = MappingProxyType(
    {
        "json-ld": 0.94,
        "meta": 0.85,
        "article:author": 0.8,
        "mark": 0.85,
        "link": 0.8,
        "line": 0.85,
        "text": 0.9,
        "bare": 0.5,
    }
)

Texts = Iterable[str]


def find_authors(page: Page, *, outline: Outline) -> Finding[tuple[Author, ...]]:
    """Return the people who wrote the article, in the page's order, with the visible blocks that name them."""
    own, hosts = own_names(page), host_names(page)
    declared, organizations = json_ld_authors(page)
    rejected: list[tuple[str, str]] = [("json-ld", name) for name in organizations]
    rungs: tuple[tuple[str, Texts], ...] = (
        ("json-ld", declared),
        ("meta", meta_authors(page)),
        ("article:author", article_authors(page)),
    )
    for source, texts in rungs:
        found = _people(texts, own | hosts)
        if found:
            blocks = blocks_naming(page, outline, found)
            return Finding(found, Evidence(source, CONFIDENCE[source], found[0].raw, None, tuple(rejected)), blocks)
        rejected += [(source, text) for text in texts]
    shown = shown_bylines(page, outline)
    found = _unowned(shown.authors, own)
    if found:
        source = f"byline: {shown.rung}"
        return Finding(
            found, Evidence(source, CONFIDENCE[shown.rung], found[0].raw, None, tuple(rejected)), shown.blocks
        )
    return Finding(None, missing("no person is named as author", tuple(rejected)))


def _people(texts: Texts, own: frozenset[str]) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for text in texts:
        if letters(text) not in own or is_own_person(text):
            for author in people(text):
                found.setdefault(letters(author.name), author)
    return _unowned(found.values(), own)


def _unowned(authors: Iterable[Author], own: frozenset[str]) -> tuple[Author, ...]:
    return tuple(author for author in authors if letters(author.name) not in own or is_own_person(author.name))
