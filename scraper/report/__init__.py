"""The figures of an archive in, one self-contained page of pictures out."""

from __future__ import annotations

from scraper.report.charts import ranges, timeline
from scraper.report.page import document, numbers, parts
from scraper.report.style import STYLE

__all__ = ["STYLE", "document", "numbers", "parts", "ranges", "timeline"]
