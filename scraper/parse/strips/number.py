"""The number of a strip's item in, its value out: which sign is the decimal one is told by shape, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACES = str.maketrans("", "", " \u00a0\u202f'’٬")
_ARABIC_DECIMAL = "٫"
_SHAPE = re.compile(
    r"[-+−]?(?:\d{1,3}(?P<mark>[.,'’٬\u00a0\u202f ])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[.,٫]\d{1,6})?"
    r"|\d+(?:[.,٫]\d{1,6})?)"
)
_GROUP = 3


def is_number(text: str) -> bool:
    """Return whether digits and signs are one number, and no date, time or telephone.

    >>> [is_number(text) for text in ("3.029,00", "1'234.50", "34", "٣٠٫٩٠", "2024.04.30", "12.34.56")]
    [True, True, True, True, False, False]
    """
    return _SHAPE.fullmatch(text) is not None


def decimal_sign(numbers: Iterable[str]) -> str | None:
    """Return the decimal sign that a strip's numbers show, or `None` when none of them does.

    >>> decimal_sign(["8.864", "34,31"]), decimal_sign(["8.864", "1.234"])
    (',', None)
    """
    for number in numbers:
        sign = _own_sign(number)
        if sign:
            return sign
    return None


def value_of(number: str, sign: str | None) -> float | None:
    """Return the value, or `None` where a lone sign before three digits may be either and the others don't tell.

    >>> value_of("8.864", ","), value_of("8.864", None), value_of("0.864", None), value_of("٣٠٫٩٠", None)
    (8864.0, None, 0.864, 30.9)
    """
    sign = _own_sign(number) or sign
    plain = number.translate(_SPACES).replace("−", "-").replace(_ARABIC_DECIMAL, ".")
    marks = {mark for mark in ".," if mark in number}
    if marks and sign is None:
        return None
    if sign == ",":
        plain = plain.replace(".", "").replace(",", ".")
    elif sign == ".":
        plain = plain.replace(",", "")
    return float(plain)


def _own_sign(number: str) -> str | None:
    """Return the decimal sign as this number alone shows it."""
    if _ARABIC_DECIMAL in number:
        return "."
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return None
    mark, other = number[last], "," if number[last] == "." else "."
    if number.count(mark) > 1:
        return other
    digits = len(number) - last - 1
    if digits != _GROUP or other in number or any(space in number[:last] for space in " \u00a0\u202f'’٬"):
        return mark
    return mark if number[:last].lstrip("+-−") == "0" or last > _GROUP + 1 else None
