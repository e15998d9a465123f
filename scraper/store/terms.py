"""Text as it is searched: text in, folded units out; words where a script parts them, else pairs of characters.

The same folding is used for what is stored and for what is asked, in every database, so that both find the same.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, pairwise
from typing import Any

# Scripts without blanks between words, and Hangul, whose particles stick to the word: found by pairs of characters.
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Marks that belong to the letter before them, where the expression `\w` leaves them out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0966-\u0dff"
)
_UNIT = re.compile(rf"[{_PAIRED}]+|(?:(?![{_PAIRED}])[^\W_]|[{_MARKS}])+")
_LETTERS = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
_FIRST_PAIRED = re.compile(rf"[{_PAIRED}]")
# Letters whose accents are laid off: Latin, Greek, Cyrillic.
_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Letters that have no accent to lay off and are written without theirs as often: İ is an i with a dot by then.
_PLAIN_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe",
                                "ð": "d", "þ": "th", "ŋ": "n", "ĸ": "k"})  # fmt: skip

# The kinds of letters a unit is made of: what is found by pairs, and what makes words.
_PAIR, _PLAIN = 1, 2
# Up to this many characters the expression is faster than the array.
SHORT = 500

# An index entry has its limits in PostgreSQL; of a longer word only so much is looked up, the rest is compared.
MAX_TERM = 40
# A `tsvector` holds 1 MB; an article of more different terms than this is found by the first ones only.
MAX_TERMS = 40_000


def fold(text: str) -> str:
    """Return the text in one case, one width and without accents.

    >>> fold("Ｍünchen ĞÜN 강남 ΆΒ")
    'munchen gun 강남 αβ'
    >>> fold("İstanbul ISTANBUL Łódź Ærø")
    'istanbul istanbul lodz aero'
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    text = text.translate(_PLAIN_LETTERS).replace("i\u0307", "i")
    return _ACCENTED.sub(lambda match: _ACCENTS.sub("", unicodedata.normalize("NFD", match[0])), text)


def units(text: str) -> list[str]:
    """Return the folded words and runs of the text, in order.

    >>> units("SK하이닉스는 5G망을…")
    ['sk', '하이닉스는', '5g', '망을']
    """
    return _UNIT.findall(fold(text))


def letters(text: str) -> Any:
    """Return the code points of the text's units, one after the other, as an array.

    >>> bytes(letters("SK 5G…")).decode("utf-32-le")
    'sk5g'
    """
    import numpy as np

    codes = np.frombuffer(fold(text).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return codes[_kinds()[codes] != 0]


def is_paired(unit: str) -> bool:
    """Whether the unit is a run that is looked up by its pairs of characters."""
    return _FIRST_PAIRED.match(unit) is not None


def searchable(parts: Iterable[str | None]) -> str:
    r"""Return the parts as they are stored for comparing: units parted by one blank, parts and lines by a line break.

    >>> searchable(["강남구, 5일", None, "White House"])
    ' 강남구 5 일 \n white house \n'
    """
    folded = fold("\n".join(part for part in parts if part))
    if len(folded) > SHORT:
        return _spaced(folded)
    lines = (" ".join(_UNIT.findall(line)) for line in folded.split("\n"))
    return "".join(f" {line} \n" for line in lines if line)


def _spaced(folded: str) -> str:
    """Return what `searchable` does of a folded text: all its letters are moved to their places at once."""
    import numpy as np

    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _kinds()[codes]
    kept = np.flatnonzero(kinds)
    if not len(kept):
        return ""
    lines = np.cumsum(codes == ord("\n"))[kept]
    is_new_line = lines[1:] != lines[:-1]
    is_new_unit = (np.diff(kept) != 1) | (kinds[kept[1:]] != kinds[kept[:-1]])
    # A blank goes before a new unit; before a new line the end of the last one and the blank that begins it.
    places = np.arange(1, len(kept) + 1)
    places[1:] += np.cumsum(is_new_unit + 2 * is_new_line)
    spaced: Any = np.full(places[-1] + len(" \n") + 1, ord(" "), dtype="<u4")
    spaced[places] = codes[kept]
    spaced[places[1:][is_new_line] - 2] = spaced[-1] = ord("\n")
    text: str = spaced.tobytes().decode("utf-32-le", "surrogatepass")
    return text


def terms(text: str) -> str:
    r"""Return what is indexed of a searchable text, parted by blanks: its pairs, the last of each run, its words.

    >>> terms(' 강남구 white house \n')
    '강남 남구 구 white house'
    """
    import numpy as np

    codes = np.frombuffer(f"{text}\n".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _kinds()[codes]
    is_paired = kinds == _PAIR
    starts = np.flatnonzero(is_paired[:-1] & is_paired[1:])
    pairs: Any = np.full((len(starts), 3), ord(" "), dtype="<u4")
    pairs[:, 0], pairs[:, 1] = codes[starts], codes[starts + 1]
    ends = np.flatnonzero(is_paired[:-1] & ~is_paired[1:])
    lasts: Any = np.full((len(ends), 2), ord(" "), dtype="<u4")
    lasts[:, 0] = codes[ends]
    plain: Any = np.where(kinds == _PLAIN, codes, ord(" "))
    words = " ".join(word[:MAX_TERM] for word in plain.tobytes().decode("utf-32-le").split())
    found = f"{(pairs.tobytes() + lasts.tobytes()).decode('utf-32-le')}{words}".rstrip()
    if len(text) <= MAX_TERMS:
        return found
    return " ".join(islice(dict.fromkeys(found.split()), MAX_TERMS))


@cache
def _kinds() -> Any:
    """Return for every code point whether it belongs to a unit and to which kind, as an array of small numbers."""
    import numpy as np

    every = np.arange(sys.maxunicode + 1, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    table: Any = np.zeros(len(every), dtype=np.uint8)
    for letters in _LETTERS.finditer(every):
        table[letters.start() : letters.end()] = _PLAIN
    for first, last in re.findall("(.)-(.)", _PAIRED):
        table[ord(first) : ord(last) + 1] = _PAIR
    return table


def lookups(unit: str) -> Iterator[str]:
    """Yield the terms that an article with this unit has; `강*` stands for all that begin so.

    >>> list(lookups("강남구")), list(lookups("강")), list(lookups("house"))
    (['강남', '남구'], ['강*'], ['house'])
    """
    if not is_paired(unit):
        yield unit[:MAX_TERM]
    elif len(unit) == 1:
        yield unit + "*"
    else:
        yield from map("".join, pairwise(unit))


def needle(words: list[str]) -> str:
    """Return what stands in the searchable text of an article that has these units one after the other.

    >>> needle(["white", "house"]), needle(["강남구청"]), needle(["5g", "망"])
    (' white house ', '강남구청', ' 5g 망')
    """
    first, last = (not is_paired(word) for word in (words[0], words[-1]))
    return f"{' ' if first else ''}{' '.join(words)}{' ' if last else ''}"
