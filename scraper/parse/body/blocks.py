"""Body block numbers in, typed body blocks out: paragraph, heading, list, quote, table, code, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, takewhile
from operator import itemgetter

from scraper.model import Block, BodyBlock, Element, Page, Span
from scraper.page import find_spans
from scraper.page.markup import HEADINGS

_LISTS = frozenset({"ul", "ol", "dl", "menu"})
_PARTS = frozenset({"li", "dt", "dd", "td", "th"})
_BOUNDS = frozenset({"article", "main", "body"})
# What tells by itself what it is, wherever it stands.
_ENDS = _PARTS | _BOUNDS | {"blockquote"}
_CELLS = frozenset({"td", "th"})
_NO_ELEMENT = -1
# A cell with more letters, lists and all, is a part of a layout.
_LONGEST_CELL = 300


# A text and the links and the emphasis in it.
_Text = tuple[str, tuple[Span, ...]]
# The kind of body block that a block belongs to, the element that bounds it, and the part of it that the block is in.
_Place = tuple[str, int, int]
# The same with the block's number and text.
_Placed = tuple[str, int, int, int, _Text]
_HEADING: _Place = ("heading", _NO_ELEMENT, _NO_ELEMENT)
_QUOTE: _Place = ("quote", _NO_ELEMENT, _NO_ELEMENT)
_PARAGRAPH: _Place = ("paragraph", _NO_ELEMENT, _NO_ELEMENT)


def type_blocks(page: Page, numbers: Sequence[int], texts: Sequence[str]) -> tuple[BodyBlock, ...]:
    """Return the body made of blocks `numbers`; `texts` are their texts as they go into the record.

    Neighbouring items of one list and neighbouring cells of one table make one body block.
    """
    place = _Places(page.elements).place
    blocks = page.blocks
    marked = zip(texts, find_spans(page, numbers, texts), strict=True)
    placed = [(*place(blocks[number]), number, text) for number, text in zip(numbers, marked, strict=True)]
    if any(kind == "list" for kind, *_ in placed) and any(element.tag == "table" for element in page.elements):
        placed = _with_lists_in_cells(page.elements, placed)
    body: list[BodyBlock] = []
    for (kind, _), group in groupby(placed, key=itemgetter(0, 1)):
        if kind == "list":
            body.append(_list_block([(part, text) for _, _, part, _, text in group]))
        elif kind == "table":
            body += _table_blocks(page.elements, [(part, text) for _, _, part, _, text in group])
        elif kind == "code":
            body.append(BodyBlock(kind, "\n".join([text for _, _, _, _, (text, _) in group])))
        elif kind == "heading":
            for _, _, _, number, marked_text in group:
                text, spans = _without_tools(*marked_text)
                # That a heading stands out need not be said.
                kept = tuple(one for one in spans if one.href or one.end - one.start < len(text)) if spans else ()
                body.append(BodyBlock(kind, text, level=int(blocks[number].tag[1]), spans=kept))
        else:
            body += [BodyBlock(kind, text, spans=spans) for _, _, _, _, (text, spans) in group]
    return tuple(body)


def _without_tools(text: str, spans: tuple[Span, ...]) -> _Text:
    """Return a heading without the links in brackets behind it, to edit it or to a note, and what is marked in it."""
    start = text.rfind("[")
    if start < 1 or not text.endswith("]"):
        return text, spans
    links = [span for span in spans if span.href and span.end > start]
    if not links or links[0].start < start or sum(span.end - span.start for span in links) * 2 < len(text) - start:
        return text, spans
    head = text[:start].rstrip()
    return head, tuple(span for span in spans if span.end <= len(head))


def _join(separator: str, texts: Sequence[_Text]) -> _Text:
    """Return the texts as one, what is marked in them at its new place."""
    spans, place = [], 0
    for text, own in texts:
        spans += [Span(one.start + place, one.end + place, one.kind, one.href) for one in own]
        place += len(text) + len(separator)
    return separator.join([text for text, _ in texts]), tuple(spans)


def _list_block(parts: Sequence[tuple[int, _Text]]) -> BodyBlock:
    items = [_join(" ", [text for _, text in group]) for _, group in groupby(parts, key=itemgetter(0))]
    text, spans = _join("\n", items)
    return BodyBlock("list", text, items=tuple(item for item, _ in items), spans=spans)


def _table_blocks(elements: Sequence[Element], parts: Sequence[tuple[int, _Text]]) -> list[BodyBlock]:
    """Return one table; a layout table, whose every row has one cell, is paragraphs."""
    cells = {cell: _join(" ", [text for _, text in group]) for cell, group in groupby(parts, key=itemgetter(0))}
    by_row = [(row, list(group)) for row, group in groupby(cells, key=lambda cell: elements[cell].parent)]
    if all(len(group) == 1 for _, group in by_row):
        return [BodyBlock("paragraph", text, spans=spans) for _, (text, spans) in parts]
    rows = [[cells.get(cell, ("", ())) for cell in _cells_of(elements, row) or group] for row, group in by_row]
    text, spans = _join("\n", [_join(" | ", row) for row in rows])
    return [BodyBlock("table", text, rows=tuple(tuple(cell for cell, _ in row) for row in rows), spans=spans)]


def _cells_of(elements: Sequence[Element], row: int) -> list[int]:
    """Return the cells of a row, the empty ones as well, so that columns stay columns."""
    if row < 0 or elements[row].tag != "tr":
        return []
    inside = takewhile(lambda number: elements[number].depth > elements[row].depth, range(row + 1, len(elements)))
    return [number for number in inside if elements[number].parent == row and elements[number].tag in _CELLS]


def _with_lists_in_cells(elements: Sequence[Element], placed: list[_Placed]) -> list[_Placed]:
    """Return the places with short lists in the cells of a table as parts of it, if it is more than a layout."""
    cells: dict[int, int] = {}
    lengths: Counter[int] = Counter()
    for kind, bound, part, number, (text, _) in placed:
        cell = _cell_around(elements, bound) if kind == "list" else part if kind == "table" else _NO_ELEMENT
        if cell != _NO_ELEMENT:
            cells[number] = cell
            lengths[cell] += len(text)
    rows = Counter(elements[cell].parent for cell in lengths)
    return [
        ("table", _table_around(elements, cells[number]), cells[number], number, text)
        if kind == "list"
        and number in cells
        and rows[elements[cells[number]].parent] > 1
        and lengths[cells[number]] <= _LONGEST_CELL
        else (kind, bound, part, number, text)
        for kind, bound, part, number, text in placed
    ]


def _cell_around(elements: Sequence[Element], number: int) -> int:
    """Return the cell that a list stands in, with one element between them at most."""
    for _ in range(3):
        if number < 0 or elements[number].tag in _CELLS:
            break
        number = elements[number].parent
    return number if number >= 0 and elements[number].tag in _CELLS else _NO_ELEMENT


def _table_around(elements: Sequence[Element], number: int) -> int:
    while number >= 0 and elements[number].tag != "table":
        number = elements[number].parent
    return number


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
