"""A page with the blocks that were pointed at in, the selectors that mean these blocks and no others out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scraper.model import BOILERPLATE, Element, Page, Role
from scraper.page import Finder, parse_selector
from scraper.page.markup import BLOCK_TAGS, HEADINGS

# Of a field every block must be meant; a body and boilerplate are many blocks, of which some may be others.
_ALL, _MOST = 0.95, 0.8
# Elements above the block that a selector may end in, and above those that may stand before it.
_UP, _BEFORE = 6, 4
_MOST_TRIED = 400
_UNSAID = frozenset({"html", "body", "div"})
_SAID = HEADINGS | {"figcaption", "address", "blockquote"}
_NAME = re.compile(r"[A-Za-z][\w-]*")
# Numbers of stories and names that a build makes: `post-48213`, `css-1x2f9k`, `Story_body__3fKq2`.
_MADE = re.compile(r"\d{3}|(?:^|[-_])(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{5,}$")


class Taught(NamedTuple):
    """A page, and which of its blocks are of the role that is taught."""

    page: Page
    blocks: frozenset[int]


def needed(role: Role) -> float:
    """Return how well a selector must mean the blocks, from 0 to 1."""
    return _MOST if role is Role.BODY or role in BOILERPLATE else _ALL


def selectors(taught: Sequence[Taught], role: Role) -> list[str]:
    """Return the selectors that mean the taught blocks on every taught page, the plainest first."""
    finders = [Finder(one.page) for one in taught]
    kept = []
    for text in sorted(set(_tried(taught)), key=plainness):
        selector = parse_selector(text)
        pairs = zip(finders, taught, strict=True)
        if all(likeness(one.page, finder.blocks(selector), one.blocks) >= needed(role) for finder, one in pairs):
            kept.append(text)
    return kept


def _tried(taught: Sequence[Taught]) -> Iterator[str]:
    for one in taught:
        ends = dict.fromkeys(one.page.blocks[number].element for number in sorted(one.blocks))
        yield from list(_around(one.page, ends))[:_MOST_TRIED]


def _around(page: Page, ends: Iterable[int]) -> Iterator[str]:
    """Yield selectors of the elements around the blocks: alone, in their parent, inside one further out."""
    done: set[int] = set()
    for start in ends:
        for number in _line(page, start, _UP):
            if number in done:
                continue
            done.add(number)
            above = list(_line(page, page.elements[number].parent, _BEFORE))
            for step, is_named in _steps(page.elements[number]):
                if is_named:
                    yield step
                for place, other in enumerate(above):
                    sign = " > " if place == 0 else " "
                    yield from (f"{before}{sign}{step}" for before in _names(page.elements[other]))


def _line(page: Page, number: int, most: int) -> Iterator[int]:
    """Yield an element and those around it, from the inside."""
    while number >= 0 and most:
        yield number
        number, most = page.elements[number].parent, most - 1


def _steps(element: Element) -> Iterator[tuple[str, bool]]:
    """Yield what can be said of an element, and whether that is enough: `h1` says something, `p` is any paragraph."""
    for name in _names(element):
        yield name, True
    if element.tag in BLOCK_TAGS - _UNSAID:
        yield element.tag, element.tag in _SAID


def _names(element: Element) -> Iterator[str]:
    """Yield the steps that say more than the tag: its id, its classes, what microdata calls it."""
    get = element.attributes.get
    name = get("id", "")
    if _is_lasting(name):
        yield f"#{name}"
    for one in get("class", "").split():
        if _is_lasting(one):
            yield f".{one}"
            if element.tag in BLOCK_TAGS:
                yield f"{element.tag}.{one}"
    said = get("itemprop", "")
    if _NAME.fullmatch(said):
        yield f'[itemprop="{said}"]'


def _is_lasting(name: str) -> bool:
    """Whether a name is one that somebody gave, and not one that a program makes anew.

    >>> names = ("deck-line", "h2", "post-48213", "css-1x2f9k", "Story_body__3fKq2", "md:flex")
    >>> [name for name in names if _is_lasting(name)]
    ['deck-line', 'h2']
    """
    return bool(_NAME.fullmatch(name)) and not _MADE.search(name)


def plainness(text: str) -> tuple[int, int, str]:
    """Return what sorts selectors: a name of its own before one inside another, a mere tag last; then the shorter."""
    steps = text.replace(" > ", " ").split()
    is_named = steps[-1][0] in "#.[" or "." in steps[-1]
    rank = len(steps) if is_named else len(steps) + 2
    return rank, len(text), text


def likeness(page: Page, found: Iterable[int], wanted: frozenset[int]) -> float:
    """Return how much the blocks found are those wanted, by their characters: the F1 of both shares."""
    sizes = {number: len(page.blocks[number].text) for number in {*found, *wanted}}
    hit = sum(sizes[number] for number in sizes if number in wanted and number in set(found))
    total = sum(sizes[number] for number in found) + sum(sizes[number] for number in wanted)
    return 2 * hit / total if total else 0.0
