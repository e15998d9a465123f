"""Page and outline in, when its article was published and when last changed out, each with its evidence."""

from __future__ import annotations

from scraper.parse.dates.find import find_dates, state_moment
from scraper.parse.dates.formats import find_dates_in
from scraper.parse.dates.given import given_date
from scraper.parse.dates.reading import Habits

__all__ = [
    "Habits",
    "find_dates",
    "find_dates_in",
    "given_date",
    "state_moment",
]
