"""Figures in, SVG out: calendars, stacked and plain bars, ranges, small lines. Each says in words what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from html import escape

_CELL = 12
_LEFT = 34
_BAR = 20
_NAME = 190
_WIDTH = 640
# The steps of a calendar's shade, by the share of the fullest day.
_SHADES = 4
# As many colours as the style has.
COLOURS = 7


def _svg(width: float, height: float, label: str, parts: Iterable[str]) -> str:
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{escape(label)}">'
        f'<svg role="img" aria-label="{escape(label)}" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}">{"".join(parts)}</svg></div>'
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _box(place: tuple[float, float], size: tuple[float, float], colour: str, title: str) -> str:
    (x, y), (width, height) = place, size
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{height:.1f}" rx="2" '
        f'fill="var(--{colour})"><title>{escape(title)}</title></rect>'
    )


def calendar(year: int, days: Mapping[date, int], most: int) -> str:
    """Return a year as weeks of days, darker for more stories."""
    first = date(year, 1, 1)
    start = first - timedelta(days=first.weekday())
    parts = [_text(0, 10, str(year))] + [
        _text(0, 24 + row * _CELL, name) for row, name in ((0, "Mon"), (3, "Thu"), (6, "Sun"))
    ]
    day = first
    while day.year == year:
        column, row = divmod((day - start).days, 7)
        number = days.get(day, 0)
        shade = min(_SHADES, 1 + (number - 1) * _SHADES // max(most, 1)) if number else 0
        place = (_LEFT + column * _CELL, 15 + row * _CELL)
        parts.append(_box(place, (_CELL - 2, _CELL - 2), f"s{shade}", f"{day.isoformat()}: {number}"))
        if day.day == 1:
            parts.append(_text(place[0], 10, f"{day:%m}"))
        day += timedelta(days=1)
    total = sum(number for day, number in days.items() if day.year == year)
    return _svg(_LEFT + 54 * _CELL, 15 + 7 * _CELL, f"{year}: {total} stories by day", parts)


def bars(rows: Sequence[tuple[str, float, str]], label: str) -> str:
    """Return a bar a row: its name, its length, and what is written behind it."""
    most = max((length for _, length, _ in rows), default=1) or 1
    parts = []
    for number, (name, length, told) in enumerate(rows):
        y = number * _BAR
        width = (_WIDTH - _NAME - 90) * length / most
        parts.append(_text(_NAME - 8, y + 14, _cut(name), anchor="end"))
        parts.append(_box((_NAME, y + 3), (width, _BAR - 6), "c0", f"{name}: {told}"))
        parts.append(_text(_NAME + width + 6, y + 14, told))
    return _svg(_WIDTH, len(rows) * _BAR + 4, label, parts)


def stacks(columns: Sequence[tuple[str, Mapping[str, int]]], names: Sequence[str], label: str) -> str:
    """Return a column a month, stacked of the parts that `names` lists, from below."""
    most = max((sum(parts.values()) for _, parts in columns), default=1) or 1
    width = max(6, min(40, (_WIDTH * 1.4 - _LEFT) / max(len(columns), 1)))
    height = 160
    parts = [_text(_LEFT - 4, 12, str(most), anchor="end"), _text(_LEFT - 4, height, "0", anchor="end")]
    every = max(1, round(60 / width))
    for number, (month, stories) in enumerate(columns):
        x, y = _LEFT + number * width, float(height)
        for place, name in enumerate(names):
            size = height * 0.95 * stories.get(name, 0) / most
            if size:
                y -= size
                told = f"{month}, {name or 'other'}: {stories[name]}"
                parts.append(_box((x, y), (width - 2, size), f"c{place % COLOURS}", told))
        if number % every == 0:
            parts.append(_text(x, height + 14, month))
    return _svg(_LEFT + len(columns) * width + 60, height + 20, label, parts)


def ranges(rows: Sequence[tuple[str, float, float, float]], unit: str, label: str) -> str:
    """Return a line from the lowest to the highest value a row, with a mark at the mean."""
    low = min((row[1] for row in rows), default=0.0)
    span = (max((row[3] for row in rows), default=1.0) - low) or 1.0
    room = _WIDTH - _NAME - 150
    parts = []
    for number, (name, lowest, mean, highest) in enumerate(rows):
        y = number * _BAR
        start, end, middle = (_NAME + 45 + room * (value - low) / span for value in (lowest, highest, mean))
        told = f"{name}: {lowest:.1f} to {highest:.1f} {unit}, mean {mean:.1f} {unit}"
        parts.append(_text(_NAME - 8, y + 14, _cut(name), anchor="end"))
        parts.append(_box((start, y + 7), (end - start, 6), "s2", told))
        parts.append(_box((middle - 2, y + 3), (4, 14), "c1", told))
        parts.append(_text(start - 5, y + 14, f"{lowest:.1f}", anchor="end"))
        parts.append(_text(end + 6, y + 14, f"{highest:.1f}"))
    return _svg(_WIDTH, len(rows) * _BAR + 4, label, parts)


def timeline(rows: Sequence[tuple[str, datetime | None, float]], label: str) -> str:
    """Return a row a story on a line of time, with its share (0 to 1) as a bar behind the point."""
    known = [at for _, at, _ in rows if at]
    first = min(known, default=None)
    span = ((max(known) - first).total_seconds() if first else 0) or 1.0
    room = _WIDTH - _NAME - 150
    parts = []
    for number, (name, at, share) in enumerate(rows):
        y = number * _BAR
        parts.append(_text(_NAME - 8, y + 14, _cut(name), anchor="end"))
        if at is None or first is None:
            parts.append(_text(_NAME, y + 14, f"? {share:.0%}"))
            continue
        x = _NAME + room * (at - first).total_seconds() / span
        told = f"{at:%Y-%m-%d %H:%M} {share:.0%}"
        parts.append(_box((_NAME, y + 9), (max(x - _NAME, 1), 2), "line", f"{name}: {told}"))
        parts.append(_box((x - 4, y + 5), (8, 10), "c0", f"{name}: {told}"))
        parts.append(_text(x + 10, y + 14, told))
    return _svg(_WIDTH + 20, len(rows) * _BAR + 4, label, parts)


def lines(rows: Sequence[tuple[str, Mapping[str, int]]], months: Sequence[str], label: str) -> str:
    """Return small bars over time, a row a word."""
    width = max(3.0, min(24.0, (_WIDTH - _NAME) / max(len(months), 1)))
    parts = []
    for number, (word, by_month) in enumerate(rows):
        y, most = number * 30, max(by_month.values(), default=1)
        parts.append(_text(_NAME - 8, y + 22, _cut(word), anchor="end"))
        for place, month in enumerate(months):
            size = 24 * by_month.get(month, 0) / most
            if size:
                at = (_NAME + place * width, y + 26 - size)
                parts.append(_box(at, (width - 1, size), "c2", f"{word}, {month}: {by_month[month]}"))
        parts.append(_text(_NAME + len(months) * width + 6, y + 22, str(sum(by_month.values()))))
    if months:
        parts.append(_text(_NAME, len(rows) * 30 + 14, months[0]))
        parts.append(_text(_NAME + len(months) * width, len(rows) * 30 + 14, months[-1], anchor="end"))
    return _svg(_NAME + len(months) * width + 60, len(rows) * 30 + 20, label, parts)


def _cut(text: str) -> str:
    return text if len(text) <= 26 else f"{text[:25]}…"
