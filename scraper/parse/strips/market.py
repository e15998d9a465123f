"""Page in, its market and exchange strips out, as data: short items of one shape, outside the article.

The shape decides, in any language and script: a label, a figure with a decimal, currency or percent sign, perhaps a
unit and a change. Tables, scores and prices inside an article are none, and neither are dates and times.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.model import Block, Evidence, Finding, Page, Strip, missing
from scraper.parse.strips.number import decimal_sign, is_number, value_of

_MINIMUM = 3
# Label, figure and change in cells of their own, three times.
_SPREAD = 3 * _MINIMUM
_ITEM = 60
_LINE = 300
_HEAD = 60
_LABEL = 20
# In a margin stand price lists, rankings and ratings too, with longer labels: measured on the training pages.
_MARGIN_LABEL = 12
_PROSE = 80
_TITLE = 15
_MARGINS = frozenset({"header", "nav", "aside"})

_SIGNS = "$€£¥₺₩₹฿₫₽₴₦₪﷼%"
# What makes a number a figure: a part behind a sign, or a currency or percent sign beside it.
_FIGURE = re.compile(rf"(?:[{_SIGNS}]\s?[-+−]?)?[-+−]?\d+(?:[.,٫٬'’\u00a0\u202f]\d+)*(?:\s?[{_SIGNS}](?!\d))?")
_DIGITS = re.compile(r"[-+−]?\d+(?:[.,٫٬'’\u00a0\u202f]\d+)*")
# One class in front, for the search for a class is the fast one.
_CANDIDATE = re.compile(
    rf"[.,٫{_SIGNS}](?:(?<=\d[.,٫])(?=\d)|(?<=[{_SIGNS}])\s?\d|(?<=\d[{_SIGNS}])|(?<=\d\s[{_SIGNS}]))"
)
_TAIL = re.compile(
    r"\s*(?P<unit>[^\W\d_]{1,6}\.?)?(?:\s*(?:[(▲▼△▽↑↓+\-–−%]|[\d.,٫٬]+\s?%)[\s%()▲▼△▽↑↓+\-–−\d.,٫٬]*)?\s*"
)
_CHANGE = re.compile(r"[(▲▼△▽↑↓+\-–−%\s]*[\d.,٫٬]+\s*%?\)?")
_BARS = re.compile(r"\s+[/|•·]\s+|\n|\s*[|•]\s*")
# Without a bar an item ends at its figure, and has no unit in letters.
_BLANKS = re.compile(r"(?<=[\d%)€₺₩])\s+(?=[^\W\d_])")
_CLOCK = re.compile(r"[012]?\d[.][0-5]\d")


class _Item(NamedTuple):
    """One item as printed; `number` is the digits and signs of its figure."""

    label: str
    number: str
    unit: str | None
    raw: str


class _Run(NamedTuple):
    """Items that stand together, and the blocks they stand in."""

    items: tuple[_Item, ...]
    blocks: range


def find_strips(page: Page, *, taken: frozenset[int] = frozenset()) -> Finding[tuple[Strip, ...]]:
    """Return the items of every strip above the article or in the page's margins, in order; `taken` blocks are none.

    A value is `None` where its sign may part thousands or decimals and no other item of the strip tells which.
    """
    figures = _figures(page.blocks, taken)
    opening = next((block.number for block in page.blocks if _opens_article(block)), len(page.blocks)) if figures else 0
    last = _last_outside(page, figures, opening)
    runs = [run for run in _runs(page.blocks, figures, last) if _is_outside(page, run, opening)]
    if not runs:
        return Finding(None, missing("no run of labels and figures outside the text"))
    strips = tuple(strip for run in runs for strip in _values(run.items))
    blocks = tuple(number for run in runs for number in run.blocks)
    reason = f"{len(strips)} labels with figures outside the text"
    return Finding(strips, Evidence("shape", 0.7, raw=strips[0].raw, reason=reason), blocks)


def _figures(blocks: tuple[Block, ...], taken: frozenset[int]) -> list[int]:
    """Return the short blocks with a figure, and the lines in the page's head with three."""
    # The signs first: looking for them costs a tenth of the pattern.
    figures = [
        number
        for number, text, _, _, _, _ in blocks
        if len(text) <= _ITEM
        and ("." in text or "," in text or "%" in text or "€" in text or "$" in text or "٫" in text or "₺" in text)
        and _CANDIDATE.search(text)
    ]
    lines = [
        block.number
        for block in blocks[:_HEAD]
        if _ITEM < len(block.text) <= _LINE and len(_CANDIDATE.findall(block.text)) >= _MINIMUM
    ]
    return sorted(number for number in (*figures, *lines) if number not in taken)


def _last_outside(page: Page, figures: list[int], opening: int) -> int:
    """Return the last of the figures whose run may stand outside the article: before its opening, or in a margin."""
    outside = (
        number
        for number in reversed(figures)
        if number <= opening + 1 or _is_in_margin(page, number) or _is_in_margin(page, number - 1)
    )
    return next(outside, -1)


