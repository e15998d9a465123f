"""The line that is a dump's headline in, the headline without the site's and the section's names beside it out."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from scraper.parse.texts import WEAK, Title, key, split

_SHORTEST = 8
# A bar with the blanks around it.
_BAR = 3


def without_names(texts: Sequence[str], top: int, url: str | None) -> str:
    """Return the line at place `top` without what the dump itself shows to be no part of the headline.

    That is: all but the parts between bars that another line consists of; else the parts at its ends that are lines of
    their own, as a paper's and a section's names are in menus, or the name of the host.
    """
    value = texts[top]
    title = split(value)
    if not any(bar >= WEAK for bar in title.bars):
        return value
    lines = {key(text) for place, text in enumerate(texts) if place != top and len(text) <= len(value)}
    last = len(title.keys)
    for first, end in _spans(last):
        if "".join(title.keys[first:end]) in lines and _is_whole(title, first, end):
            part = title.span(first, end)
            if len(part) >= _SHORTEST and 2 * len(part) >= len(value) - _BAR:
                return part
    host = key(urlsplit(url or "").hostname or "")
    first, end = 0, last
    while end - first > 1 and title.bars[end - 1] >= WEAK and _is_name(title.keys[end - 1], lines, host):
        end -= 1
    while end - first > 1 and title.bars[first + 1] >= WEAK and _is_name(title.keys[first], lines, host):
        first += 1
    part = title.span(first, end)
    return part if len(part) >= _SHORTEST and 2 * len(part) >= len(value) - _BAR else value


def _spans(last: int) -> list[tuple[int, int]]:
    """Return all beginnings and ends of parts but the whole, the longest first."""
    spans = [(0, end) for end in range(last - 1, 0, -1)] + [(first, last) for first in range(1, last)]
    return sorted(spans, key=lambda span: span[0] - span[1])


def _is_whole(title: Title, first: int, end: int) -> bool:
    """Whether bars that part names from headlines stand at both ends."""
    return (first == 0 or title.bars[first] >= WEAK) and (end == len(title.keys) or title.bars[end] >= WEAK)


def _is_name(folded: str, lines: set[str], host: str) -> bool:
    return folded in lines or (len(folded) >= _SHORTEST // 2 and folded in host)
