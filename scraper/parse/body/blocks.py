"""Body block numbers in, typed body blocks out: paragraph, heading, list, quote, table, code, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from scraper.model import Block, BodyBlock, Element, Page
from scraper.page.markup import HEADINGS

_LISTS = frozenset({"ul", "ol", "dl", "menu"})
_PARTS = frozenset({"li", "dt", "dd", "td", "th"})
_BOUNDS = frozenset({"article", "main", "body"})
# What tells by itself what it is, wherever it stands.
_ENDS = _PARTS | _BOUNDS | {"blockquote"}
_NO_ELEMENT = -1


# The kind of body block that a block belongs to, the element that bounds it, and the part of it that the block is in.
_Place = tuple[str, int, int]
_HEADING: _Place = ("heading", _NO_ELEMENT, _NO_ELEMENT)
_QUOTE: _Place = ("quote", _NO_ELEMENT, _NO_ELEMENT)
_PARAGRAPH: _Place = ("paragraph", _NO_ELEMENT, _NO_ELEMENT)


def type_blocks(page: Page, numbers: Sequence[int], texts: Sequence[str]) -> tuple[BodyBlock, ...]:
    """Return the body made of blocks `numbers`; `texts` are their texts as they go into the record.

    Neighbouring items of one list and neighbouring cells of one table make one body block.
    """
    place = _Places(page.elements).place
    blocks = page.blocks
    placed = [(*place(blocks[number]), number, text) for number, text in zip(numbers, texts, strict=True)]
    body: list[BodyBlock] = []
    for (kind, _), group in groupby(placed, key=itemgetter(0, 1)):
        if kind == "list":
            body.append(_list_block([(part, text) for _, _, part, _, text in group]))
        elif kind == "table":
            body += _table_blocks(page.elements, [(part, text) for _, _, part, _, text in group])
        elif kind == "code":
            body.append(BodyBlock(kind, "\n".join([text for _, _, _, _, text in group])))
        elif kind == "heading":
            body += [BodyBlock(kind, text, level=int(blocks[number].tag[1])) for _, _, _, number, text in group]
        else:
            body += [BodyBlock(kind, text) for _, _, _, _, text in group]
    return tuple(body)


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


class _Places:
    """Finds the places of blocks; what most share, the element around a paragraph, is looked at once."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements
        self._around: dict[int, _Place | None] = {}

    def place(self, block: Block) -> _Place:
        """Return the place of a body block."""
        number, _, tag, element, _, _ = block
        if tag in HEADINGS:
            return _HEADING
        if tag == "pre":
            return "code", element, _NO_ELEMENT
        around = self._find(element)
        if around is None and tag == "li":
            return "list", _NO_ELEMENT, number
        return around or _PARAGRAPH

    def _find(self, element: int) -> _Place | None:
        """Return the quote, list or table around. Six levels reach from a paragraph in a cell to its table."""
        elements = self._elements
        if element < 0 or elements[element].tag in _ENDS:
            return self._climb(element, 6)
        parent = elements[element].parent
        if parent not in self._around:
            self._around[parent] = self._climb(parent, 5)
        return self._around[parent]

    def _climb(self, number: int, levels: int) -> _Place | None:
        part = _NO_ELEMENT
        for _ in range(levels):
            if number < 0:
                return None
            parent, name, _, _, _ = self._elements[number]
            if name in _BOUNDS:
                return None
            if name == "blockquote":
                return _QUOTE
            if part == _NO_ELEMENT:
                part = number if name in _PARTS else part
            elif name in _LISTS:
                return "list", number, part
            elif name == "table":
                return "table", number, part
            number = parent
        return None
