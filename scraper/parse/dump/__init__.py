"""A text dump in, where its article stands out: what markup would say, the lines say, read by learned models."""

from __future__ import annotations

from scraper.parse.dump.front import Front
from scraper.parse.dump.read import fuller, read_dump

__all__ = ["Front", "fuller", "read_dump"]
