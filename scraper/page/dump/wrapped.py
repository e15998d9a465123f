"""Lines in, paragraphs out where the text was wrapped at a width: lines that end there go on in the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from scraper.page.dump.rows import Row, display_width

# So many lines must end where the next one's first word did not fit, and be this share of those that reach as far; of
# lines that end with their sentences, which chance makes of one length, there may be this share among them.
_FULL_LINES, _FULL_SHARE = 3, 0.5
_ENDED_SHARE = 0.3
_REACH = 0.75
# Signs that some terminals show one cell wide and others two make lines of one text differ by so much.
_ALMOST = 0.92
_NARROWEST = 40
# Longer than the text's width are a few lines that have no blank to break at.
_OUTLIERS = 4
# The first line of a paragraph may stand so far further in than the others, that of an item so far further out.
_HANGING = 6
_OPENS = re.compile(r"(?:[•◦▪‣·*+#●○■□-]|\d{1,3}[.)]|\(BUTTON\)|\|)\s|[-_=]{4,}|\[\S+\]$")
# Scripts that break a line anywhere.
_ANYWHERE = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_ENDED = re.compile(r"[.!?。！？…][\"'”’」』)\]]*$")
_FIRST_WORD = re.compile(r"\S+")


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, those that were wrapped at the text's width joined. Linear in the text."""
    width = wrapped_at(rows)
    if not width:
        return list(rows)
    joined: list[Row] = []
    parts: list[str] = []
    before: Row | None = None
    for row in rows:
        if before is not None and _goes_on(before, row, width):
            parts += _glue(before.text, row.text), row.text
        else:
            _close(joined, parts)
            joined.append(row)
            parts = [row.text]
        before = row
    _close(joined, parts)
    return joined


def wrapped_at(rows: Sequence[Row]) -> int:
    """Return the width at which the text was wrapped, 0 if it was not: there most long lines are full."""
    widths = sorted({row.width for row in rows}, reverse=True)[:_OUTLIERS]
    shortest = _REACH * max(_NARROWEST, min(widths, default=0))
    pairs = [(row, after) for row, after in pairwise(rows) if row.width >= shortest and _may_follow(row, after)]
    for width in widths:
        if width < _NARROWEST:
            break
        long = [(row, after) for row, after in pairs if width >= row.width >= _REACH * width]
        full = [row for row, after in long if _is_full(row, after, width)]
        ended = sum(bool(_ENDED.search(row.text)) for row in full)
        if (
            len(full) - ended >= _FULL_LINES
            and len(full) >= _FULL_SHARE * len(long)
            and ended <= _ENDED_SHARE * len(full)
        ):
            near = [other for other in widths if _ALMOST * width <= other <= width]
            return max(near, key=lambda other: (sum(_is_full(row, after, other) for row, after in long), other))
    return 0


def _goes_on(row: Row, after: Row, width: int) -> bool:
    return _may_follow(row, after) and _is_full(row, after, width)


def _may_follow(row: Row, after: Row) -> bool:
    """Whether a line can be the next of the same paragraph: no gap, no sign of its own, not further in."""
    if after.gap or _OPENS.match(after.text):
        return False
    if _OPENS.match(row.text):
        return row.indent <= after.indent <= row.indent + _HANGING
    return row.indent - _HANGING <= after.indent <= row.indent


def _is_full(row: Row, after: Row, width: int) -> bool:
    if _ANYWHERE.match(after.text):
        return row.width + 2 > width
    word = _FIRST_WORD.match(after.text)
    return row.width + 1 + (display_width(word[0]) if word else 0) > width


def _glue(text: str, after: str) -> str:
    """Return what stood between two parts of a paragraph before they were parted."""
    if _ANYWHERE.match(text[-1]) and _ANYWHERE.match(after):
        return ""
    return "" if text[-1] == "-" and text[-2:-1].isalpha() and after[0].isalpha() else " "


def _close(joined: list[Row], parts: Sequence[str]) -> None:
    if len(parts) > 1:
        joined[-1] = joined[-1]._replace(text="".join(parts))
