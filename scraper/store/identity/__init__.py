"""Which story a page is: its addresses in, one key and the reason out."""

from __future__ import annotations

from scraper.store.identity.story import Identity, bounded, from_address, host_of, identify, story_key

__all__ = [
    "Identity",
    "bounded",
    "from_address",
    "host_of",
    "identify",
    "story_key",
]
