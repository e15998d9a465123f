"""Day first or month first: what the page's language, its other dates and its URL say of `03/04/2024`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from scraper.model import Page
from scraper.parse.date_reading import Habits, Reading

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


def usual_habits(page: Page, language: str | None, captured_at: datetime | None) -> Habits:
    """Return how pages of this language and country write dates."""
    tag = (language or page.signals.language or "").replace("_", "-").lower()
    primary, _, region = tag.partition("-")
    today = captured_at.date() if captured_at else None
    if primary not in _MONTH_FIRST_LANGUAGES:
        return Habits(primary or None, month_first=False, today=today)
    declared = page.signals.language.replace("_", "-").lower().partition("-")[2] or region
    day_first = declared in _DAY_FIRST_COUNTRIES or _country(page.url) in _DAY_FIRST_COUNTRIES
    return Habits(primary, month_first=not day_first, today=today)


def _country(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.rsplit(".", 1)[-1]


def is_month_first(page: Page, readings: Iterable[Reading], habits: Habits) -> bool:
    """Return whether the page puts the month first: by its dates that leave no choice, else by its usual habit."""
    votes = [reading.order for reading in readings if reading.order]
    if not votes:
        votes = list(_orders(page))
    if not votes or len(set(votes)) > 1:
        return habits.month_first
    return votes[0] == "m"


def _orders(page: Page) -> Iterable[str]:
    for block in page.blocks[:_LOOKED_AT]:
        if 6 <= len(block.text) <= _SHORT:
            for match in _NUMERIC.finditer(block.text):
                first, second = int(match[1]), int(match[2])
                if 12 < first <= 31 and second <= 12:
                    yield "d"
                elif first <= 12 and 12 < second <= 31:
                    yield "m"


def settled(reading: Reading, *, known: frozenset[date], swap: bool, today: date | None) -> Reading:
    """Return the reading with day and month as the page means them.

    A day that another source of the page states wins; then the order that `swap` asks for, unless that lies in the
    future.
    """
    other = reading.swapped
    if other is None:
        return reading
    turned = reading._replace(day=other, swapped=None)
    kept = reading._replace(swapped=None)
    if reading.day in known:
        return kept
    if other in known:
        return turned
    first, second = (turned, kept) if swap else (kept, turned)
    if today and first.day > today + timedelta(days=2) >= second.day:
        return second
    return first
