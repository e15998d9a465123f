"""An h1 that is the last crumb of a path in, the heading that the page shows above its text out."""

from __future__ import annotations

from scraper.model import Block, Page
from scraper.parse.headline.head_titles import HeadTitle
from scraper.parse.texts import key, overlap

_PATH_TAGS = frozenset({"li", "ol", "nav"})
_HEADER_TAGS = frozenset({"header", "hgroup"})
_ANCESTORS = 3
_REACH = 16
_MIN_WORDS = 3
_WORDS_SHARED = 0.34


def is_crumb(page: Page, block: Block) -> bool:
    """Whether the block stands in a list or menu: papers print the headline for search engines there."""
    around = _surroundings(page, block) if page.elements else []
    return any(tag in _PATH_TAGS for tag, _ in around[:2]) or any("breadcrumb" in hint for _, hint in around)


def is_in_path(page: Page, block: Block) -> bool:
    """Whether an element around the block calls itself the path to the page."""
    return bool(page.elements) and any("breadcrumb" in hint for _, hint in _surroundings(page, block))


def heading_below(page: Page, crumb: Block, titles: tuple[HeadTitle, ...]) -> Block | None:
    """Return the h2 below the crumb that stands in a header or shares its words with a title."""
    found: Block | None = None
    for block in page.blocks[crumb.number + 1 : crumb.number + _REACH]:
        element = _heading_element(page, block)
        if found is not None:
            # A heading in two blocks has its kicker first.
            return block if element == _heading_element(page, found) else found
        if element is None or block.link_chars * 2 > len(block.text):
            continue
        is_header = any(tag in _HEADER_TAGS for tag, _ in _surroundings(page, block))
        if (is_header and len(block.text.split()) >= _MIN_WORDS) or any(
            overlap(block.text, head.value) >= _WORDS_SHARED for head in titles
        ):
            found = block
    return found


def without_kicker(text: str, titles: tuple[HeadTitle, ...]) -> str:
    """Return the heading from where a title of weight begins in it, or as the title with the same letters prints it."""
    folded = key(text)
    for head in titles:
        if head.folded != folded and len(head.folded) * 2 > len(folded) and folded.endswith(head.folded):
            return head.value
    return next((head.value for head in titles if head.folded == folded), text)


def _surroundings(page: Page, block: Block) -> list[tuple[str, str]]:
    """Return tag and hint of the elements around a block, the nearest first."""
    found = []
    number = block.element
    for _ in range(_ANCESTORS):
        if number < 0:
            break
        element = page.elements[number]
        found.append((element.tag, element.hint))
        number = element.parent
    return found


def _heading_element(page: Page, block: Block) -> int | None:
    """Return the number of the h2 that the block is or stands in."""
    element = page.elements[block.element]
    if element.tag == "h2":
        return block.element
    return element.parent if element.parent >= 0 and page.elements[element.parent].tag == "h2" else None
