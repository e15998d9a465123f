"""The coverage calendar: how many stories of each day an archive holds, and which days look as if some were missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html import escape
from statistics import median
from typing import NamedTuple

# A day is held against the same weekday of so many weeks before and after; what usually has fewer says nothing.
_WEEKS = 6
_LEAST_USUAL = 2
_SUSPICIOUS = 0.34
_SHADES = "░▒▓█"
_MISSING = "!"


class Coverage(NamedTuple):
    """Stories by day, from `first` to `last`."""

    site: str
    first: date
    last: date
    days: Mapping[date, int]

    def missing(self) -> list[date]:
        """Return the days that have far fewer stories than the same weekday around them has."""
        return [day for day in self._all() if self._is_missing(day)]

    def _all(self) -> Iterator[date]:
        yield from (self.first + timedelta(days=count) for count in range((self.last - self.first).days + 1))

    def _is_missing(self, day: date) -> bool:
        around = (day + timedelta(weeks=week) for week in range(-_WEEKS, _WEEKS + 1) if week)
        counts = [self.days.get(other, 0) for other in around if self.first <= other <= self.last]
        usual = median(counts) if counts else 0
        return usual >= _LEAST_USUAL and self.days.get(day, 0) < _SUSPICIOUS * usual

    def months(self) -> Iterator[tuple[str, list[date | None]]]:
        """Yield each month with its 31 places; a place outside of the stretch is `None`."""
        month = self.first.replace(day=1)
        while month <= self.last:
            following = (month + timedelta(days=31)).replace(day=1)
            places: list[date | None] = []
            for count in range(31):
                day = month + timedelta(days=count)
                places.append(day if day < following and self.first <= day <= self.last else None)
            yield f"{month:%Y-%m}", places
            month = following


def as_text(coverage: Coverage) -> str:
    """Return the calendar for a terminal: a line a month, a sign a day, darker for more stories, `!` for a gap."""
    most = max(coverage.days.values(), default=0)
    gaps = set(coverage.missing())
    lines = [f"{coverage.site}: stories a day, the most {most}; {_MISSING} looks as if some were missing"]
    lines.append("         " + "".join(f"{day % 10}" for day in range(1, 32)))
    for name, places in coverage.months():
        signs = "".join(" " if day is None else _sign(coverage, day, most, gaps) for day in places)
        total = sum(coverage.days.get(day, 0) for day in places if day)
        lines.append(f"{name}  {signs}  {total}")
    return "\n".join(lines)


def _sign(coverage: Coverage, day: date, most: int, gaps: set[date]) -> str:
    if day in gaps:
        return _MISSING
    count = coverage.days.get(day, 0)
    return _SHADES[min(3, 4 * count // (most + 1))] if count else "·"


def as_html(coverage: Coverage) -> str:
    """Return the calendar as a page of its own."""
    most = max(coverage.days.values(), default=1)
    gaps = set(coverage.missing())
    rows = []
    for name, places in coverage.months():
        cells = "".join("<td></td>" if day is None else _cell(coverage, day, most, gaps) for day in places)
        total = sum(coverage.days.get(day, 0) for day in places if day)
        rows.append(f"<tr><th>{name}</th>{cells}<th>{total}</th></tr>")
    head = "".join(f"<th>{day}</th>" for day in range(1, 32))
    title = f"{escape(coverage.site)}, {coverage.first} to {coverage.last}"
    return _PAGE.format(title=title, head=head, rows="\n".join(rows), gaps=len(gaps))


def _cell(coverage: Coverage, day: date, most: int, gaps: set[date]) -> str:
    count = coverage.days.get(day, 0)
    kind = ' class="gap"' if day in gaps else f' style="background:rgba(20,90,160,{count / most:.2f})"' if count else ""
    return f'<td{kind} title="{day} {day:%a}: {count}">{count or ""}</td>'


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Coverage of {title}</title><style>
body {{ font: 13px sans-serif; margin: 2em }} table {{ border-collapse: collapse }}
td, th {{ border: 1px solid #ddd; width: 2em; height: 1.8em; text-align: center; font-weight: normal }}
.gap {{ background: #f6c2b5 }}
</style></head><body><h1>Coverage of {title}</h1>
<p>Stories a day; on {gaps} days (red) there are far fewer than on the same weekday around them.</p>
<table><tr><th></th>{head}<th>all</th></tr>
{rows}
</table></body></html>
"""
