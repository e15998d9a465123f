"""Body block numbers in, typed body blocks out: paragraph, heading, list, quote, table, code, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from scraper.model import Block, BodyBlock, Element, Page
from scraper.page.tags import HEADINGS

_LISTS = frozenset({"ul", "ol", "dl", "menu"})
_PARTS = frozenset({"li", "dt", "dd", "td", "th"})
_BOUNDS = frozenset({"article", "main", "body"})
_NO_ELEMENT = -1


class _Place(NamedTuple):
    """What surrounds a block: the kind of body block it belongs to, the element that bounds it, and the part in it."""

    kind: str
    whole: int
    part: int


def type_blocks(page: Page, numbers: Sequence[int], texts: Sequence[str]) -> tuple[BodyBlock, ...]:
    """Return the body made of blocks `numbers`; `texts` are their texts as they go into the record.

    Neighbouring items of one list and neighbouring cells of one table make one body block.
    """
    placed = [
        (_place(page, page.blocks[number]), page.blocks[number], text)
        for number, text in zip(numbers, texts, strict=True)
    ]
    body: list[BodyBlock] = []
    for (kind, whole), group in groupby(placed, key=lambda item: (item[0].kind, item[0].whole)):
        members = list(group)
        if kind == "list":
            body.append(_list_block([(place.part, text) for place, _, text in members]))
        elif kind == "table" and whole != _NO_ELEMENT:
            body.extend(_table_blocks(page.elements, [(place.part, text) for place, _, text in members]))
        elif kind == "code":
            body.append(BodyBlock("code", "\n".join(text for _, _, text in members)))
        else:
            body.extend(_single(kind, block, text) for _, block, text in members)
    return tuple(body)


def _single(kind: str, block: Block, text: str) -> BodyBlock:
    return BodyBlock(kind, text, level=int(block.tag[1]) if kind == "heading" else None)


def _list_block(parts: Sequence[tuple[int, str]]) -> BodyBlock:
    items = tuple(" ".join(text for _, text in group) for _, group in groupby(parts, key=lambda part: part[0]))
    return BodyBlock("list", "\n".join(items), items=items)


def _table_blocks(elements: Sequence[Element], parts: Sequence[tuple[int, str]]) -> list[BodyBlock]:
    """Return one table; a layout table, whose every row has one cell, is paragraphs."""
    cells = [
        (elements[cell].parent, " ".join(text for _, text in group))
        for cell, group in groupby(parts, key=lambda part: part[0])
    ]
    rows = tuple(tuple(text for _, text in group) for _, group in groupby(cells, key=lambda cell: cell[0]))
    if all(len(row) == 1 for row in rows):
        return [BodyBlock("paragraph", text) for _, text in parts]
    return [BodyBlock("table", "\n".join(" | ".join(row) for row in rows), rows=rows)]


def _place(page: Page, block: Block) -> _Place:
    tag = block.tag
    if tag in HEADINGS:
        return _Place("heading", _NO_ELEMENT, block.number)
    if tag == "pre":
        return _Place("code", block.element, block.number)
    around = _place_around(page.elements, block)
    if around is None and tag == "li":
        return _Place("list", _NO_ELEMENT, block.number)
    return around or _Place("paragraph", _NO_ELEMENT, block.number)


def _place_around(elements: Sequence[Element], block: Block) -> _Place | None:
    """Return the quote, list or table around a block. Six levels reach from a paragraph in a cell to its table."""
    number, part = block.element, _NO_ELEMENT
    for _ in range(6):
        if number < 0 or elements[number].tag in _BOUNDS:
            return None
        name = elements[number].tag
        if name == "blockquote":
            return _Place("quote", _NO_ELEMENT, block.number)
        if part == _NO_ELEMENT:
            part = number if name in _PARTS else part
        elif name in _LISTS:
            return _Place("list", number, part)
        elif name == "table":
            return _Place("table", number, part)
        number = elements[number].parent
    return None
