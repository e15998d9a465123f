"""Two texts in, whether and how far they say the same: case, punctuation, spaces and quotation marks don't count."""

from __future__ import annotations

import re

# Of ASCII bytes, a table leaves out what is no letter or digit in a fifth of the time that a text's letters take.
_IGNORED_ASCII = bytes(code for code in range(128) if not chr(code).isalnum())
_LOWER_ASCII = bytes(range(128)).lower() + bytes(range(128, 256))
_WORDS = re.compile(r"\w+")
_PAIR = 2
_FEW_WORDS = 2


def key(text: str) -> str:
    r"""Return the letters and digits of the text alone, for comparison.

    >>> key('“Ferry” is\u00a0back – again') == key("'Ferry' Is Back - Again")
    True
    """
    if text.isascii():
        return text.encode().translate(_LOWER_ASCII, _IGNORED_ASCII).decode()
    return "".join(filter(str.isalnum, text.casefold()))


def breadth(text: str) -> float:
    """Return about how many Latin letters say as much: those of other scripts say more, Hangul and Han twice as much.

    >>> breadth("Ferry"), breadth("여객선")
    (5.0, 6.0)
    """
    return (len(text.encode("utf-8", "replace")) + len(text)) / 2


def overlap(left: str, right: str) -> float:
    """Return the share, 0 to 1, of the shorter text's words that the longer one has too; one shared word is chance.

    Where a text has no spaces between its words, pairs of letters stand for them.

    >>> overlap("The ferry is back", "Harbour ferry back in service")
    0.5
    >>> overlap("Mayor of the harbour", "Harbour ferry back in service")
    0.0
    >>> overlap("渡轮恢复服务", "港口渡轮恢复服务公告")
    1.0
    """
    one, other = set(_WORDS.findall(left.casefold())), set(_WORDS.findall(right.casefold()))
    fewer = min(len(one), len(other))
    if fewer <= _FEW_WORDS:
        return float(one <= other or other <= one) if _is_spaced(left, right) else _pairs_shared(left, right)
    shared = len(one & other)
    return shared / fewer if shared > 1 else 0.0


def _is_spaced(left: str, right: str) -> bool:
    return left.isascii() or right.isascii() or (" " in left and " " in right)


def _pairs_shared(left: str, right: str) -> float:
    one, other = _pairs(key(left)), _pairs(key(right))
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _pairs(folded: str) -> set[str]:
    return {folded[start : start + _PAIR] for start in range(len(folded) - 1)}
