"""The chosen body in, the same without articles beside the headline's own and with its tables whole out.

The model judges block by block: a table's cells are too short to be told alone, and another story's paragraphs read
like this one's. Their elements tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scraper.model import Page
from scraper.page.markup import HEADINGS
from scraper.parse.boilerplate import BoilerplateKinds

_ARTICLES = frozenset({"article"})
_TABLES = frozenset({"table"})
_CELLS = frozenset({"td", "th"})
_LINK = 0.8
# An article with less text of its own beside the headline may go on in the next `<article>`.
_ARTICLE = 300
# A table of figures has so many cells at least, of so many letters at most in the middle and in the longest.
_FEWEST_CELLS, _MEAN_CELL, _LONGEST_CELL = 4, 60, 300


def without_other_articles(
    page: Page, numbers: tuple[int, ...], *, headline: int | None, scale: float
) -> tuple[int, ...]:
    """Return the blocks without those of another `<article>` than the headline's, if that one has a text.

    Another article is one with a heading that is a link, or with a time or a name of its own; parts of one article have
    neither. `scale` makes lengths comparable between scripts.
    """
    if headline is None:
        return numbers
    own = set(_around(page, page.blocks[headline].element, _ARTICLES))
    apart = {number: _apart(page, number, own) for number in numbers}
    kept = [number for number, article in apart.items() if article is None]
    if not own or len(kept) == len(numbers) or _letters(page, kept) * scale < _ARTICLE:
        return numbers
    others = _with_a_head(page, {article for article in apart.values() if article is not None})
    return tuple(number for number, article in apart.items() if article not in others)


def _apart(page: Page, number: int, own: set[int]) -> int | None:
    """Return the outermost `<article>` around a block that is none of the headline's `own`, if there is one."""
    around = [element for element in _around(page, page.blocks[number].element, _ARTICLES) if element not in own]
    return around[-1] if around else None


def _with_a_head(page: Page, articles: set[int]) -> set[int]:
    """Return those of the articles that have a linked heading, or a time or an author in their markup."""
    found = set()
    for block in page.blocks:
        if block.tag in HEADINGS and block.link_chars >= _LINK * len(block.text):
            found |= articles.intersection(_around(page, block.element, _ARTICLES))
    blocks = len(page.blocks)
    for mark in page.marks:
        if mark.kind in {"time", "author"} and mark.block < blocks:
            found |= articles.intersection(_around(page, page.blocks[mark.block].element, _ARTICLES))
    return found


def with_whole_tables(
    page: Page, boilerplate: BoilerplateKinds, numbers: tuple[int, ...], *, taken: frozenset[int], scale: float
) -> tuple[int, ...]:
    """Return the blocks with all cells of the tables of figures between two of them that stand beside the table.

    `taken` are blocks that are something else; `scale` makes lengths comparable between scripts.
    """
    if len(numbers) < 2 or not page.elements:
        return numbers
    chosen = set(numbers)
    cells: dict[int, list[int]] = {}
    for number in range(numbers[0], numbers[-1] + 1):
        if page.blocks[number].tag in _CELLS:
            table = next(_around(page, page.blocks[number].element, _TABLES), None)
            if table is not None:
                cells.setdefault(table, []).append(number)
    for table, held in cells.items():
        beside = {held[0] - 1, held[-1] + 1} <= chosen
        if (
            beside
            and not chosen.issuperset(held)
            and taken.isdisjoint(held)
            and _is_of_figures(page, held, scale)
            and _is_among(page, table, held)
            and boilerplate.around(table) is None
            and not page.elements[table].is_hidden
        ):
            chosen.update(held)
    return tuple(sorted(chosen))


def _is_of_figures(page: Page, cells: Sequence[int], scale: float) -> bool:
    """Whether cells that follow each other are many and short, and few are links."""
    blocks = [page.blocks[number] for number in cells]
    letters = sum([len(block.text) for block in blocks])
    return (
        len(cells) >= _FEWEST_CELLS
        and cells[-1] - cells[0] == len(cells) - 1
        and letters * scale <= _MEAN_CELL * len(cells)
        and max([len(block.text) for block in blocks]) * scale <= _LONGEST_CELL
        and 2 * sum([block.link_chars for block in blocks]) <= letters
    )


def _is_among(page: Page, table: int, cells: Sequence[int]) -> bool:
    """Whether the block before or behind a table stands in an element that holds the table."""
    holding = set(_around(page, page.elements[table].parent, None))
    return any(page.elements[page.blocks[number].element].parent in holding for number in (cells[0] - 1, cells[-1] + 1))


def _around(page: Page, element: int, tags: frozenset[str] | None) -> Iterator[int]:
    """Yield the numbers of the elements of these tags around one, itself included, from the inside out."""
    while element >= 0:
        if tags is None or page.elements[element].tag in tags:
            yield element
        element = page.elements[element].parent


def _letters(page: Page, numbers: Iterable[int]) -> int:
    return sum([len(page.blocks[number].text) for number in numbers])
