"""Text of a page in, what stands in place of an article out: a challenge, a consent page, a log-in."""

from __future__ import annotations

from scraper.page.walls.find import WallFound, find_wall

__all__ = [
    "WallFound",
    "find_wall",
]
