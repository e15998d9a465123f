"""A record as text for a reader: plain text, Markdown, JSON-LD, and the card of a notebook.

These stand with the record and not with the files of `scraper.export`, so that `article.to_markdown()` needs no room
above it: a record in, text out, nothing else.
"""

from __future__ import annotations

from scraper.model.render import card, jsonld, markdown, text

__all__ = ["card", "jsonld", "markdown", "text"]
