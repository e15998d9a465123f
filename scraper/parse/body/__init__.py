"""Page in, the blocks that are the article's text out, typed; by a learned model, and by rules beside it."""

from __future__ import annotations

from scraper.parse.body.blocks import type_blocks
from scraper.parse.body.choose import choose_body
from scraper.parse.body.containers import is_within, text_scale
from scraper.parse.body.han_lines import credit_lines
from scraper.parse.body.korean_lines import line_kind, other_lines, without_other_lines
from scraper.parse.body.live import find_entries
from scraper.parse.body.scores import boilerplate_kinds
from scraper.parse.body.siblings import Sibling, as_sibling, repeated_blocks

__all__ = [
    "Sibling",
    "as_sibling",
    "boilerplate_kinds",
    "choose_body",
    "credit_lines",
    "find_entries",
    "is_within",
    "line_kind",
    "other_lines",
    "repeated_blocks",
    "text_scale",
    "type_blocks",
    "without_other_lines",
]
