"""A heading and the titles of the head in, how far they say the same out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper.model import Block, Page
from scraper.parse.headline.head_titles import HeadTitle
from scraper.parse.headline.material import (
    HEADINGS,
    MAX_SECTION,
    Candidate,
    Material,
)
from scraper.parse.texts import breadth, overlap

_TAG_WEIGHT = {"h1": 1.6, "h2": 1.0, "h3": 0.8, "h4": 0.6, "h5": 0.5}
_OTHER_WEIGHT = 0.3
_WORDS_SHARED = 0.34
# In Latin letters; eight of Hangul say as much.
_LONG_LINE = 16
# How far the part of a title before a bar is taken for the headline, by the bar: none, slight, weak, strong.
_PART_WEIGHT = (0.0, 0.0, 0.4, 0.7)
_TAIL_WEIGHT = 0.3


def agreed(material: Material) -> Iterator[Candidate]:
    """Yield the headings that a title repeats or shares words with."""
    sections: frozenset[str] | None = None
    for order, (block, folded) in enumerate(zip(material.headings, material.keys, strict=True)):
        support = sum(head.weight * _agreement(head, block, folded, material.keys) for head in material.titles)
        if support <= 0:
            continue
        score = _weight(material.page, block) + support - order * 0.01
        if len(block.text) <= MAX_SECTION:
            if sections is None:
                sections = material.names.sections | material.linked
            score -= 1.0 if folded in sections else 0.0
        if score > 0:
            yield Candidate(score, block.text, block.tag, block.number)


def _weight(page: Page, block: Block) -> float:
    weight = _TAG_WEIGHT.get(block.tag, _OTHER_WEIGHT)
    if page.elements and page.elements[block.element].is_hidden:
        weight -= 1
    if block.link_chars * 2 > len(block.text):
        weight -= 0.5
    return weight


def _agreement(head: HeadTitle, block: Block, folded: str, keys: Sequence[str]) -> float:
    """Return how far a title agrees with a heading: wholly, in the part before a bar, or in most words."""
    if folded in (head.folded, head.whole):
        return 1.0
    if block.tag not in HEADINGS:
        # A cell or a bold line that prints the title up to a bar is the headline of an old table layout.
        if breadth(folded) < _LONG_LINE:
            return 0.0
        return _part_weight(head, folded) or (_tail_weight(head, folded, keys) if head.whole.endswith(folded) else 0.0)
    if head.whole.startswith(folded):
        return 0.6 if block.tag == "h1" else _part_weight(head, folded)
    if head.whole.endswith(folded):
        tail = _tail_weight(head, folded, keys)
        if tail or block.tag != "h1":
            return tail
    if block.tag == "h1":
        share = overlap(block.text, head.value)
        return 0.6 * share if share >= _WORDS_SHARED else 0.0
    return 0.0


def _part_weight(head: HeadTitle, folded: str) -> float:
    """Return how far a title says that its part before a bar is the headline."""
    title = head.title
    for part in range(1, len(title.keys)):
        if folded == "".join(title.keys[:part]):
            return _PART_WEIGHT[title.bars[part]]
    return 0.0


def _tail_weight(head: HeadTitle, folded: str, keys: Sequence[str]) -> float:
    """Return how far a title says that its part behind a bar is the headline: not, if the part before it is visible."""
    front = head.whole[: -len(folded)]
    if front in keys:
        return -1.0
    return _TAIL_WEIGHT if len(folded) > len(front) else 0.0
