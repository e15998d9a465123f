"""A page in, its record and the role of every block out. Pure: no network, no clock, no global state; never raises."""

from __future__ import annotations

from scraper.parse.body import Sibling, as_sibling
from scraper.parse.join import join
from scraper.parse.record import Parsed, parse

__all__ = ["Parsed", "Sibling", "as_sibling", "join", "parse"]
