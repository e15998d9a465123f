"""A page in, the steps of the path out that an element near the headline holds, told by what its markup calls it.

A surely named one says `breadcrumb`: in its class or id, as `aria-label`, as a type of schema.org in microdata or RDFa.
Others have a name that may mean something else (`path`, `location`, `cat`): these must look like a path, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scraper.model import Block, Page
from scraper.page.markup import HEADINGS
from scraper.parse.about.section_words import HOME_WORDS, LOOSE_PATH_WORDS
from scraper.parse.texts import key

# The blocks before the headline and behind it in which a path stands, and how many elements hold its steps.
_BEFORE = 60
_BEHIND = 6
_LEVELS = 5
_MOST_BLOCKS = 12
_MOST_LETTERS = 160
_NAMING = ("class", "id", "aria-label", "itemtype", "typeof", "role", "data-testid", "data-component", "data-qa")
_SURE = re.compile(r"breadcrumb|bread-crumb|bread_crumb|현재 ?위치|you are here", re.IGNORECASE)
# What all of these have: far more quickly found, or missed.
_SURE_SIGNS = ("crumb", "현재", "you are")
_STEPS = re.compile(r"\s*[>»›→▶·|]\s*|\s+[/-]\s+|\n")
_STEP = re.compile(r"[^\W\d][^\d<>=\"(){};:]{0,24}")
_NO_STEP = re.compile(r"댓글 ?\d|기자\b|\d{4}[.-]")
# One name alone is a path if it stands so few blocks before the headline.
_NEAR = 2


class Path(NamedTuple):
    """The steps of a path, the blocks that print them, and whether its markup leaves no doubt."""

    steps: tuple[str, ...]
    blocks: tuple[int, ...]
    is_sure: bool


def find_marked_path(page: Page, headline: str | None) -> Path | None:
    """Return the path whose element surely is one, else the one nearest to the headline that looks like one."""
    if not page.elements:
        return None
    top = _headline_block(page, headline)
    found: dict[int, Path] = {}
    for element, is_sure, first in _named(page, max(0, top - _BEFORE), top + _BEHIND):
        blocks = _inside(page, element, first)
        blocks = [block for block in blocks if block.number != top and block.tag != "h1"]
        steps = tuple(_steps(page, blocks))
        steps = tuple(filter(None, steps))
        if not steps or sum(map(len, steps)) > _MOST_LETTERS:
            continue
        is_near = 0 < top - blocks[-1].number <= _NEAR
        if is_sure or _looks_like_one(blocks, steps, is_near=is_near):
            path = Path(steps, tuple(block.number for block in blocks), is_sure)
            if is_sure:
                return path
            found[abs(top - blocks[0].number)] = path
    return found[min(found)] if found else None


def _headline_block(page: Page, headline: str | None) -> int:
    wanted = key(headline or "")
    # A key is about as long as its text, which is not made for most blocks then.
    longest = 3 * len(wanted)
    for number, text, tag, _, _, _ in page.blocks:
        if tag == "h1" or (len(wanted) <= 2 * len(text) <= 2 * longest and key(text) == wanted):
            return number
    return 0


def _named(page: Page, first: int, end: int) -> Iterator[tuple[int, bool, int]]:
    """Yield the elements around the blocks that are named like a path, with whether for sure, and their first block."""
    elements = page.elements
    seen: set[int] = set()
    for block in page.blocks[first:end]:
        number = block.element
        for _ in range(_LEVELS):
            if number <= 0 or number in seen:
                break
            seen.add(number)
            element = elements[number]
            if element.is_hidden:
                break
            if element.attributes:
                said = " ".join(filter(None, map(element.attributes.get, _NAMING)))
                if said and _has_sign(said.lower()) and _SURE.search(said):
                    yield number, True, block.number
                elif said and not LOOSE_PATH_WORDS.isdisjoint(element.hint.split()):
                    yield number, False, block.number
            number = element.parent


def _has_sign(said: str) -> bool:
    for sign in _SURE_SIGNS:  # noqa: SIM110 -- a generator takes three times as long
        if sign in said:
            return True
    return False


def _inside(page: Page, element: int, first: int) -> list[Block]:
    """Return the blocks in an element, from the first on; none if they are too many for a path."""
    elements = page.elements
    depth = elements[element].depth
    behind = next((n for n in range(element + 1, len(elements)) if elements[n].depth <= depth), len(elements))
    found: list[Block] = []
    for block in page.blocks[first:]:
        if not element <= block.element < behind:
            break
        if len(found) == _MOST_BLOCKS:
            return []
        found.append(block)
    return found


def _steps(page: Page, blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        parts = [part for part in _STEPS.split(block.text) if part]
        links = [link.text for link in page.links if link.block == block.number and link.text]
        if len(parts) == 1 and len(links) > 1:
            # What parts the links is drawn, not written.
            rest = block.text.rpartition(links[-1])[2].strip()
            parts = [*links, *([rest] if rest else [])]
        yield from (part.strip(" •/\\-:") for part in parts if not _NO_STEP.search(part))


def _looks_like_one(blocks: Sequence[Block], steps: Sequence[str], *, is_near: bool) -> bool:
    """Whether the steps are short names that begin at home, or are links right before the headline."""
    if len(steps) > 5 or not all(_STEP.fullmatch(step) for step in steps) or any(one.tag in HEADINGS for one in blocks):
        return False
    is_linked = sum(block.link_chars for block in blocks) >= sum(len(block.text) for block in blocks) / 2
    is_parted = len(blocks) == 1 and len(steps) > 1
    return key(steps[0]) in HOME_WORDS or (is_near and (is_linked or is_parted))
