"""What is asked first: what names the newest stories, then stories from the newest to the oldest, then old lists."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType

# The kinds of addresses that say where stories are, in the order in which they are asked.
SOURCES = MappingProxyType({"robots": -5e9, "home": -4e9, "feed": -3e9, "sitemap": -2e9, "list": -1e9})
# A page of an unknown shape stands before stories: it says what others like it are.
PROBE = -1e6
_DAY = 86_400.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Stories without a date come as if they were so many days old: lists name the newest first.
_UNDATED_DAYS = 1.0
# Of stories of one date, the higher number comes first.
_A_MOMENT = 0.01
# The further pages of a list lead back in time.
_PAGES_A_DAY = 2.0


def story_rank(dated: datetime | None, today: datetime, place: int, number: int | None = None) -> float:
    """Return the rank of a story: days since 1970, negative.

    `number` is the one that the paper gave it; `place` is the order in which undated ones without a number were found.
    """
    if dated is not None:
        return -max(0.0, (min(dated, today) - _EPOCH).total_seconds()) / _DAY + _A_MOMENT * _age(number)
    first = -((today - _EPOCH).total_seconds() / _DAY - _UNDATED_DAYS)
    return first + (_UNDATED_DAYS * _age(number) if number else place * 1e-6)


def _age(number: int | None) -> float:
    """Return how old a story is by its number, from 0 (the highest) to 1, so that neighbours differ.

    >>> _age(1000) < _age(999) < _age(998) < _age(None)
    True
    """
    if not number:
        return 1.0
    digits = len(str(number))
    return max(0.0, 1.0 - (digits + number / 10.0**digits) / 20.0)


def page_rank(page: int, today: datetime) -> float:
    """Return the rank of a further page of a list: between the stories that it probably shows."""
    return -((today - _EPOCH).total_seconds() / _DAY - page * _PAGES_A_DAY)
