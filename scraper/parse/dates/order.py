"""Day first or month first: what the page's language, its other dates and its URL say of `03/04/2024`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.model import Page
from scraper.parse.dates.reading import Habits, Reading

# English-speaking countries that write the day first, by the last part of the host and by the region of a language tag.
_COUNTRIES = """
ag au bb bd bs bw bz cy eu fj gb gd gg gh gi gm gy hk ie il im in jm ke lc lk lr ls mt mu mw my na ng np nz pg pk rw
sb sc sg sl sz to tt tz ug uk vc vu ws za zm zw
"""
_DAY_FIRST_COUNTRIES = frozenset(_COUNTRIES.split())
_MONTH_FIRST_LANGUAGES = frozenset({"en", "fil"})
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:20)?\d\d(?!\d)")
_SHORT = 60
_LOOKED_AT = 400


def habits_of(page: Page, language: str | None, captured_at: datetime | None) -> Habits:
    """Return what the page's dates are read with; its declared language stands in for one that is not known."""
    tag = (language or page.signals.language).replace("_", "-").lower()
    return Habits(tag.partition("-")[0] or None, captured_at.date() if captured_at else None)


class Order(NamedTuple):
    """Whether the page puts the month first, and whether its other dates say so or only the habit of its language."""

    is_month_first: bool
    is_shown: bool


def order_of(page: Page, readings: Iterable[Reading], language: str | None) -> Order:
    """Return the page's order of day and month: by its dates that leave no choice, else by its usual habit."""
    votes = {reading.order for reading in readings if reading.order} or set(_orders(page))
    if len(votes) == 1:
        return Order(votes == {"m"}, is_shown=True)
    return Order(_usually_month_first(page, language), is_shown=False)


def _usually_month_first(page: Page, language: str | None) -> bool:
    """Return whether pages of this language and country put the month first, as only some of the English do."""
    if language not in _MONTH_FIRST_LANGUAGES:
        return False
    region = page.signals.language.replace("_", "-").lower().partition("-")[2]
    return region not in _DAY_FIRST_COUNTRIES and _country(page.url) not in _DAY_FIRST_COUNTRIES


def _country(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.rsplit(".", 1)[-1]


def _orders(page: Page) -> Iterable[str]:
    for block in page.blocks[:_LOOKED_AT]:
        if 6 <= len(block.text) <= _SHORT:
            for match in _NUMERIC.finditer(block.text):
                first, second = int(match[1]), int(match[2])
                if 12 < first <= 31 and second <= 12:
                    yield "d"
                elif first <= 12 and 12 < second <= 31:
                    yield "m"


def settled(reading: Reading, *, known: frozenset[date], order: Order, today: date | None) -> Reading:
    """Return the reading, made day first, with day and month as the page means them.

    A day that another source of the page states wins; then the page's order, unless that lies in the future. Where
    only the habit of a language that puts the month first speaks for an order, it stays open.
    """
    other = reading.swapped
    if other is None:
        return reading
    month_first, day_first = reading._replace(day=other, swapped=None), reading._replace(swapped=None)
    if day_first.day in known:
        return day_first
    if month_first.day in known:
        return month_first
    is_open = order.is_month_first and not order.is_shown
    if reading.is_firm:
        return day_first._replace(is_open=is_open)
    first, second = (month_first, day_first) if order.is_month_first else (day_first, month_first)
    if today and first.day > today + timedelta(days=2) >= second.day:
        return second
    return first._replace(is_open=is_open)
