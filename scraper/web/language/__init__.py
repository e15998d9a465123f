"""A request in, the language of its reader out, and the words of the screens in it."""

from __future__ import annotations

from scraper.web.language.choice import LANGUAGES, chosen_language, sayings

__all__ = ["LANGUAGES", "chosen_language", "sayings"]
