"""Page in, the data in its margins out: weather readings, market prices and exchange rates."""

from __future__ import annotations

from scraper.parse.strips.market import find_strips
from scraper.parse.strips.weather import find_weather

__all__ = [
    "find_strips",
    "find_weather",
]
