"""What the body model sees of each block: numbers only, from lengths, links, tags, places, repetition and class names.

No word of any language and no count of words is among them, so nothing depends on spaces between words. A link or a
word far from the article's element is left out: half of all blocks are, half a percent of the gold's body text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import reduce
from itertools import accumulate
from operator import add
from types import MappingProxyType
from typing import NamedTuple

from scraper.model import Block, Element, Page, Role
from scraper.parse.body.around import NAMES as AROUND_NAMES
from scraper.parse.body.around import around_columns
from scraper.parse.body.containers import TEXT_TAGS, Containers, inside_any
from scraper.parse.body.page_numbers import NAMES as PAGE_NAMES
from scraper.parse.body.page_numbers import Blocks, page_numbers
from scraper.parse.boilerplate import BoilerplateKinds, Kinds
from scraper.parse.texts import SENTENCE, ending

NAMES = (
    *("size", "link_share", "ending", "repeats", "mark", "from_headline", "place"),
    *("tag", "before_tag", "after_tag", "before_size", "after_size", "after_links", "after_up", "near_density"),
    *("inside_before", "inside_after", "to_paragraph", "from_heading"),
    *("up", "down", "depth", "score_share", "in_form", "element_size", "element_links"),
    *("parent_size", "parent_links", "outer_size", "outer_links"),
    *("signature_share", "signature_count", "signature_inside", "container_share", "container_count"),
    *("kind", "from_boilerplate"),
    *PAGE_NAMES,
    *AROUND_NAMES,
)

_TAGS = MappingProxyType(
    {
        "p": 0, "pre": 1, "blockquote": 2, "h2": 3, "h3": 4, "h4": 5, "h5": 6, "h6": 6, "h1": 7, "li": 8, "dd": 9,
        "dt": 9, "td": 10, "th": 10, "caption": 11, "figcaption": 12, "div": 13, "section": 13, "article": 13,
        "main": 13, "center": 13, "body": 14, "html": 14, "aside": 16, "nav": 16, "header": 16, "footer": 16,
    }
)  # fmt: skip
_OTHER_TAG, _NO_TAG = 15, 20
_MARKS = MappingProxyType({"time": 1, "date": 1, "author": 2, "caption": 3, "section": 4})
_KINDS = MappingProxyType(
    {
        Role.OTHER: 0, Role.NAVIGATION: 1, Role.RELATED: 2, Role.SHARE: 4, Role.COMMENTS: 5, Role.SUBSCRIPTION: 6,
        Role.ADVERT: 7, Role.COPYRIGHT: 8, Role.BYLINE: 9, Role.FOOTER: 10,
    }
)  # fmt: skip
_NAMED_RELATED, _NAMED_NAVIGATION, _OTHER_KIND = 3, 11, 12
_NAMED_KINDS = frozenset(range(_NAMED_RELATED, _NAMED_NAVIGATION))
_FORM_TAGS, _SUBHEADINGS = frozenset({"form", "button", "select", "fieldset", "label"}), frozenset({"h2", "h3", "h4"})
_PARAGRAPHS = frozenset({"p", "div", "li", "blockquote", "td", "section", "article"})
_MASS_LIMIT = 600
_NEAR = 3
_CONTAINER_MINIMUM = 40
# A paragraph that stands for the article: length, link share, levels up.
_PARAGRAPH_SIZE, _PARAGRAPH_LINKS, _PARAGRAPH_UP = 80, 0.4, 1
_FAR, _LONG_AGO, _NEVER = 50, 20, 99
# What is never body: this many levels up from the article's element, and shorter or more linked than this.
_SKIP_UP, _SKIP_SIZE, _SKIP_LINKS = 3, 25, 0.8

_ENDING = NAMES.index("ending")

Row = tuple[float, ...]
Column = Sequence[float]


class Rows(NamedTuple):
    """The blocks that may be body, the numbers of each in the order of `NAMES`, and their kinds of boilerplate."""

    numbers: list[int]
    rows: list[Row]
    kinds: Kinds


class _Texts(NamedTuple):
    """The blocks that may be body with the lengths, the link shares and the unlinked text of each."""

    blocks: list[Block]
    sizes: list[float]
    links: list[float]
    masses: list[float]


def block_features(page: Page, containers: Containers, boilerplate: BoilerplateKinds, *, headline: int | None) -> Rows:
    """Return one row of numbers for each block that may be body. Linear in the page."""
    up, least = containers.up, _SKIP_SIZE / containers.scale
    blocks = [
        block
        for block in page.blocks
        if up[block[3]] < _SKIP_UP or (len(block[1]) >= least and block[4] <= _SKIP_LINKS * len(block[1]))
    ]
    if not blocks:
        return Rows([], [], {})
    sizes = [len(block[1]) * containers.scale for block in blocks]
    links = [block[4] / len(block[1]) for block in blocks]
    masses = [min(size, _MASS_LIMIT) * (1 - share) for size, share in zip(sizes, links, strict=True)]
    texts = _Texts(blocks, sizes, links, masses)
    numbers = [block[0] for block in blocks]
    kinds = boilerplate.of(numbers)
    columns = (
        *_text_columns(page, texts, headline or 0),
        *_neighbour_columns(texts, containers),
        *_order_columns(page, texts, containers),
        *_tree_columns(page, texts, containers),
        *_likeness_columns(page, texts, containers),
        *_kind_columns(kinds),
    )
    sentences = [number == SENTENCE for number in columns[_ENDING]]
    comments = [role is Role.COMMENTS for role, _ in kinds.values()]
    inside = [not up[block[3]] for block in blocks]
    of_page = Blocks(sizes, links, masses, [block[2] for block in blocks], sentences, comments, inside)
    columns += tuple([number] * len(blocks) for number in page_numbers(page, of_page, scale=containers.scale))
    columns += around_columns(page, blocks)
    return Rows(numbers, list(zip(*columns, strict=True)), kinds)


def _text_columns(page: Page, texts: _Texts, headline: int) -> tuple[Column, ...]:
    """Return what the blocks' texts and places in the page say."""
    blocks, count = texts.blocks, len(page.blocks)
    copies = Counter([block[1] for block in blocks])
    marks = {mark.block: _MARKS[mark.kind] for mark in page.marks if len(mark.text) > 1}
    return (
        texts.sizes,
        texts.links,
        [ending(block[1]) for block in blocks],
        [copies[block[1]] for block in blocks],
        [marks.get(block[0], 0) for block in blocks],
        [block[0] - headline for block in blocks],
        [block[0] / count for block in blocks],
    )


