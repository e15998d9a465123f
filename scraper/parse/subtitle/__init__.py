"""Page, outline and headline in, the subtitle (deck, standfirst) out: visible lines near the headline, or nothing."""

from __future__ import annotations

from scraper.parse.subtitle.context import is_other_line
from scraper.parse.subtitle.find import BY_SHAPE, find_subtitle
from scraper.parse.subtitle.lines import clean_line, is_eastern_sentence, without_lead

__all__ = [
    "BY_SHAPE",
    "clean_line",
    "find_subtitle",
    "is_eastern_sentence",
    "is_other_line",
    "without_lead",
]
