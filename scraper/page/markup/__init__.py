"""HTML text in, blocks with their elements, marks, links and images out, in one pass."""

from __future__ import annotations

from scraper.page.markup.attributes import read_attributes, unescape_attribute
from scraper.page.markup.blocks import read_blocks
from scraper.page.markup.hiding import is_label
from scraper.page.markup.inlines import UNSEEN
from scraper.page.markup.reading import Reading
from scraper.page.markup.runs import Runs, split_runs
from scraper.page.markup.tags import BLOCK_TAGS, HEADINGS, HIDDEN_TAGS
from scraper.page.markup.tokens import Tokens, tokenize

__all__ = [
    "BLOCK_TAGS",
    "HEADINGS",
    "HIDDEN_TAGS",
    "UNSEEN",
    "Reading",
    "Runs",
    "Tokens",
    "is_label",
    "read_attributes",
    "read_blocks",
    "split_runs",
    "tokenize",
    "unescape_attribute",
]
