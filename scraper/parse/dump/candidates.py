"""The lines of a dump that may be its headline or subtitle, as numbers: how each stands to the text that was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from scraper.parse.dump.features import NAMES, Row
from scraper.parse.dump.lines import Text, shifted

HEADLINE_NAMES = (
    *NAMES,
    *("score", "to_text", "past_text", "score_1", "score1", "score2", "score3", "again"),
    *("in_text", "in_first", "in_address"),
)
SUBTITLE_NAMES = (*HEADLINE_NAMES, "from_headline", "in_headline")
# So far above the text headlines stand, and so far below its first line: where the text begins is a guess.
_ABOVE, _BELOW = 60, 3
_FIRST_LINES = 3
_LONGEST = 300
_NEVER = 99
# So much of the text says what it is about.
_OPENING = 4000
_WORD = re.compile(r"\w+")
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")
_UNKNOWN = -1.0


class Found(NamedTuple):
    """The lines with the score of each, and between which of them the text stands."""

    text: Text
    rows: Sequence[Row]
    scores: Sequence[float]
    low: int
    high: int


class Places(NamedTuple):
    """The places of some lines with the numbers of each in the order of `HEADLINE_NAMES`."""

    places: Sequence[int]
    rows: Sequence[Row]


def candidate_places(found: Found) -> list[int]:
    """Return the places of the lines that may be the headline or the subtitle."""
    near = range(max(0, found.low - _ABOVE), min(len(found.rows), found.low + _BELOW + 1))
    first = (place for place in range(min(_FIRST_LINES, len(found.rows))) if place not in near)
    return [place for place in (*first, *near) if len(found.text.texts[place]) <= _LONGEST]


def headline_rows(found: Found, places: Sequence[int], url: str | None) -> list[Row]:
    """Return the numbers of the lines at `places` in the order of `HEADLINE_NAMES`."""
    texts, scores = found.text.texts, found.scores
    opening = _terms(" ".join(texts[found.low : found.high])[:_OPENING])
    first = _terms(texts[0]) if texts else frozenset()
    address = _terms(unquote(urlsplit(url).path)) if url else None
    around = [shifted(scores, by) for by in (-1, 1, 2, 3)]
    again = _again(texts)
    rows = []
    for place in places:
        terms = _terms(texts[place])
        rows.append(
            (
                *found.rows[place],
                scores[place],
                place - found.low,
                place - found.high,
                *(column[place] for column in around),
                again[place],
                _share(terms, opening),
                _share(terms, first) if place else _UNKNOWN,
                _UNKNOWN if address is None else _share(terms, address),
            )
        )
    return rows


def subtitle_rows(found: Found, candidates: Places, headline: int) -> list[Row]:
    """Return the numbers of the candidates in the order of `SUBTITLE_NAMES`; `headline` is the headline's place."""
    texts = found.text.texts
    title = _terms(texts[headline])
    return [
        (*row, place - headline, _share(_terms(texts[place]), title))
        for row, place in zip(candidates.rows, candidates.places, strict=True)
    ]


def _again(texts: Sequence[str]) -> list[int]:
    """Return how far below each line the same text stands once more."""
    last: dict[str, int] = {}
    gaps = [_NEVER] * len(texts)
    for place in range(len(texts) - 1, -1, -1):
        text = texts[place]
        if text in last:
            gaps[place] = min(_NEVER, last[text] - place)
        last[text] = place
    return gaps


@lru_cache(maxsize=256)
def _terms(text: str) -> frozenset[str]:
    """Return the words of a text; of scripts without spaces the pairs of letters."""
    words = _WORD.findall(text.casefold())
    if text.isascii() or not _NO_SPACES.search(text):
        return frozenset([word for word in words if len(word) > 1])
    terms: set[str] = set()
    for word in words:
        if len(word) > 1 and _NO_SPACES.search(word):
            terms.update(word[start : start + 2] for start in range(len(word) - 1))
        elif len(word) > 1:
            terms.add(word)
    return frozenset(terms)


def _share(terms: frozenset[str], others: frozenset[str]) -> float:
    """Return the share of the terms' letters that are in the others too."""
    letters = sum(map(len, terms))
    return sum(map(len, terms & others)) / letters if letters else 0.0
