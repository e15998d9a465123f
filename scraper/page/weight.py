"""How much a text says, whatever its script: a letter of Hangul, Han, Kana or Thai counts as two of Latin."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scraper.scripts import DENSE

_WIDE = re.compile(f"[{DENSE}]+")


def weigh(texts: Iterable[str]) -> int:
    """Return the length of all texts, letters of dense scripts counted twice.

    >>> weigh(["Two words"]), weigh(["두 낱말"])
    (9, 7)
    """
    text = "".join(texts)
    return len(text) + sum(map(len, _WIDE.findall(text)))
