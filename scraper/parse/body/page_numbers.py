"""What kind of page the body model looks at, as numbers: the same for each of the page's blocks.

A guide of many sections, a piece of news and a page of old tables are cut differently; these tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import compress
from operator import add
from typing import NamedTuple

from scraper.model import Page
from scraper.parse.page_data import article_node

NAMES = (
    *("page_mass", "page_rows", "page_scale", "page_declared", "page_links", "page_inside", "page_inside_mean"),
    *("page_headings", "page_items", "page_paragraphs", "page_cells", "page_boxes", "page_comments", "page_sentences"),
)


# The tags of the codes 3 to 6, 8, 0, 10 and 13 to 14 of the column `tag`.
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ITEMS, _PARAGRAPHS, _CELLS = frozenset({"li"}), frozenset({"p"}), frozenset({"td", "th"})
_BOXES = frozenset({"div", "section", "article", "main", "center", "body", "html"})


class Blocks(NamedTuple):
    """Columns of the blocks that may be body, and which of them are sentences, comments and in the best container."""

    sizes: Sequence[float]
    links: Sequence[float]
    masses: Sequence[float]
    tags: Sequence[str]
    sentences: Sequence[bool]
    comments: Sequence[bool]
    inside: Sequence[bool]


def page_numbers(page: Page, blocks: Blocks, *, scale: float) -> tuple[float, ...]:
    """Return the numbers of `NAMES`; the sums run in the blocks' order, so that the compiled step has the same."""
    masses, tags, count = blocks.masses, blocks.tags, len(blocks.masses)
    total = _total(masses)
    whole = total or 1.0
    held = _total(list(compress(masses, blocks.inside)))
    linked = _total([size * share for size, share in zip(blocks.sizes, blocks.links, strict=True)])

    def share_of(wanted: frozenset[str]) -> float:
        return _total([mass for mass, tag in zip(masses, tags, strict=True) if tag in wanted]) / whole

    return (
        total,
        count,
        scale,
        declared(page),
        linked / (_total(blocks.sizes) or 1.0),
        held / whole,
        held / (sum(blocks.inside) or 1),
        sum([tag in _HEADINGS for tag in tags]) / count,
        share_of(_ITEMS),
        share_of(_PARAGRAPHS),
        share_of(_CELLS),
        share_of(_BOXES),
        _total(list(compress(masses, blocks.comments))) / whole,
        _total(list(compress(masses, blocks.sentences))) / whole,
    )


def declared(page: Page) -> int:
    """Return 1 if the page's `og:type` calls it an article, plus 2 if its JSON-LD has one."""
    by_type = "article" in (page.signals.meta_value("og:type") or "").lower()
    return by_type + 2 * (article_node(page) is not None)


def _total(numbers: Sequence[float]) -> float:
    # Not by `sum`, which rounds otherwise from Python 3.12 on.
    return reduce(add, numbers, 0.0)
