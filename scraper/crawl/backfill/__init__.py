"""The back catalogue of a paper, and the calendar of the days that an archive covers."""

from __future__ import annotations

from scraper.crawl.backfill.coverage import Coverage, as_html, as_text
from scraper.crawl.backfill.walk import Backfill

__all__ = [
    "Backfill",
    "Coverage",
    "as_html",
    "as_text",
]
