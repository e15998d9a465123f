"""The search: hits with their snippets, and what there is to narrow them down by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from scraper.store.search import MOST_COUNTED, MOST_LOOKED_THROUGH, Facets, Hit, shown_words
from scraper.web.asked import LIMITS, Asked, read_asked
from scraper.web.served import served

HITS = 20


class Piece(NamedTuple):
    """A run of a text that is a hit, or is none."""

    is_hit: bool
    text: str


class Shown(NamedTuple):
    """A hit as it is shown."""

    id: int
    url: str
    site: str | None
    headline: Sequence[Piece]
    snippet: Sequence[Piece]
    published_at: datetime | None
    has_copies: bool


class Value(NamedTuple):
    """One value of a facet: how many stories have it, and where it leads; a chosen one leads back."""

    name: str
    number: int
    address: str
    is_chosen: bool


def search(request: Request) -> Response:
    """Return the hits of what is asked, the newest stories where nothing is."""
    state = served(request)
    asked = read_asked(request)
    archive = state.archive
    offset = (asked.page - 1) * HITS
    count, hits = archive.search(asked.question, limit=HITS, offset=offset, best_first=asked.is_best_first)
    words = list(shown_words(asked.question))
    return state.page(
        request,
        "search.html",
        asked=asked,
        count=count,
        is_more=count >= MOST_COUNTED,
        hits=[_shown(hit, words) for hit in hits],
        facets=list(_facets(asked, archive.facets(asked.question, count))) if count else [],
        looked_through=MOST_LOOKED_THROUGH,
        hint=None if count else archive.hint(asked.question),
        chosen=[
            (name, asked.given[name], asked.address(**{name: None}, page=None))
            for name in LIMITS
            if name in asked.given
        ],
        pages=(asked.page, -(-min(count, MOST_COUNTED) // HITS)),
    )


def _shown(hit: Hit, words: Sequence[str]) -> Shown:
    headline, snippet = (tuple(marked(text or "", words)) for text in (hit.headline, hit.snippet))
    return Shown(hit.id, hit.url, hit.site, headline, snippet, hit.published_at, hit.cluster_id is not None)


def marked(text: str, words: Sequence[str]) -> Iterator[Piece]:
    """Yield the text in pieces, of which those that are one of the words are hits.

    >>> [tuple(piece) for piece in marked("Harbour wall at the harbour", ["harbour"])]
    [(True, 'Harbour'), (False, ' wall at the '), (True, 'harbour')]
    """
    known = sorted(filter(None, words), key=len, reverse=True)
    if not known:
        yield Piece(is_hit=False, text=text)
        return
    parts = re.split(f"({'|'.join(map(re.escape, known))})", text, flags=re.IGNORECASE)
    yield from (Piece(is_hit=bool(place % 2), text=part) for place, part in enumerate(parts) if part)


def _facets(asked: Asked, found: Facets) -> Iterator[tuple[str, list[Value]]]:
    for name in LIMITS:
        values = [
            Value(value, number, asked.address(**{name: None if is_chosen else value}, page=None), is_chosen)
            for value, number in found.get(name, ())
            for is_chosen in [asked.given.get(name) == value]
        ]
        if values:
            yield name, values


ROUTES = (Route("/search", search),)
