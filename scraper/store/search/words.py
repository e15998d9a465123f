"""What a person types in, what is looked for out: words, phrases, alternatives, beginnings, and limits like `author:`.

강남 OR 서초 재건축          one of the first two, and the third
"white house"               these words in this order
harb*                       words that begin so (Korean words are found by any two of their letters anyhow)
author:홍길동 section:경제 tag:harbour site:paper.example since:2024-04-01 until:2024-04-30
language:ko                 in this language
copies:no                   without the stories that another paper had first; copies:yes these alone
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from scraper.errors import UsageError
from scraper.store.terms import is_paired, needle, units

LIMITS = ("author", "section", "tag", "site", "since", "until", "language", "copies")
_QUOTES = r'["“„«「『](.+?)["”“»」』]'
_PART = re.compile(rf"(?:\b({'|'.join(LIMITS)}):)?(?:{_QUOTES}|([^\s\"“„«「『]+))")
# A day, a month or a year.
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class Term(NamedTuple):
    """Units that stand one behind the other; of a beginning the last one may go on."""

    units: tuple[str, ...]
    is_beginning: bool = False

    @property
    def needle(self) -> str:
        """What stands in the searchable text of an article that has it."""
        found = needle(list(self.units))
        return found.rstrip() if self.is_beginning else found


# All must be found, of each one of its alternatives.
Wanted = list[tuple[Term, ...]]


class Question(NamedTuple):
    """What is looked for: `words` as typed, and what the articles must fulfil beside."""

    words: str
    site: str | None = None
    since: date | None = None
    until: date | None = None
    author: str | None = None
    section: str | None = None
    tag: str | None = None
    language: str | None = None
    copies: str | None = None


def as_question(given: Question | str) -> Question:
    """Return the question that words alone are, too."""
    return Question(given) if isinstance(given, str) else given


def read_question(asked: Question) -> tuple[Wanted, Question]:
    """Return what must be found, and the question with the limits that its words give; those it has go before.

    Raises `UsageError` for a day that is none, and for another word than yes or no behind `copies:`.

    >>> wanted, limits = read_question(Question('강남구 OR harb* "White House" site:paper.example'))
    >>> [[term.units for term in one] for one in wanted], limits.site
    ([[('강남구',), ('harb',)], [('white', 'house')]], 'paper.example')
    """
    wanted: Wanted = []
    is_or = False
    for limit, quoted, bare in _PART.findall(asked.words):
        if limit:
            if getattr(asked, limit) is None:
                given: dict[str, Any] = {limit: _value(limit, quoted or bare)}
                asked = asked._replace(**given)
        elif bare == "OR":
            is_or = bool(wanted)
        elif bare.endswith(":") and bare[:-1] in LIMITS:
            # Nothing was said to limit it to.
            continue
        else:
            term = _term(quoted or bare, is_beginning=bare.endswith("*"))
            if term.units:
                wanted[-1:] = [(*wanted[-1], term)] if is_or else [*wanted[-1:], (term,)]
                is_or = False
    return wanted, asked


def _term(text: str, *, is_beginning: bool) -> Term:
    found = tuple(units(text))
    return Term(found, is_beginning and bool(found) and not is_paired(found[-1]))


def _value(limit: str, text: str) -> str | date:
    if limit == "copies" and text not in {"yes", "no"}:
        raise UsageError(f"copies:{text} says neither yes nor no; write copies:no or copies:yes")
    if limit not in {"since", "until"}:
        return text
    found = _DAY.fullmatch(text)
    try:
        year, month, day = (int(part) if part else None for part in found.groups()) if found else (0, None, None)
        first = date(year or 0, month or 1, day or 1)
        if limit == "since" or day:
            return first
        following = date((year or 0) + (month in {None, 12}), (month or 12) % 12 + 1, 1)
    except ValueError as error:
        raise UsageError(f"{limit}:{text} is no day; write it like {limit}:2024-04-30, {limit}:2024-04") from error
    return following - timedelta(days=1)


def shown_words(asked: Question) -> Iterator[str]:
    """Yield the words of the question for what is shown of a text: without limits and signs.

    >>> list(shown_words(Question('강남 OR harb* author:홍길동 "White House"')))
    ['강남', 'harb', 'White House']
    """
    for limit, quoted, bare in _PART.findall(asked.words):
        if not limit and bare != "OR":
            yield quoted or bare.strip("*")
