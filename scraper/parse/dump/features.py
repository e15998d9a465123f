"""What the line models see of each line of a dump: numbers only, from lengths, signs, places, gaps and repetition.

No word of any language and no count of words is among them, so nothing depends on spaces between words.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from types import MappingProxyType

from scraper.model import Role
from scraper.parse.boilerplate import Kinds
from scraper.parse.dump.lines import (
    FAR,
    Column,
    Text,
    best_run,
    margin_of,
    run_lengths,
    shifted,
    since,
    until,
    usual_gap,
    window,
)
from scraper.parse.texts import SENTENCE

NAMES = (
    *("size", "ending", "digits", "capitals", "signs", "sentences", "first", "bars", "quotes", "dated", "address"),
    *("bullet", "indent", "indent_off", "gap", "gap_after", "gap_off", "cells", "mark"),
    *("kind", "from_named", "to_named", "repeats", "in_title", "in_part"),
    *("place", "line", "mass_before", "from_prose", "to_prose", "from_gap", "to_gap", "from_dated", "to_dated"),
    *("size_1", "size_2", "size1", "size2", "ending_1", "ending1", "indent_1", "indent1", "capitals1", "dated1"),
    *("near3", "near8", "near20", "before3", "after3", "before10", "after10", "most10"),
    *("indent_share", "run_before", "items_before"),
    *("in_wide", "to_wide", "past_wide", "in_narrow", "to_narrow", "past_narrow"),
    *("lines", "prose_share", "gap_share", "item_share"),
)

Row = tuple[float, ...]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’»)]* (?=[^a-z])|[。！？।؟]")
_BARS = re.compile(r"\s+[|·•»›>–—:-]+\s+|\s*[|｜]\s*|\s*::\s*|\s+[<«]\s+")
# Any of the signs that bars are made of: looking for one is by far cheaper.
_BAR = re.compile(r"[|·•»›>–—:<«｜-]")
_DATE_LINE = 60
_ASCII = (string.ascii_letters.encode(), string.ascii_uppercase.encode(), string.digits.encode())
_ONLY_ASCII = re.compile("[\0-\x7f]+")
# Upper case and no letters: Roman numerals, letters in circles and squares.
_NO_LETTERS = re.compile("[\u2160-\u216f\u24b6-\u24cf\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
_BULLETS = MappingProxyType({"": 0, "1": 1, "-": 2, "*": 3, "•": 3, "+": 4, "o": 5, "#": 6, "@": 6, "·": 7})
_OTHER_BULLET = 8
_MARKS = MappingProxyType({"": 0, "button": 1, "image": 2, "field": 3, "link": 4})
_KINDS = MappingProxyType(
    {
        Role.OTHER: 0, Role.NAVIGATION: 1, Role.RELATED: 2, Role.SHARE: 3, Role.COMMENTS: 4, Role.SUBSCRIPTION: 5,
        Role.ADVERT: 6, Role.COPYRIGHT: 7, Role.BYLINE: 8, Role.FOOTER: 9,
    }
)  # fmt: skip
_OTHER_KIND = 10
_UPPER, _LOWER, _LETTER, _DIGIT, _SIGN = range(5)
# Indents off the margin and gaps off the usual one are counted up to these.
_FAR_IN, _FAR_APART = 20, 3
_LAST_GAP = 9
_SHORT = 60
_HEAD = 400
# What a line costs in the run of lines with the most text: the cheaper, the wider the run.
_WIDE, _NARROW = 45, 110
_TITLE_LINES, _LEAST_TITLE, _MOST_TITLE = 3, 8, 300


def line_rows(text: Text, kinds: Kinds) -> list[Row]:
    """Return one row of numbers for each line, in the order of `NAMES`; `kinds` are those of boilerplate.

    Linear in the text.
    """
    if not text.texts:
        return []
    shapes = [_shape(one) for one in text.texts]
    dated = [int(shape[0] > 0 and _is_dated(one)) for one, shape in zip(text.texts, shapes, strict=True)]
    columns = (
        text.sizes,
        text.ends,
        *zip(*shapes, strict=True),
        dated,
        [int("@" in one or "http" in one or "www." in one) for one in text.texts],
        *_standing_columns(text),
        *_kind_columns(text, kinds),
        *_repetition_columns(text),
        *_place_columns(text, dated),
        *_neighbour_columns(text, [shape[1] for shape in shapes], dated),
        *_density_columns(text),
        *_run_columns(text),
        *_stretch_columns(text),
        *_whole_columns(text),
    )
    return list(zip(*columns, strict=True))


def _shape(text: str) -> tuple[float, ...]:
    """Return shares of digits, capitals and signs, sentences in 100 characters, the first character, bars, quotes."""
    head = text[:_HEAD]
    size = len(head)
    letters, capitals, digits = _counts(head)
    signs = size - letters - digits - head.count(" ")
    first = text[0]
    kind = _UPPER if first.isupper() else _LOWER if first.islower() else _LETTER if first.isalpha() else _SIGN
    return (
        digits / size,
        capitals / size,
        signs / size,
        len(_SENTENCE_BREAK.findall(head)) * 100 / size,
        _DIGIT if first.isdigit() else kind,
        sum(map(head.count, "|›»>·•/")),
        sum(map(head.count, "\"“”„«»'‘’「」")),
    )


def _counts(text: str) -> tuple[int, int, int]:
    """Return the numbers of letters, of capitals among them, and of digits; those of ASCII by one step for all."""
    raw = text.encode("ascii", "ignore")
    letters, capitals, digits = (len(raw) - len(raw.translate(None, chars)) for chars in _ASCII)
    if len(raw) < len(text):
        rest = _ONLY_ASCII.sub("", text)
        letters += sum(map(str.isalpha, rest))
        capitals += sum(map(str.isupper, rest)) - len(_NO_LETTERS.findall(rest))
        digits += sum(map(str.isdigit, rest))
    return letters, capitals, digits


def _is_dated(text: str) -> bool:
    return len(text) <= _DATE_LINE and _YEAR.search(text) is not None and _DAY.search(text) is not None


def _standing_columns(text: Text) -> tuple[Column, ...]:
    lines, margin, usual = text.lines, margin_of(text), usual_gap(text)
    gaps = [line.gap for line in lines]
    return (
        [_BULLETS.get(line.bullet, _OTHER_BULLET) for line in lines],
        [line.indent for line in lines],
        [max(-_FAR_IN, min(_FAR_IN, line.indent - margin)) for line in lines],
        gaps,
        [*gaps[1:], _LAST_GAP],
        [max(-_FAR_APART, min(_FAR_APART, gap - usual)) for gap in gaps],
        [line.cells for line in lines],
        [_MARKS[line.mark] for line in lines],
    )


def _kind_columns(text: Text, kinds: Kinds) -> tuple[Column, ...]:
    codes = [_KINDS.get(kinds[number][0], _OTHER_KIND) for number in text.numbers]
    named = [code > 0 for code in codes]
    return codes, since(named), until(named)


def _repetition_columns(text: Text) -> tuple[Column, ...]:
    """Return how often each text stands there, whether one of the first lines holds it, whether bars part it off."""
    texts = text.texts
    counts = Counter(texts)
    heads = texts[:_TITLE_LINES]
    parts: set[str] = set()
    for one in texts:
        if len(one) < _MOST_TITLE and _BAR.search(one) and len(split := _BARS.split(one)) > 1:
            parts.update(split)
    return (
        [counts[one] for one in texts],
        [int(len(one) >= _LEAST_TITLE and any(one in head and one != head for head in heads)) for one in texts],
        [int(len(one) >= _LEAST_TITLE and one in parts) for one in texts],
    )


def _place_columns(text: Text, dated: Sequence[int]) -> tuple[Column, ...]:
    count = len(text.texts)
    sums = list(accumulate(text.masses, initial=0.0))
    usual = usual_gap(text)
    wide = [line.gap > usual for line in text.lines]
    return (
        [place / count for place in range(count)],
        range(count),
        [mass / (sums[-1] or 1.0) for mass in sums[:-1]],
        since(text.prose),
        until(text.prose),
        since(wide),
        until(wide),
        since(dated),
        until(dated),
    )


def _neighbour_columns(text: Text, capitals: Column, dated: Column) -> tuple[Column, ...]:
    margin = margin_of(text)
    off = [line.indent - margin for line in text.lines]
    sizes, ends = text.sizes, text.ends
    return (
        *(shifted(sizes, by) for by in (-1, -2, 1, 2)),
        *(shifted(ends, by) for by in (-1, 1)),
        *(shifted(off, by) for by in (-1, 1)),
        shifted(capitals, 1),
        shifted(dated, 1),
    )


def _density_columns(text: Text) -> tuple[Column, ...]:
    """Return the mean text of the lines around, before and after each, and the most that one near it has."""
    sums = list(accumulate(text.masses, initial=0.0))
    masses, count = text.masses, len(text.masses)
    around = ((-3, 4), (-8, 9), (-20, 21), (-3, 0), (1, 4), (-10, 0), (1, 11))
    return (
        *(window(sums, low, high) for low, high in around),
        [max(masses[max(0, place - 10) : place + 11]) for place in range(count)],
    )


def _run_columns(text: Text) -> tuple[Column, ...]:
    by_indent: Counter[int] = Counter()
    for line, mass, is_prose in zip(text.lines, text.masses, text.prose, strict=True):
        if is_prose:
            by_indent[line.indent] += int(mass)
    total = by_indent.total() or 1
    short = [size < _SHORT and end != SENTENCE for size, end in zip(text.sizes, text.ends, strict=True)]
    return (
        [by_indent[line.indent] / total for line in text.lines],
        run_lengths(short),
        run_lengths([bool(line.bullet) for line in text.lines]),
    )


def _stretch_columns(text: Text) -> tuple[Column, ...]:
    """Return where each line stands to the run of lines with the most text, a wide one and a narrow one."""
    columns: list[Column] = []
    for cost in (_WIDE, _NARROW):
        gains = [
            mass - (cost / 2 if end == SENTENCE else cost) for mass, end in zip(text.masses, text.ends, strict=True)
        ]
        low, high = best_run(gains)
        count = len(gains)
        columns += [
            [0] * low + [1] * (high - low) + [0] * (count - high),
            _away(count, low),
            _away(count, high),
        ]
    return tuple(columns)


def _away(count: int, place: int) -> list[int]:
    """Return how far each of `count` lines stands from the one at `place`, at most `FAR` before it and behind it."""
    before, behind = place - FAR, max(0, count - place - FAR)
    return ([-FAR] * before + [*range(max(-FAR, -place), FAR)] + [FAR] * behind)[:count]


def _whole_columns(text: Text) -> tuple[Column, ...]:
    count, whole = len(text.texts), sum(text.masses) or 1.0
    prose = sum(mass for mass, is_prose in zip(text.masses, text.prose, strict=True) if is_prose)
    shares = (
        count,
        prose / whole,
        sum(line.gap > 0 for line in text.lines) / count,
        sum(bool(line.bullet) for line in text.lines) / count,
    )
    return tuple([share] * count for share in shares)
