"""Stories known by number and day in, the numbers that a stretch of time probably has out.

A paper numbers its stories as they come. Known numbers with their days say how fast; the greatest common divisor of
their differences says in what steps, the days between where a day's numbers lie.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

# Fewer known stories say nothing about the others.
ENOUGH = 8
# Numbers further apart than this, in the middle, are times or keys: asking them one by one finds nothing.
WIDEST_GAP = 40
# The estimate is taken wider by this share of the stretch, and by so many days.
_MARGIN = 0.1
_MARGIN_DAYS = 3.0
_NUMBER = re.compile(r"\d{1,18}")


class Numbered(NamedTuple):
    """An address of a story: the address with `{}` in place of its number, and the number."""

    template: str
    number: int

    def at(self, number: int) -> str:
        """Return the address with another number."""
        return self.template.replace("{}", str(number))


def numbered(url: str) -> Numbered | None:
    """Return the address's last number, if it may be the story's own.

    >>> numbered("http://paper.example/news/articleView.html?idxno=201")
    Numbered(template='http://paper.example/news/articleView.html?idxno={}', number=201)
    >>> numbered("http://paper.example/story/a-bridge-7")
    """
    head, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    found = list(_NUMBER.finditer(path))
    if not found or "{" in url:
        return None
    last = found[-1]
    before, after = path[: last.start()], path[last.end() :]
    stands_alone = before.endswith(("/", "=")) or not before
    is_end = after in ("", "/") or after.startswith((".", "&"))
    if not (stands_alone and is_end) or last[0].startswith("0"):
        return None
    return Numbered(f"{head}://{host}{slash}{before}{{}}{after}", int(last[0]))


class Known(NamedTuple):
    """A story's number and day."""

    number: int
    day: date


class Numbering:
    """How one paper numbers its stories."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = sorted(set(known))
        numbers = sorted({one.number for one in self._known})
        gaps = [later - earlier for earlier, later in pairwise(numbers)]
        self.step = math.gcd(*gaps) if gaps else 1
        self.gap = median(gaps) if gaps else math.inf

    @property
    def is_usable(self) -> bool:
        """Whether the numbers can be asked one by one."""
        return len(self._known) >= ENOUGH and self.gap <= WIDEST_GAP * self.step

    def between(self, first: date, last: date) -> tuple[int, int]:
        """Return the lowest and the highest number that the stories of these days may have."""
        margin = _MARGIN_DAYS + _MARGIN * (last - first).days
        low, high = self._at(first.toordinal() - margin), self._at(last.toordinal() + 1 + margin)
        return max(1, math.floor(low)), math.ceil(high)

    def _at(self, day: float) -> float:
        """Return the number that the paper had reached on a day; beyond the known, at their mean pace."""
        points = [(one.day.toordinal(), one.number) for one in self._known]
        (first_day, first), (last_day, last) = points[0], points[-1]
        pace = (last - first) / max(1, last_day - first_day)
        if day <= first_day:
            return first - (first_day - day) * pace
        if day >= last_day:
            return last + (day - last_day) * pace
        before = max((point for point in points if point[0] <= day), key=lambda point: point[1])
        after = min((point for point in points if point[0] > day), key=lambda point: point[1])
        share = (day - before[0]) / (after[0] - before[0])
        return before[1] + share * (after[1] - before[1])

    def unknown(self, first: date, last: date, besides: frozenset[int]) -> Iterator[int]:
        """Yield the numbers of these days, the highest first, those of `besides` left out."""
        low, high = self.between(first, last)
        anchor = self._known[-1].number
        top = high - (high - anchor) % self.step
        yield from (number for number in range(top, low - 1, -self.step) if number not in besides)
