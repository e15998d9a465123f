"""What the sources of dates are read with: the page, where its article stands, how it writes dates, when it was got."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from scraper.model import Outline, Page
from scraper.parse.date_lines import LineReader
from scraper.parse.date_order import habits_of
from scraper.parse.date_shown import Window, window_of


class Around(NamedTuple):
    """A page as the sources see it; `header` and `headline` are blocks whose dates are not the article's."""

    page: Page
    reader: LineReader
    window: Window
    headline: frozenset[int]
    header: frozenset[int]
    captured_at: datetime | None


def look_around(
    page: Page, outline: Outline, *, language: str | None, captured_at: datetime | None, header: frozenset[int]
) -> Around:
    """Return the page as the sources see it."""
    reader = LineReader(habits_of(page, language, captured_at))
    headline = frozenset() if outline.headline is None else frozenset({outline.headline})
    return Around(page, reader, window_of(outline), headline, header, captured_at)
