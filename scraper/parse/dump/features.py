"""What the line model sees of each line of a dump: numbers only, from lengths, signs, places, gaps and repetition.

No word of any language and no count of words is among them, so nothing depends on spaces between words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from types import MappingProxyType

from scraper.model import Page, Role
from scraper.parse.containers import text_scale
from scraper.parse.features import SENTENCE, ending
from scraper.parse.furniture import Kinds

NAMES = (
    *(
        "size",
        "ending",
        "digits",
        "capitals",
        "signs",
        "sentences",
        "first",
        "bars",
        "colons",
        "quotes",
        "dated",
        "timed",
    ),
    *("address", "linked", "bullet", "indent", "indent_off", "gap", "gap_after", "gap_off", "cells", "level", "mark"),
    *("kind", "from_named", "to_named"),
    *("repeats", "copies_before", "in_title", "in_part", "title_in"),
    *("place", "line", "mass_before", "from_prose", "to_prose", "from_gap", "to_gap", "from_dated", "to_dated"),
    *("size_1", "size_2", "size_3", "size1", "size2", "size3", "ending_1", "ending1", "ending2", "bullet_1", "bullet1"),
    *("indent_1", "indent1", "capitals1", "dated_1", "dated1", "kind_1", "kind1"),
    *("near3", "near8", "near20", "before3", "after3", "before10", "after10", "most10"),
    *("indent_share", "run_before", "run_after", "items_before", "items_after"),
    *("in_wide", "to_wide", "past_wide", "in_narrow", "to_narrow", "past_narrow"),
    *("lines", "prose_share", "gap_share", "item_share"),
)

Row = tuple[float, ...]
Column = Sequence[float]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_TIME = re.compile(r"(?<!\d)[0-2]?\d[:h.][0-5]\d(?![\d%])")
_DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’»)]* (?=[^a-z])|[。！？।؟]")
_DATE_LINE = 60
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
_FAR = 40
_LONG, _PROSE = 150, 60
_MOST = 600
_WIDE, _NARROW = 45, 110
_SHORT = 60
_TITLE_LINES = 3
_LEAST_TITLE = 8
_BARS = re.compile(r"\s+[|·•»›>–—:-]+\s+|\s*[|｜]\s*|\s*::\s*|\s+[<«]\s+")


def line_rows(page: Page, kinds: Kinds) -> list[Row]:
    """Return one row of numbers, in the order of `NAMES`, for each line of a dump. Linear in the page."""
    return list(zip(*columns(page, kinds), strict=True))


def columns(page: Page, kinds: Kinds) -> list[Column]:
    texts = [block.text for block in page.blocks]
    lines = page.lines
    scale = text_scale(page.blocks)
    sizes = [len(text) * scale for text in texts]
    ends = [ending(text) for text in texts]
    links = [block.link_chars / len(block.text) for block in page.blocks]
    masses = [min(size, _MOST) * (1 - link) for size, link in zip(sizes, links)]
    prose = [
        (size >= _LONG or (size >= _PROSE and end == SENTENCE)) and link < 0.5
        for size, end, link in zip(sizes, ends, links)
    ]
    dated = [int(len(t) <= _DATE_LINE and bool(_YEAR.search(t)) and bool(_DAY.search(t))) for t in texts]
    timed = [int(bool(_TIME.search(t))) if len(t) <= _DATE_LINE else 0 for t in texts]
    gaps = [line.gap for line in lines]
    usual = _usual(gaps, prose)
    indents = [line.indent for line in lines]
    margin = _margin(indents, masses, prose)
    bullets = [_BULLETS.get(line.bullet, _OTHER_BULLET) for line in lines]
    codes = [_KINDS.get(kinds[n][0], _OTHER_KIND) for n in range(len(texts))]
    named = [0 < code for code in codes]
    n = len(texts)
    shape = [_shape(text) for text in texts]
    wide, narrow = _stretch(masses, ends, _WIDE), _stretch(masses, ends, _NARROW)
    by_indent = Counter()
    for indent, mass, is_prose in zip(indents, masses, prose):
        if is_prose:
            by_indent[indent] += mass
    total = sum(by_indent.values()) or 1.0
    sums = list(accumulate(masses, initial=0.0))
    whole = sums[-1] or 1.0
    short = [size < _SHORT and end != SENTENCE for size, end in zip(sizes, ends)]
    items = [bullet > 0 for bullet in bullets]
    counts = Counter(texts)
    copies, before = [], Counter()
    for text in texts:
        copies.append(before[text])
        before[text] += 1
    heads = texts[:_TITLE_LINES]
    parts = set()
    for number, text in enumerate(texts):
        if len(text) < 300:
            split = _BARS.split(text)
            if len(split) > 1:
                parts.update(part for part in split if len(part) >= _LEAST_TITLE)
    wides = [g > usual for g in gaps]
    return [
        sizes,
        ends,
        *map(list, zip(*shape)),
        dated,
        timed,
        [int("@" in t or "http" in t or "www." in t) for t in texts],
        links,
        bullets,
        indents,
        [max(-20, min(20, indent - margin)) for indent in indents],
        gaps,
        [*gaps[1:], 9],
        [max(-3, min(3, g - usual)) for g in gaps],
        [line.cells for line in lines],
        [line.level for line in lines],
        [_MARKS.get(line.mark, 0) for line in lines],
        codes,
        _since(named),
        _until(named),
        [counts[t] for t in texts],
        copies,
        [int(len(t) >= _LEAST_TITLE and any(t in head and t != head for head in heads)) for t in texts],
        [int(t in parts) for t in texts],
        [int(counts[texts[0]] > 1)] * n,
        [i / n for i in range(n)],
        list(range(n)),
        [s / whole for s in sums[:-1]],
        _since(prose),
        _until(prose),
        _since(wides),
        _until(wides),
        _since(dated),
        _until(dated),
        _shift(sizes, -1),
        _shift(sizes, -2),
        _shift(sizes, -3),
        _shift(sizes, 1),
        _shift(sizes, 2),
        _shift(sizes, 3),
        _shift(ends, -1),
        _shift(ends, 1),
        _shift(ends, 2),
        _shift(bullets, -1),
        _shift(bullets, 1),
        _shift([i - margin for i in indents], -1),
        _shift([i - margin for i in indents], 1),
        _shift([s[1] for s in shape], 1),
        _shift(dated, -1),
        _shift(dated, 1),
        _shift(codes, -1),
        _shift(codes, 1),
        _window(sums, 3, 3),
        _window(sums, 8, 8),
        _window(sums, 20, 20),
        _window(sums, 3, -1),
        _window(sums, -1, 3),
        _window(sums, 10, -1),
        _window(sums, -1, 10),
        _most(masses, 10),
        [by_indent[i] / total for i in indents],
        _run(short),
        _run(short[::-1])[::-1],
        _run(items),
        _run(items[::-1])[::-1],
        *_places(wide, n),
        *_places(narrow, n),
        [n] * n,
        [sum(m for m, p in zip(masses, prose) if p) / whole] * n,
        [sum(g > 0 for g in gaps) / n] * n,
        [sum(items) / n] * n,
    ]


def _shape(text: str) -> tuple[float, ...]:
    size = len(text)
    head = text[:400]
    length = len(head)
    digits = capitals = signs = 0
    for char in head:
        if char.isalpha():
            capitals += char.isupper()
        elif char.isdigit():
            digits += 1
        elif char != " ":
            signs += 1
    first = text[0]
    kind = 0 if first.isupper() else 1 if first.islower() else 2 if first.isalpha() else 3 if first.isdigit() else 4
    return (
        digits / length,
        capitals / length,
        signs / length,
        len(_SENTENCE_BREAK.findall(head)) * 100 / length,
        kind,
        sum(head.count(c) for c in "|›»>·•/"),
        head.count(":"),
        sum(head.count(c) for c in "\"“”„«»'‘’「」"),
    )


def _usual(gaps, prose):
    found = Counter(g for g, p in zip(gaps, prose) if p)
    total = found.total()
    return max((gap for gap, count in found.items() if 4 * count >= total), default=0)


def _margin(indents, masses, prose):
    found = Counter()
    for indent, mass, is_prose in zip(indents, masses, prose):
        if is_prose:
            found[indent] += mass
    return max(found, key=lambda i: (found[i], -i)) if found else 0


def _since(flags):
    out, last = [], _FAR
    for flag in flags:
        out.append(last)
        last = 0 if flag else min(_FAR, last + 1)
    return out


def _until(flags):
    return _since(flags[::-1])[::-1]


def _shift(values, by):
    n = len(values)
    if by < 0:
        return [*([-1] * min(n, -by)), *values[:by]][:n]
    return [*values[by:], *([-1] * min(n, by))][:n]


def _window(sums, before, after):
    """mean mass from `before` lines above to `after` below; -1 leaves the line itself out"""
    n = len(sums) - 1
    out = []
    for i in range(n):
        lo = max(0, i - before) if before >= 0 else i + 1
        hi = min(n, i + after + 1) if after >= 0 else i
        width = (before if before >= 0 else -1) + (after if after >= 0 else -1) + 1
        out.append((sums[hi] - sums[lo]) / width if hi > lo else 0.0)
    return out


def _most(masses, reach):
    n = len(masses)
    return [max(masses[max(0, i - reach) : i + reach + 1]) for i in range(n)]


def _run(flags):
    out, run = [], 0
    for flag in flags:
        run = run + 1 if flag else 0
        out.append(min(run, _FAR))
    return out


def _stretch(masses, ends, cost):
    """the run of lines with the most mass above `cost` a line"""
    best, low, high = 0.0, 0, 0
    run, start = 0.0, 0
    for i, (mass, end) in enumerate(zip(masses, ends)):
        run += mass - cost + (cost / 2 if end == SENTENCE else 0)
        if run > best:
            best, low, high = run, start, i + 1
        if run <= 0:
            run, start = 0.0, i + 1
    return low, high


def _places(stretch, n):
    low, high = stretch
    return (
        [int(low <= i < high) for i in range(n)],
        [max(-_FAR, min(_FAR, i - low)) for i in range(n)],
        [max(-_FAR, min(_FAR, i - high)) for i in range(n)],
    )
