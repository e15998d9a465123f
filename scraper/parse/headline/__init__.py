"""Page in, its headline out, without site, section and kicker; and the kicker above it."""

from __future__ import annotations

from scraper.parse.headline.above import headline_above
from scraper.parse.headline.evidence import is_behind_rubric
from scraper.parse.headline.find import find_headline
from scraper.parse.headline.kicker import find_kicker
from scraper.parse.headline.trim import without_rubric
from scraper.parse.headline.words import BARRED_TAGS, LEAD_PARTS

__all__ = [
    "BARRED_TAGS",
    "LEAD_PARTS",
    "find_headline",
    "find_kicker",
    "headline_above",
    "is_behind_rubric",
    "without_rubric",
]
