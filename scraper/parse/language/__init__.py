"""Page and body text in, the text's language out (BCP 47), measured."""

from __future__ import annotations

from scraper.parse.language.find import find_language

__all__ = [
    "find_language",
]
