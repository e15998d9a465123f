"""The parameters of a request in, the question to the archive out, and the address of every other view of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request

from scraper.errors import UsageError
from scraper.store.search import Question

LIMITS = ("site", "section", "tag", "author", "language", "month", "copies")
_DAYS = ("since", "until")
_LONGEST = 500
# A question without any limit finds nothing; that of the newest stories has one that all fulfil.
_FIRST_DAY = date(1, 1, 1)


class Asked(NamedTuple):
    """What the address asks for: the words, the limits, the order and the page of hits."""

    given: Mapping[str, str]
    question: Question
    is_best_first: bool
    page: int

    def address(self, path: str = "/search", /, **changes: str | None) -> str:
        """Return the address of the same view with these parameters changed; `None` takes one away."""
        given = {**self.given, **changes}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{path}?{query}" if query else path


def read_asked(request: Request) -> Asked:
    """Return what is asked; raises `UsageError` for a day, an order or a page that is none."""
    names = ("q", *LIMITS, *_DAYS, "sort", "page")
    given = {name: value.strip() for name in names if (value := request.query_params.get(name, "")).strip()}
    for name, value in given.items():
        if len(value) > _LONGEST:
            raise UsageError(f"{name} has {len(value)} characters; {_LONGEST} are the most")
    is_best_first = given.get("sort") == "best" and bool(given.get("q"))
    page = int(given["page"]) if given.get("page", "").isascii() and given.get("page", "").isdigit() else 1
    return Asked(given, _question(given), is_best_first, max(1, min(page, 1000)))


def _question(given: Mapping[str, str]) -> Question:
    if given.get("copies", "no") not in {"yes", "no"}:
        raise UsageError("copies is yes or no")
    since, until = (_day(given.get(name), name) for name in _DAYS)
    if month := given.get("month"):
        first = _day(f"{month}-01", "month")
        assert first is not None  # noqa: S101 -- for the type checker: there is a text
        since = max(filter(None, (since, first)))
        last = date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - 1
        until = min(filter(None, (until, date.fromordinal(last))))
    limits = {name: given.get(name) for name in ("site", "section", "tag", "author", "language", "copies")}
    asked = Question(given.get("q", ""), since=since, until=until, **limits)
    is_open = not asked.words and not any(asked[1:])
    return asked._replace(since=_FIRST_DAY) if is_open else asked


def _day(text: str | None, name: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{name}={text} is no day; write it like 2024-04-30") from error
