"""What the page around a block says of it, as numbers: names of elements, linked lines near by, title and description.

The names say what their author meant an element for; the model learns how far they are to be believed. A text on the
subject of the page shares pieces of words with the title, another story and a column of links do not.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from scraper.model import Block, Element, Page
from scraper.parse.texts import words

NAMES = ("text_up", "side_up", "article_up", "near_links", "title_own", "title_around", "from_described")

# What elements are called that hold the article's text, and what those beside it.
TEXT_NAMES = words(
    """
    article articlebody articletext articlecontent content contents entry entrycontent post postcontent postbody story
    storytext storybody text body hentry maincontent newstext newsbody newscontent news detail details blog main artikel
    texte texto
    """
)
SIDE_NAMES = words(
    """
    side sidebar aside widget widgets rail right rightcol rightcolumn left leftcol leftcolumn box boxes block teaser
    teasers card cards item items list lists feed promo module modules tab tabs poll gallery slider carousel sub
    secondary bottom foot more other others column col
    """
)
MOST_UP = 9
NEAR = 4
LINKED = 0.8
# So much of a text is compared with the title: a piece is three letters.
LONGEST, PIECE = 160, 3
# Texts count as if they had so many letters at least, alone and together with those of the element around.
LEAST_OWN, LEAST_AROUND = 20, 50
NEVER = 999
_START, _SHORTEST_START = 30, 15

Column = Sequence[float]


def around_columns(page: Page, blocks: Sequence[Block]) -> tuple[Column, ...]:
    """Return the columns of `NAMES` for some of the page's blocks. Linear in the page."""
    return (
        *_name_columns(page.elements, [block[3] for block in blocks]),
        _near_links(page, blocks),
        *_title_columns(page, blocks),
        _from_described(page, blocks),
    )


def _name_columns(elements: Sequence[Element], numbers: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Return how many levels up the nearest element called a text, one beside it, and an article stand."""
    steps: dict[int, tuple[int, int, int]] = {-1: (MOST_UP, MOST_UP, MOST_UP)}
    known: dict[str, tuple[bool, bool]] = {}
    for own in numbers:
        path, number = [], own
        while number not in steps:
            path.append(number)
            number = elements[number][0]
        for one in reversed(path):
            parent, tag, _, attributes, _ = elements[one]
            name = attributes.get("class") or attributes.get("id") or ""
            if name not in known:
                known[name] = _read(name)
            is_text, is_side = known[name]
            is_article = tag == "article" or "articlebody" in attributes.get("itemprop", "").lower()
            text, side, article = steps[parent]
            steps[one] = (
                0 if is_text else min(MOST_UP, text + 1),
                0 if is_side else min(MOST_UP, side + 1),
                0 if is_article else min(MOST_UP, article + 1),
            )
    found = [steps[number] for number in numbers]
    return [step[0] for step in found], [step[1] for step in found], [step[2] for step in found]


def _read(name: str) -> tuple[bool, bool]:
    """Return whether a name is one of a text, and whether it is one of what stands beside it."""
    tokens = name.lower().replace("-", " ").replace("_", " ").split()
    return not TEXT_NAMES.isdisjoint(tokens), not SIDE_NAMES.isdisjoint(tokens)


def _near_links(page: Page, blocks: Sequence[Block]) -> list[float]:
    """Return the share of the nine blocks around each that are links; all of the page's blocks count."""
    sums = [0]
    for block in page.blocks:
        sums.append(sums[-1] + (block[4] > LINKED * len(block[1])))
    count = len(page.blocks)
    edges = [(max(0, block[0] - NEAR), min(count, block[0] + NEAR + 1)) for block in blocks]
    return [(sums[end] - sums[start]) / (end - start) for start, end in edges]


def page_title(page: Page) -> str:
    """Return the page's titles, in lower case."""
    return f"{page.signals.title or ''} {page.signals.meta_value('og:title') or ''}".lower()


def _title_columns(page: Page, blocks: Sequence[Block]) -> tuple[list[float], list[float]]:
    """Return how much of each text's beginning stands in the titles, its own and of those in the same element."""
    title = page_title(page)
    pieces = {title[place : place + PIECE] for place in range(len(title) - PIECE + 1)}
    own: list[tuple[int, int, int]] = []
    around: dict[int, tuple[int, int]] = {}
    for _, text, _, element, _, _ in blocks:
        start = text[:LONGEST].lower()
        size = len(start)
        hits = sum([start[place : place + PIECE] in pieces for place in range(size - PIECE + 1)])
        parent = page.elements[element][0]
        own.append((hits, size, parent))
        all_hits, all_sizes = around.get(parent, (0, 0))
        around[parent] = (all_hits + hits, all_sizes + size)
    return (
        [hits / max(LEAST_OWN, size) for hits, size, _ in own],
        [around[parent][0] / max(LEAST_AROUND, around[parent][1]) for _, _, parent in own],
    )


def description_start(page: Page) -> str:
    """Return the beginning of the page's description, nothing if it is too short to be known again."""
    described = page.signals.meta_value("og:description", "description", "twitter:description") or ""
    start = " ".join(html.unescape(described).split())[:_START]
    return start if len(start) >= _SHORTEST_START else ""


def _from_described(page: Page, blocks: Sequence[Block]) -> list[int]:
    """Return how far behind the first block that holds the description's beginning each stands."""
    start = description_start(page)
    first = next((block[0] for block in blocks if start and start in block[1]), None)
    return [NEVER if first is None else block[0] - first for block in blocks]
