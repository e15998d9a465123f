"""Page and outline in, notices out: the agency or press office of the text, the copyright line, corrections."""

from __future__ import annotations

from scraper.parse.notices.find import find_agency, find_copyright, find_corrections

__all__ = ["find_agency", "find_copyright", "find_corrections"]
