"""The lines around a dump's headline and behind its text in, who signed and the lines of its dates out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scraper.model import Author, Evidence, Finding, missing
from scraper.parse.authors import korean_reporters, leading_people, people
from scraper.parse.dates import Habits, find_dates_in
from scraper.parse.dump.candidates import SUBTITLE_NAMES, Found, Places, headline_rows, subtitle_rows
from scraper.parse.dump.features import Row
from scraper.parse.dump.models import author_trees, date_trees
from scraper.parse.dump.scores import MOST_SURE, SOURCE, probability

MAKER_NAMES = (*SUBTITLE_NAMES, "dates", "names", "leading", "name_share")
# Above these raw scores a line is the byline, the line of the article's date. On publishers that the models have not
# seen the surest line above them is right on 86 and 96 of 100 dumps that show one.
AUTHORS_ABOVE = -1.5
DATED_ABOVE = 0.0
# So far above the headline, below it or the text's begin, before the text's end and behind it bylines and dates stand.
_ABOVE, _BELOW, _BEFORE_END, _BEHIND = 6, 5, 3, 9
_LONGEST = 160
# In a longer line names count only behind a word that says `by`: of 541 without it 21 were the byline's, and reading
# them took a tenth of a record.
_LONGEST_NAMES = 60
# Lines of dates beside each other: published, updated.
_BESIDE = 2


class Makers(NamedTuple):
    """The lines that may be a byline or a date's, with the numbers of each, in the order of `MAKER_NAMES`."""

    places: Sequence[int]
    rows: Sequence[Row]


def maker_places(found: Found, top: int) -> list[int]:
    """Return the places of the short lines around the headline at `top`, the text's begin and its end."""
    count = len(found.text.texts)
    first, last = min(top, found.low), max(top, found.low)
    near = (
        *range(max(0, first - _ABOVE), min(count, last + _BELOW)),
        *range(max(0, found.high - _BEFORE_END), min(count, found.high + _BEHIND)),
    )
    return [place for place in dict.fromkeys(near) if place != top and len(found.text.texts[place]) <= _LONGEST]


def maker_rows(found: Found, top: int, url: str | None) -> Makers:
    """Return the candidates with their numbers."""
    places = maker_places(found, top)
    rows = subtitle_rows(found, Places(places, headline_rows(found, places, url)), top)
    texts = found.text.texts
    return Makers(places, [(*row, *_signs(texts[place])) for row, place in zip(rows, places, strict=True)])


def _signs(text: str) -> tuple[float, ...]:
    """Return how many dates and people a line names, how many behind a word that says so, the share of the names."""
    leading = leading_people(text)
    named = leading or (_others(text) if len(text) <= _LONGEST_NAMES else ())
    letters = sum(len(author.name) for author in named)
    return len(_dates(text)), len(named), len(leading), letters / len(text)


def _others(text: str) -> tuple[Author, ...]:
    return (() if text.isascii() else korean_reporters(text)) or people(text)


def _dates(text: str) -> Sequence[object]:
    return find_dates_in(text, Habits()) if any(map(str.isdigit, text)) else ()


def find_authors_line(found: Found, makers: Makers) -> Finding[tuple[Author, ...]]:
    """Return the people of the likeliest byline that names any."""
    texts, numbers = found.text.texts, found.text.numbers
    scores = author_trees().scores(makers.rows)
    for place, score in sorted(zip(makers.places, scores, strict=True), key=lambda pair: -pair[1]):
        if score <= AUTHORS_ABOVE:
            break
        authors = leading_people(texts[place]) or _others(texts[place])
        if authors:
            evidence = Evidence(SOURCE, min(MOST_SURE, probability(score)), raw=texts[place])
            return Finding(authors, evidence, (numbers[place],))
    return Finding(None, missing("no line near the headline or behind the text reads like a byline"))


def find_date_lines(found: Found, makers: Makers, *, first: int) -> tuple[int, ...]:
    """Return the block of the likeliest line of the article's date, and those of the lines of dates beside it.

    `first` is the place where the headline is printed first. What a dump begins with, other lines below it, may be the
    day of the visit as any other date of a page's header.
    """
    dates = MAKER_NAMES.index("dates")
    places = enumerate(zip(makers.places, makers.rows, strict=True))
    dated = [number for number, (place, row) in places if row[dates] and not (place == 0 and first > 1)]
    scores = date_trees().scores(makers.rows[number] for number in dated)
    if not scores or max(scores) <= DATED_ABOVE:
        return ()
    best = makers.places[dated[scores.index(max(scores))]]
    near = (makers.places[number] for number in dated)
    return tuple(sorted(found.text.numbers[place] for place in near if abs(place - best) <= _BESIDE))
