"""How much a text says, whatever its script: a letter of Hangul, Han, Kana or Thai counts as two of Latin."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+")


def weigh(texts: Iterable[str]) -> int:
    """Return the length of all texts, letters of dense scripts counted twice.

    >>> weigh(["Two words"]), weigh(["두 낱말"])
    (9, 7)
    """
    text = "".join(texts)
    return len(text) + sum(map(len, _WIDE.findall(text)))
