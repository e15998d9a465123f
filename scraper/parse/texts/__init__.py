"""What is asked of any short text: its known words, whether two say the same, the parts of a title or a caption."""

from __future__ import annotations

from scraper.parse.texts.captions import (
    LONGEST_CAPTION,
    is_button,
    is_caption_label,
    is_caption_line,
    is_credited,
    split_credit,
    without_marks,
)
from scraper.parse.texts.endings import SENTENCE, ending
from scraper.parse.texts.likeness import breadth, key, overlap
from scraper.parse.texts.title_parts import STRONG, WEAK, Names, Title, cut, cut_exact, has_bar, split
from scraper.parse.texts.word_lists import phrases, words

__all__ = [
    "LONGEST_CAPTION",
    "SENTENCE",
    "STRONG",
    "WEAK",
    "Names",
    "Title",
    "breadth",
    "cut",
    "cut_exact",
    "ending",
    "has_bar",
    "is_button",
    "is_caption_label",
    "is_caption_line",
    "is_credited",
    "key",
    "overlap",
    "phrases",
    "split",
    "split_credit",
    "without_marks",
    "words",
]
