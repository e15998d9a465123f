"""How a text ends: with a sentence's sign, a label's, or none."""

from __future__ import annotations

_SENTENCE_ENDS = frozenset(".!?。！？…।؟۔")
_CLOSERS = frozenset("\"'”’»)]』」）›")
_LABEL_ENDS = frozenset(":：;,")
SENTENCE = 3


def ending(text: str) -> int:
    """Return how a text ends: 3 as a sentence, 2 with a colon or comma, 1 with a letter or figure, 0 otherwise.

    >>> [ending(text) for text in ("He left.", "“He left.”", "Read also:", "Home", "»")]
    [3, 3, 2, 1, 0]
    """
    last = text[-1]
    if last in _CLOSERS and len(text) > 1 and text[-2] in _SENTENCE_ENDS:
        last = text[-2]
    if last in _SENTENCE_ENDS:
        return SENTENCE
    if last in _LABEL_ENDS:
        return 2
    return 1 if last.isalnum() else 0