def _neighbour_columns(texts: _Texts, containers: Containers) -> tuple[Column, ...]:
    """Return the blocks' tags and what stands before and after them."""
    tags = [_TAGS.get(block[2], _OTHER_TAG) for block in texts.blocks]
    up = containers.up
    return (
        tags,
        [_NO_TAG, *tags[:-1]],
        [*tags[1:], _NO_TAG],
        [0.0, *texts.sizes[:-1]],
        [*texts.sizes[1:], 0.0],
        [*texts.links[1:], 0.0],
        [*[up[block[3]] for block in texts.blocks[1:]], _LONG_AGO],
        _near_density(texts),
    )


def _near_density(texts: _Texts) -> list[float]:
    """Return the share of unlinked text in the seven blocks around each; a block counts 20 characters for itself."""
    edge = [0.0] * _NEAR
    width = 2 * _NEAR + 1
    masses = list(accumulate((*edge, *texts.masses, *edge), initial=0.0))
    sizes = list(accumulate((*edge, *[min(size, _MASS_LIMIT) + 20 for size in texts.sizes], *edge), initial=0.0))
    return [
        (mass - mass_before) / (size - size_before)
        for mass, mass_before, size, size_before in zip(
            masses[width:], masses[:-width], sizes[width:], sizes[:-width], strict=True
        )
    ]


def _order_columns(page: Page, texts: _Texts, containers: Containers) -> tuple[Column, ...]:
    """Return how much of the article's element stands before and after the blocks, and how far text and heading are."""
    up = containers.up
    inside = [0.0 if up[block[3]] else mass for block, mass in zip(texts.blocks, texts.masses, strict=True)]
    sums = list(accumulate(inside, initial=0.0))
    total = sums[-1] or 1.0
    return (
        [before / total for before in sums[:-1]],
        [1 - before / total for before in sums[1:]],
        _gaps([_is_paragraph(page, block, containers) for block in reversed(texts.blocks)], _FAR)[::-1],
        _gaps([block[2] in _SUBHEADINGS for block in texts.blocks], _LONG_AGO),
    )


def _is_paragraph(page: Page, block: Block, containers: Containers) -> bool:
    """Whether a block is a paragraph that stands for the article."""
    _, text, tag, element, link_chars, _ = block
    size = len(text)
    return (
        size * containers.scale >= _PARAGRAPH_SIZE
        and containers.up[element] <= _PARAGRAPH_UP
        and link_chars < _PARAGRAPH_LINKS * size
        and tag in _PARAGRAPHS
        and not page.elements[element].is_hidden
    )


