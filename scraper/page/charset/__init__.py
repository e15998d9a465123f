"""Bytes in, text out: the charset that was declared or found, text that was decoded wrongly mended."""

from __future__ import annotations

from scraper.page.charset.decode import BOMS, Decoded, accept, decode, wide_codec
from scraper.page.charset.jamo import composed, find_printed

__all__ = [
    "BOMS",
    "Decoded",
    "accept",
    "composed",
    "decode",
    "find_printed",
    "wide_codec",
]
