"""Page and outline in, the article's authors out.

Ladder: JSON-LD author, author metas, `article:author`, the byline that readers see. A rung that names nobody but the
publisher or a desk is passed over. The visible byline also witnesses for the rungs above it: a declared name that the
page never shows loses to full names by the headline.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from scraper.model import Author, Evidence, Finding, Outline, Page, missing
from scraper.page.data import StatePerson
from scraper.parse.authors.declared import (
    article_authors,
    host_names,
    json_ld_authors,
    letters,
    meta_authors,
    own_names,
)
from scraper.parse.authors.names import leading_people, people
from scraper.parse.authors.owner import Owner
from scraper.parse.authors.places import NOBODY, Shown
from scraper.parse.authors.shapes import is_full_name
from scraper.parse.authors.shown import LONGEST_LINE, blocks_naming, desk_lines, shown_bylines

# Shares of right lists on four sources (`benchmarks.calibration --held-out`): declared and shown near the article,
# declared only, and by rung of the byline; a rung seen on fewer than 20 pages has less than the next one.
SEEN = MappingProxyType({"json-ld": 0.94, "meta": 0.92, "article:author": 0.92})
UNSEEN = MappingProxyType({"json-ld": 0.9, "meta": 0.9, "article:author": 0.85})
SHOWN = MappingProxyType({"mark": 0.86, "link": 0.83, "line": 0.89, "text": 0.9, "bare": 0.8})

_SEEN_REASON = "declared, and named near the article"
_UNSEEN_REASON = "what is declared is not named near the article"
Texts = Iterable[str]
# `by`, `and` and the shortest full name.
_LEAST_OTHER = 12


def find_authors(page: Page, *, outline: Outline) -> Finding[tuple[Author, ...]]:
    """Return the people who wrote the article, in the page's order, with the visible blocks that name them.

    >>> from scraper.page import read
    >>> page = read("<h1>Ferry back</h1><p>By Ann Lee and Bo Park</p><p>The council …</p>")
    >>> [author.name for author in find_authors(page, outline=Outline(0, (2,))).value or ()]
    ['Ann Lee', 'Bo Park']
    >>> find_authors(read("<h1>Ferry back</h1><p>By News Desk</p>"), outline=Outline(0, ())).evidence.source
    'missing'
    """
    own = Owner(page, own_names(page))
    rejected: list[tuple[str, str]] = []
    source, found = _declared(page, own, rejected)
    blocks = blocks_naming(page, outline, found) if found else ()
    if blocks:
        found = _with_others(page, blocks, found, own)
        return Finding(found, Evidence(source, SEEN[source], found[0].raw, _SEEN_REASON, tuple(rejected)), blocks)
    shown, people_shown = _first_people(shown_bylines(page, outline), own)
    if people_shown and (not found or _is_plainer(shown, people_shown, found, outline)):
        rejected += [(source, author.name) for author in found]
        reason = _UNSEEN_REASON if found else None
        evidence = Evidence(f"byline: {shown.rung}", SHOWN[shown.rung], people_shown[0].raw, reason, tuple(rejected))
        return Finding(
            people_shown, evidence, tuple(sorted({*shown.blocks, *blocks_naming(page, outline, people_shown)}))
        )
    if found:
        return Finding(found, Evidence(source, UNSEEN[source], found[0].raw, _UNSEEN_REASON, tuple(rejected)))
    return Finding(None, missing("no person is named as author", tuple(rejected)), desk_lines(page, outline))


def _declared(page: Page, own: Owner, rejected: list[tuple[str, str]]) -> tuple[str, tuple[Author, ...]]:
    """Return the first rung of what the page declares that names people; the texts before it go to `rejected`."""
    names, organizations = json_ld_authors(page)
    rejected += [("json-ld", name) for name in organizations]
    own = own.also(host_names(page))
    rungs = (("json-ld", names), ("meta", meta_authors(page)), ("article:author", article_authors(page)))
    for source, texts in rungs:
        found = _people(texts, own)
        if found:
            return source, found
        rejected += [(source, text) for text in texts]
    return "missing", ()


def _with_others(page: Page, blocks: Iterable[int], found: tuple[Author, ...], own: Owner) -> tuple[Author, ...]:
    """Return the declared people with the others whom the line that names them names beside them: `By A and B`."""
    names = {letters(author.name) for author in found}
    for number in blocks:
        text = page.blocks[number].text
        rest = len(text) - sum(len(author.name) for author in found)
        if rest >= _LEAST_OTHER and len(text) <= LONGEST_LINE:
            shown = _unowned(leading_people(text), own)
            others = [author for author in shown if letters(author.name) not in names and is_full_name(author.name)]
            if others and names <= {letters(author.name) for author in shown}:
                return (*found, *others)
    return found


def _first_people(bylines: Iterable[Shown], own: Owner) -> tuple[Shown, tuple[Author, ...]]:
    """Return the first byline that names others than the publisher, and whom."""
    for shown in bylines:
        authors = _unowned(shown.authors, own)
        if authors:
            return shown, authors
    return NOBODY, ()


def _is_plainer(shown: Shown, authors: tuple[Author, ...], declared: tuple[Author, ...], outline: Outline) -> bool:
    """Tell whether readers see other full names by the headline: better than declared ones that stand nowhere near it.

    A shown name that only leaves out a part of the declared one is the same person's.
    """
    if shown.rung not in {"mark", "line"} or not outline.body or shown.blocks[0] >= outline.body[0]:
        return False
    whole = [frozenset(author.name.casefold().split()) for author in declared]
    return all(
        is_full_name(author.name) and not any(names.issuperset(author.name.casefold().split()) for names in whole)
        for author in authors
    )


def _people(texts: Texts, own: Owner) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for text in texts:
        if not own.is_called(text):
            for author in people(text):
                found.setdefault(letters(author.name), author)
    return _unowned(found.values(), own)


def _unowned(authors: Iterable[Author], own: Owner) -> tuple[Author, ...]:
    return tuple(author for author in authors if not own.is_called(author.name))


def state_authors(page: Page, given: Iterable[StatePerson]) -> tuple[Author, ...]:
    """Return the people whom the data of the page's scripts names, with their roles and addresses."""
    owner = Owner(page, own_names(page) | host_names(page))
    found: dict[str, Author] = {}
    for person in given:
        for author in people(person.name):
            if not owner.is_called(author.name):
                role, email = author.role or person.role, author.email or person.email
                found.setdefault(author.name, Author(author.name, email, role, author.organization, person.name))
    return tuple(found.values())