def _gaps(hits: Sequence[bool], most: int) -> list[int]:
    """Return how many steps before each place the last hit is, `most` at most."""
    gaps, gap = [], most
    for hit in hits:
        gaps.append(gap)
        gap = 1 if hit else min(most, gap + 1)
    return gaps


def _tree_columns(page: Page, texts: _Texts, containers: Containers) -> tuple[Column, ...]:
    """Return where the blocks' elements stand and how much text and link text they and those around them hold."""
    elements, scores = page.elements, containers.scores
    own = [block[3] for block in texts.blocks]
    parents = [_parent(elements, element) for element in own]
    outers = [_parent(elements, element) for element in parents]
    held, linked = _element_sums(page, containers.scale)
    best = (scores[containers.best] if containers.best >= 0 else 0.0) or 1.0
    in_form = inside_any(elements, _FORM_TAGS)
    shares = [linked[element] / (held[element] or 1.0) for element in (*own, *parents, *outers)]
    count = len(own)
    return (
        [containers.up[element] for element in own],
        [containers.down[element] for element in own],
        [elements[element][2] for element in own],
        [max(scores[element], scores[parent]) / best for element, parent in zip(own, parents, strict=True)],
        [in_form[element] for element in own],
        [held[element] for element in own],
        shares[:count],
        [held[element] for element in parents],
        shares[count : 2 * count],
        [held[element] for element in outers],
        shares[2 * count :],
    )


def _parent(elements: Sequence[Element], number: int) -> int:
    parent = elements[number][0]
    return parent if parent >= 0 else number


def _element_sums(page: Page, scale: float) -> tuple[list[float], list[float]]:
    """Return the text and the link text inside each element, its descendants' included."""
    elements = page.elements
    held, linked = [0.0] * len(elements), [0.0] * len(elements)
    for _, text, _, element, link_chars, _ in page.blocks:
        held[element] += len(text) * scale
        linked[element] += link_chars * scale
    for number in range(len(elements) - 1, 0, -1):
        if held[number]:
            parent = elements[number][0]
            if parent >= 0:
                held[parent] += held[number]
                linked[parent] += linked[number]
    return held, linked


def _likeness_columns(page: Page, texts: _Texts, containers: Containers) -> tuple[Column, ...]:
    """Return how much text shares the blocks' tag, class and depth, as one text's blocks do, and their container."""
    elements, up = page.elements, containers.up
    signatures: list[Hashable] = []
    boxes: list[int] = []
    masses: dict[Hashable, float] = {}
    inner: dict[Hashable, float] = {}
    held: dict[int, float] = {}
    for (_, _, tag, number, _, _), size, mass in zip(texts.blocks, texts.sizes, texts.masses, strict=True):
        element = elements[number]
        signature = (tag, element[3].get("class"), element[2])
        box = element[0] if tag in TEXT_TAGS and element[0] >= 0 else number
        signatures.append(signature)
        boxes.append(box)
        masses[signature] = masses.get(signature, 0.0) + mass
        if not up[number]:
            inner[signature] = inner.get(signature, 0.0) + mass
        if size >= _CONTAINER_MINIMUM:
            held[box] = held.get(box, 0.0) + mass
    total, inside = _total(masses.values()) or 1.0, _total(inner.values()) or 1.0
    most = max(held.values(), default=0.0) or 1.0
    counts, box_counts = Counter(signatures), Counter(boxes)
    return (
        [masses[signature] / total for signature in signatures],
        [counts[signature] for signature in signatures],
        [inner.get(signature, 0.0) / inside for signature in signatures],
        [held.get(box, 0.0) / most for box in boxes],
        [box_counts[box] for box in boxes],
    )


def _total(masses: Iterable[float]) -> float:
    # Not by `sum`, which rounds otherwise from Python 3.12 on.
    return reduce(add, masses, 0.0)


def _kind_columns(kinds: Kinds) -> tuple[Column, ...]:
    """Return the blocks' kinds of boilerplate and how far each stands from the last one that its element names so."""
    codes = [_kind_code(*kind) for kind in kinds.values()]
    return codes, _gaps([code in _NAMED_KINDS for code in codes], _NEVER)


def _kind_code(role: Role, reason: str) -> int:
    """Return a kind as a number; what an element's name says of links weighs more than that they are links."""
    if reason.startswith("inside"):
        if role is Role.RELATED:
            return _NAMED_RELATED
        if role is Role.NAVIGATION:
            return _NAMED_NAVIGATION
    return _KINDS.get(role, _OTHER_KIND)
