"""Page and outline in, the article's images with captions and credits out."""

from __future__ import annotations

from scraper.parse.images.find import find_images

__all__ = [
    "find_images",
]
