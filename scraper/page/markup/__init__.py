"""HTML text in, blocks with their elements, marks, links and images out, in one pass."""

from __future__ import annotations

from scraper.page.markup.attributes import unescape_attribute
from scraper.page.markup.blocks import read_blocks
from scraper.page.markup.hiding import is_label
from scraper.page.markup.inlines import UNSEEN
from scraper.page.markup.reading import Reading
from scraper.page.markup.runs import Runs, split_runs
from scraper.page.markup.tags import BLOCK_TAGS, HEADINGS, HIDDEN_TAGS

__all__ = [
    "BLOCK_TAGS",
    "HEADINGS",
    "HIDDEN_TAGS",
    "UNSEEN",
    "Reading",
    "Runs",
    "is_label",
    "read_blocks",
    "split_runs",
    "unescape_attribute",
]
