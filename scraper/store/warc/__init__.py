"""Responses in, WARC files out; WARC and ARC files of any tool in, their pages out. Needs no database."""

from __future__ import annotations

from scraper.store.warc.members import sound_end
from scraper.store.warc.reader import Entry, entries, read_at, read_warc
from scraper.store.warc.writer import DEFAULT_MAX_BYTES, Original, Packed, Place, WarcFile, WarcFolder, packed

__all__ = [
    "DEFAULT_MAX_BYTES",
    "Entry",
    "Original",
    "Packed",
    "Place",
    "WarcFile",
    "WarcFolder",
    "entries",
    "packed",
    "read_at",
    "read_warc",
    "sound_end",
]
