"""What the body model sees of each block: numbers only, from lengths, links, tags, places and repetition.

No word of any language and no count of words is among them, so nothing depends on spaces between words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import accumulate
from types import MappingProxyType

from scraper.model import Page
from scraper.parse.containers import Containers

NAMES = (
    "size",
    "link_share",
    "bold_share",
    "tag",
    "up",
    "down",
    "score_share",
    "signature_share",
    "signature_count",
    "before_size",
    "before_links",
    "after_size",
    "after_links",
    "before2_size",
    "after2_size",
    "near_density",
    "element_size",
    "element_links",
    "parent_size",
    "parent_links",
    "from_headline",
    "place",
    "ending",
    "commas",
    "is_outside",
    "in_form",
    "mass_before",
    "mass_after",
    "inside_before",
    "inside_after",
    "repeats",
    "mark",
    "depth",
)

_TAGS = MappingProxyType(
    {
        "p": 0, "pre": 1, "blockquote": 2, "h2": 3, "h3": 4, "h4": 5, "h5": 6, "h6": 6, "h1": 7, "li": 8, "dd": 9,
        "dt": 9, "td": 10, "th": 10, "caption": 11, "figcaption": 12, "div": 13, "section": 13, "article": 13,
        "main": 13, "center": 13, "body": 14, "html": 14,
    }
)  # fmt: skip
_OTHER_TAG = 15
_MARKS = MappingProxyType({"time": 1, "date": 1, "author": 2, "caption": 3, "section": 4})
_SENTENCE_ENDS = frozenset(".!?。！？…।؟۔")
_CLOSERS = frozenset("\"'”’»)]』」）›")
_LABEL_ENDS = frozenset(":：;,")
_FORM_TAGS = frozenset({"form", "button", "select", "fieldset", "label"})
_MASS_LIMIT = 600
_NEAR = 3
SENTENCE = 3


def block_features(page: Page, containers: Containers, *, headline: int | None) -> list[tuple[float, ...]]:
    """Return one row of numbers for each block, in the order of `NAMES`. Linear in the page."""
    blocks, elements, scale = page.blocks, page.elements, containers.scale
    count = len(blocks)
    if not count:
        return []
    scores, up, down, outside = containers.scores, containers.up, containers.down, containers.outside
    best = scores[containers.best] if containers.best >= 0 else 1.0
    sizes = [len(block[1]) * scale for block in blocks]
    links = [block[4] / len(block[1]) for block in blocks]
    texts = [min(size, _MASS_LIMIT) * (1 - share) for size, share in zip(sizes, links, strict=True)]
    total = sum(texts) or 1.0
    own, linked = _element_sums(page, sizes, links)
    signatures, masses, counts = _signatures(page, texts)
    repeats = Counter([block[1] for block in blocks])
    marks = {mark.block: _MARKS[mark.kind] for mark in page.marks if len(mark.text) > 1}
    in_form = _inside(page, _FORM_TAGS)
    near = _near_density(texts, sizes)
    inside = [0.0 if up[block[3]] else text for block, text in zip(blocks, texts, strict=True)]
    all_inside = sum(inside) or 1.0
    first = headline or 0
    padded_sizes, padded_links = [0.0, 0.0, *sizes, 0.0, 0.0], [0.0, 0.0, *links, 0.0, 0.0]
    mass = inside_mass = 0.0
    rows: list[tuple[float, ...]] = []
    for number, (_, text, tag, element, _, bold) in enumerate(blocks):
        parent = elements[element][0]
        outer = parent if parent >= 0 else element
        size = sizes[number]
        signature = signatures[number]
        rows.append(
            (
                size,
                links[number],
                bold / len(text),
                _TAGS.get(tag, _OTHER_TAG),
                up[element],
                down[element],
                max(scores[element], scores[outer]) / best,
                masses[signature] / total,
                counts[signature],
                padded_sizes[number + 1],
                padded_links[number + 1],
                padded_sizes[number + 3],
                padded_links[number + 3],
                padded_sizes[number],
                padded_sizes[number + 4],
                near[number],
                own[element],
                linked[element] / (own[element] or 1.0),
                own[outer],
                linked[outer] / (own[outer] or 1.0),
                number - first,
                number / count,
                ending(text),
                text.count(",") / size,
                outside[element],
                in_form[element],
                mass / total,
                1 - (mass + texts[number]) / total,
                inside_mass / all_inside,
                1 - (inside_mass + inside[number]) / all_inside,
                repeats[text],
                marks.get(number, 0),
                elements[element][2],
            )
        )
        mass += texts[number]
        inside_mass += inside[number]
    return rows


def _element_sums(page: Page, sizes: Sequence[float], links: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return the text and the link text inside each element, its descendants' included."""
    elements = page.elements
    own, linked = [0.0] * len(elements), [0.0] * len(elements)
    for block, size, share in zip(page.blocks, sizes, links, strict=True):
        own[block[3]] += size
        linked[block[3]] += size * share
    for number in range(len(elements) - 1, 0, -1):
        if own[number]:
            parent = elements[number][0]
            if parent >= 0:
                own[parent] += own[number]
                linked[parent] += linked[number]
    return own, linked


def _signatures(page: Page, texts: Sequence[float]) -> tuple[list[Hashable], dict[Hashable, float], Counter[Hashable]]:
    """Return each block's tag, class and depth, which one text's blocks share, with the text and count of each."""
    elements = page.elements
    signatures: list[Hashable] = []
    masses: dict[Hashable, float] = {}
    for block, text in zip(page.blocks, texts, strict=True):
        element = elements[block[3]]
        signature = (block[2], element[3].get("class"), element[2])
        signatures.append(signature)
        masses[signature] = masses.get(signature, 0.0) + text
    return signatures, masses, Counter(signatures)


def _inside(page: Page, tags: frozenset[str]) -> list[bool]:
    inside: list[bool] = []
    for element in page.elements:
        inside.append(element[1] in tags or (element[0] >= 0 and inside[element[0]]))
    return inside


def _near_density(texts: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Return the share of unlinked text in the seven blocks around each; a block counts 20 characters for itself."""
    text_sums = [0.0, *accumulate(texts)]
    size_sums = [0.0, *accumulate(min(size, _MASS_LIMIT) + 20 for size in sizes)]
    count = len(texts)
    density = []
    for number in range(count):
        low, high = max(0, number - _NEAR), min(count, number + _NEAR + 1)
        density.append((text_sums[high] - text_sums[low]) / (size_sums[high] - size_sums[low]))
    return density


def ending(text: str) -> int:
    """Return how a text ends: 3 as a sentence, 2 with a colon or comma, 1 with a letter or figure, 0 otherwise.

    >>> [ending(text) for text in ("He left.", "“He left.”", "Read also:", "Home", "»")]
    [3, 3, 2, 1, 0]
    """
    last = text[-1]
    if last in _CLOSERS and len(text) > 1 and text[-2] in _SENTENCE_ENDS:
        last = text[-2]
    if last in _SENTENCE_ENDS:
        return SENTENCE
    if last in _LABEL_ENDS:
        return 2
    return 1 if last.isalnum() else 0
