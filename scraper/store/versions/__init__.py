"""What counts as a change of a story, the versions of a story, and what changed between two."""

from __future__ import annotations

from scraper.store.versions import history
from scraper.store.versions.changes import STORIES, Observation, content_digest, is_change
from scraper.store.versions.diff import Change, compare

__all__ = [
    "STORIES",
    "Change",
    "Observation",
    "compare",
    "content_digest",
    "history",
    "is_change",
]
