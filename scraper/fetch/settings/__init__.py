"""How pages are fetched, as a `scraper.toml` says it, and how such a file is read."""

from __future__ import annotations

from scraper.fetch.settings.file import COUNT, Rule, SettingsFile
from scraper.fetch.settings.tables import FILE_NAME, FetchSettings

__all__ = [
    "COUNT",
    "FILE_NAME",
    "FetchSettings",
    "Rule",
    "SettingsFile",
]
