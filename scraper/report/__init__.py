"""The figures of an archive in, one self-contained page of pictures out."""

from __future__ import annotations

from scraper.report.page import document

__all__ = ["document"]
