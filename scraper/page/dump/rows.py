"""A text in, its lines out as they stand: what they say, how far in, after how many empty lines."""

from __future__ import annotations

import re
from typing import NamedTuple

# What shows nothing: controls, and the break hints that dumps carry along.
_UNWANTED = re.compile("[\0-\x08\x0e-\x1b\x7f\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_COLUMNS = re.compile(r"(?<=\S)(?:\t+ *| {3,}| ?\| )(?=\S)")
_TAB = 8
# Two cells wide in a terminal: Hangul, Han, Kana, their signs and full-width letters.
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]")


class Row(NamedTuple):
    """A line with text: `indent` blanks and `gap` empty lines stand before it; it is `width` cells wide with them."""

    text: str
    indent: int
    gap: int
    width: int

    @property
    def cells(self) -> int:
        """The number of columns that wide gaps, tabs and bars make of it."""
        text = self.text
        if "   " not in text and "\t" not in text and "| " not in text:
            return 1
        return 1 + len(_COLUMNS.findall(text))


def read_rows(text: str) -> list[Row]:
    """Return the lines with text. Carriage returns, form feeds and Unicode's line ends part lines too."""
    if _UNWANTED.search(text):
        text = _UNWANTED.sub("", text)
    rows = []
    gap = 0
    for line in text.splitlines():
        words = line.strip()
        if not words:
            gap += 1
            continue
        indent = 0
        if line[0] != words[0]:
            start = line[: len(line) - len(line.lstrip())]
            indent = len(start.expandtabs(_TAB)) if "\t" in start else len(start)
        rows.append(Row(words, indent, gap, indent + display_width(words)))
        gap = 0
    return rows


def display_width(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for each Han, Kana or Hangul character.

    >>> display_width("Sunday"), display_width("일요일")
    (6, 6)
    """
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text))