def _runs(blocks: tuple[Block, ...], figures: list[int], last: int) -> list[_Run]:
    """Return the runs of three or more items, each begun by a block with a figure or by the label before it.

    No run begins behind the figure `last`.
    """
    runs: list[_Run] = []
    end = 0
    for place, number in enumerate(figures):
        if number > last:
            break
        if number < end or not _is_dense(blocks, figures, place):
            continue
        first = number - 1 if number > end and _is_label(blocks[number - 1].text) else number
        run = _run(blocks, first) or _run(blocks, number)
        if run is not None:
            runs.append(run)
            end = run.blocks.stop
    return runs


def _is_dense(blocks: tuple[Block, ...], figures: list[int], place: int) -> bool:
    """Return whether three items can begin here: three figures close by, or in one line."""
    number = figures[place]
    third = place + _MINIMUM - 1
    if third < len(figures) and figures[third] - number <= _SPREAD:
        return True
    return len(_CANDIDATE.findall(blocks[number].text)) >= _MINIMUM


def _run(blocks: tuple[Block, ...], first: int) -> _Run | None:
    items: list[_Item] = []
    number = first
    while number < len(blocks):
        text = blocks[number].text
        found = _items(text)
        if found:
            items += found
            number += 1
        elif number + 1 < len(blocks) and _is_label(text) and (pair := _pair(text, blocks[number + 1].text)):
            items.append(pair)
            number += 2
        elif items and _CHANGE.fullmatch(text):
            number += 1
        else:
            break
    run = _Run(tuple(items), range(first, number))
    return run if _is_sound(run) else None


def _is_sound(run: _Run) -> bool:
    """Return whether the items are three different ones, and not all of them times of day or mere changes."""
    numbers = [item.number for item in run.items]
    return (
        len({item.label for item in run.items}) == len(numbers) >= _MINIMUM
        and not all(map(_CLOCK.fullmatch, numbers))
        and not all(number[0] in "+-−" for number in numbers)
    )


def _items(text: str) -> list[_Item]:
    """Return the items of a block that holds nothing else."""
    if len(text) > _LINE:
        return []
    whole = _item(text)
    if whole:
        return [whole]
    between = _BARS if _BARS.search(text) else _BLANKS
    found = [_item(piece) for piece in between.split(text) if piece.strip()]
    return [item for item in found if item] if all(found) else []


def _item(text: str) -> _Item | None:
    """Return the label and the first figure of a text that has nothing more, but a unit and changes.

    >>> _item("IBEX 35 10.854,40 +0,8%")[:3], _item("ดอลลาร์ 36.45 บาท")[:3], _item("댓글 12"), _item("2024.04.30 (화)")
    (('IBEX 35', '10.854,40', None), ('ดอลลาร์', '36.45', 'บาท'), None, None)
    """
    if len(text) > _ITEM:
        return None
    for figure in _FIGURE.finditer(text):
        printed = _DIGITS.search(figure.group())
        if printed is None or (printed.group() == figure.group() and printed.group().lstrip("+-−").isdigit()):
            continue
        label, tail = text[: figure.start()].strip(" :=-–"), _TAIL.fullmatch(text, figure.end())
        if not tail or not _is_label(label) or not is_number(printed.group()):
            return None
        signs = figure.group().replace(printed.group(), "").strip(" -+−")
        return _Item(label, printed.group(), signs or tail["unit"], text)
    return None


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LABEL and text[0].isalpha() and "\n" not in text and not _CANDIDATE.search(text)


def _pair(label: str, figure: str) -> _Item | None:
    """Return the item whose label and figure stand in blocks of their own."""
    return _item(f"{label.rstrip(' :')} {figure}") if figure and not figure[0].isalpha() else None


def _is_outside(page: Page, run: _Run, opening: int) -> bool:
    """Return whether the run stands above the headline and the text, or in a margin of the page."""
    first, end = run.blocks.start, run.blocks.stop
    if first <= opening:
        return any(map(_opens_article, page.blocks[end:]))
    if any(len(item.label) > _MARGIN_LABEL for item in run.items) or all(_is_count(item.number) for item in run.items):
        return False
    return _is_in_margin(page, first)


def _is_in_margin(page: Page, number: int) -> bool:
    element = page.blocks[number].element
    while 0 <= element < len(page.elements):
        if page.elements[element].tag in _MARGINS:
            return True
        element = page.elements[element].parent
    return False


def _is_count(number: str) -> bool:
    """Return whether a number may be a count with its thousands parted."""
    return value_of(number, None) is None


def _opens_article(block: Block) -> bool:
    text = block.text
    is_prose = len(text) >= _PROSE and 2 * block.link_chars < len(text)
    return is_prose or (block.tag == "h1" and len(text) >= _TITLE)


def _values(items: tuple[_Item, ...]) -> list[Strip]:
    sign = decimal_sign(item.number for item in items)
    return [Strip(item.label, value_of(item.number, sign), item.unit, item.raw) for item in items]
