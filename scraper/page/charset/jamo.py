"""Hangul that is written letter by letter (NFD, as some machines name files): composed to be read, then as printed.

Parsers know syllables; a record has the text as the page prints it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from scraper.model import Page

_SYLLABLE = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_WORD = re.compile("[가-힣\u1100-\u11ff]+")
_ADDRESSES = frozenset({"url", "canonical_url", "next_page"})


class Printed(NamedTuple):
    """How a page prints its words: those written letter by letter by their composed form, and whether all are."""

    words: dict[str, str]
    is_all: bool

    def restored(self, value: Any) -> Any:
        """Return a value of a record's `to_dict` with its words as the page prints them, addresses as they are."""
        if isinstance(value, str):
            return _WORD.sub(self._word, value)
        if isinstance(value, list | tuple):
            return [self.restored(item) for item in value]
        if isinstance(value, dict):
            return {key: item if key in _ADDRESSES else self.restored(item) for key, item in value.items()}
        return value

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        # A part of a printed word is found nowhere.
        return self.words.get(word) or (unicodedata.normalize("NFD", word) if self.is_all else word)


def find_printed(page: Page) -> Printed | None:
    """Return how the page prints its words, `None` where no block begins with Hangul written letter by letter.

    >>> from scraper.page import read
    >>> find_printed(read("<p>순천시</p>")) is None
    True
    """
    if not any("\u1100" <= block.text[0] <= "\u1112" for block in page.blocks):
        return None
    found = {word for block in page.blocks for word in _WORD.findall(block.text)}
    apart = {composed(word): word for word in found if composed(word) != word}
    # A word that the page prints in both ways keeps the usual one.
    words = {word: printed for word, printed in apart.items() if word not in found}
    return Printed(words, is_all=len(apart) == len(found)) if apart else None


def composed(text: str) -> str:
    """Return the text with its syllables composed, and nothing else changed.

    >>> composed(unicodedata.normalize("NFD", "순천 é")) == "순천 " + unicodedata.normalize("NFD", "é")
    True
    """
    return _SYLLABLE.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
