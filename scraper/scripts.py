"""Scripts that differ in how words are parted and how much a letter says, as bodies of character classes."""

from __future__ import annotations

# Thai, Lao, Burmese, Khmer, kana and Han put no blanks between words: there, every character is a token.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Letters of Thai, kana, Han and Hangul that say about as much as two of Latin.
DENSE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
