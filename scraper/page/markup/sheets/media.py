"""What stands before the rules within another in, whether they hold on the screen of a desk out.

Its width is that of a common window (1280 by 720), so that of two menus of a page the one for telephones is hidden.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Whether rules hold: never, perhaps, always.
NEVER, PERHAPS, ALWAYS = 0, 1, 2
_WIDTH, _HEIGHT = 1280, 720
_MEDIA = re.compile(r"@media\b", re.IGNORECASE)
_NO_RULES = re.compile(r"@(?:-?\w*-?keyframes|font-face|page|property|counter-style)\b", re.IGNORECASE)
# What all browsers of today know, and how these are asked for it.
_SUPPORTS = re.compile(r"@supports\s+(not\s+)?\(\s*([\w-]+)\s*:\s*+(?!-)[\w\s(),.%-]+\)", re.IGNORECASE)
_SUPPORTED = frozenset({"display", "position", "content-visibility", "object-fit", "aspect-ratio", "gap", "grid-area"})
_AND = re.compile(r"\band\b|(?<=\))\s*(?=\()")
_SIZE = re.compile(r"\(\s*(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)(px|r?em)\s*\)")
_RANGE = re.compile(r"\(\s*(width|height)\s*([<>])(=?)\s*([\d.]+)(px|r?em)\s*\)")
_FLAT = frozenset({"", "screen", "all", "only screen", "(orientation:landscape)", "(orientation: landscape)"})
_OTHER = frozenset(
    {"print", "speech", "only print", "only speech", "(orientation:portrait)", "(orientation: portrait)"}
)
_EM = 16.0


@lru_cache(512)
def holding(prelude: str) -> int:
    """Return whether the rules within an at-rule that begins so hold.

    >>> [holding(text) for text in ("@media print", "@media (max-width: 40em)", "@media screen", "@supports (a: b)")]
    [0, 0, 2, 1]
    >>> holding("@supports (display: grid)"), holding("@supports not (display:grid)"), holding("@supports (gap: -x)")
    (2, 0, 1)
    """
    prelude = prelude.strip()
    media = _MEDIA.match(prelude)
    if media is None:
        asked = _SUPPORTS.fullmatch(prelude)
        if asked and asked[2].lower() in _SUPPORTED:
            return NEVER if asked[1] else ALWAYS
        return NEVER if _NO_RULES.match(prelude) else PERHAPS
    return max(_query(query) for query in prelude[media.end() :].lower().split(","))


def _query(text: str) -> int:
    """Return whether all conditions of a query hold."""
    return min(_condition(condition.strip()) for condition in _AND.split(text))


def _condition(text: str) -> int:
    if text in _FLAT:
        return ALWAYS
    if text in _OTHER:
        return NEVER
    size = _SIZE.fullmatch(text)
    if size:
        bound, has = _pixels(size[3], size[4]), _HEIGHT if size[2] == "height" else _WIDTH
        return ALWAYS if (has >= bound if size[1] == "min" else has <= bound) else NEVER
    size = _RANGE.fullmatch(text)
    if size is None:
        return PERHAPS
    bound, has = _pixels(size[4], size[5]), _HEIGHT if size[1] == "height" else _WIDTH
    holds = has == bound if size[3] and has == bound else has < bound if size[2] == "<" else has > bound
    return ALWAYS if holds else NEVER


def _pixels(number: str, unit: str) -> float:
    """Return a length in pixels; what is no number is beyond all screens."""
    try:
        return float(number) * (1 if unit == "px" else _EM)
    except ValueError:
        return float("inf")
