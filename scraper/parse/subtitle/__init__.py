"""Page, outline and headline in, the subtitle (deck, standfirst) out: visible lines near the headline, or nothing."""

from __future__ import annotations

from scraper.parse.subtitle.find import find_subtitle
from scraper.parse.subtitle.lines import clean_line, without_lead

__all__ = [
    "clean_line",
    "find_subtitle",
    "without_lead",
]
