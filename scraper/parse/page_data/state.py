"""A page whose article stands in its scripts in, the page with that text among its blocks out.

Only where the visible body is missing or tiny beside it; the blocks stand in an element `script`, which browsers never
show, so that every later step can tell them from the visible ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scraper.model import Article, Block, Element, Evidence, FrozenDict, Label, Page, Role
from scraper.page.data import StateText, as_html, find_state_text, text_weight
from scraper.page.markup import HEADINGS, Reading, read_blocks
from scraper.parse.claims import Claims
from scraper.parse.page_data.article_node import article_node, first_text
from scraper.parse.texts import key

STATE_TAG = "script"
_SOURCE = "data-source"
# A visible body of this weight is the article.
_ENOUGH = 1_000
# The text has to be longer than the visible body by this factor; by less when it begins with the visible body.
_FACTOR = 4
_FACTOR_OF_START = 1.7
_START = 60
# Elements that hold an article, by their names; a line of this length in one is its text.
_SHELL = re.compile(r"article[-_]?(?:body|content|view|text)|news[-_]?(?:body|content|view)", re.IGNORECASE)
_SHORTEST_LINE = 40
_BOXES = frozenset({"div", "section", "main"})
_SHORTEST = 150
_HEAD_ROLES = frozenset({Role.DATE, Role.AUTHOR, Role.SUBTITLE, Role.KICKER, Role.SECTION, Role.SHARE, Role.HEADLINE})


def with_state(page: Page, article: Article, claims: Claims) -> Page | None:
    """Return the page with the text of its scripts after its headline, `None` when the visible text is enough.

    `article` is the record of the visible text, `claims` the roles of its blocks. Scripts' data first, JSON-LD's
    `articleBody` last.
    """
    if page.kind != "html":
        return None
    data = sum(len(script.text) for script in page.signals.scripts if "ld+json" not in script.type)
    body = [block.text for block in article.body]
    # What stands beside an empty shell, or on a page that does not show its headline, is a sidebar, however long it is.
    labels = claims.labels() if data > _SHORTEST and body else ()
    if labels and (_is_shell(page) or not _shows_headline(page, labels)):
        text = find_state_text(page)
        if text is not None and text.is_own and text.weight >= _SHORTEST:
            return inserted(page, text, place_of_text(page, labels))
    if sum(map(len, body)) >= _ENOUGH:
        return None
    visible = text_weight("\n".join((article.subtitle or "", *body)))
    if visible >= _ENOUGH:
        return None
    texts = [find_state_text(page) if data > max(visible, _SHORTEST) else None, _article_body(page)]
    for text in texts:
        if text is not None and _is_fuller(text, visible, body):
            return inserted(page, text, place_of_text(page, claims.labels()))
    return None


def state_body(page: Page) -> tuple[int, ...]:
    """Return the numbers of the blocks that came from the page's scripts; a page as it was read has none."""
    root = _state_root(page)
    if root < 0:
        return ()
    return tuple(block.number for block in page.blocks if block.element >= root)


def body_evidence(page: Page, body: Sequence[int]) -> Evidence:
    """Return where the body's text stands: in the visible page, or where in the page's scripts."""
    letters = sum(len(page.blocks[number].text) for number in body)
    root = _state_root(page)
    if root >= 0:
        source = page.elements[root].attributes[_SOURCE]
        if source.startswith("site "):
            return Evidence(source, 0.97, reason=f"{letters} characters")
        return Evidence(source, 0.8, reason=f"{letters} characters in the page's data, too few in its visible text")
    return Evidence("visible text", 0.9, reason=f"{letters} characters")


def _shows_headline(page: Page, labels: Sequence[Label]) -> bool:
    """Whether a visible headline is an h1, or that of the page's title: a line of a sidebar is neither."""
    title = key(page.signals.title)
    shown = [page.blocks[label.block] for label in labels if label.role is Role.HEADLINE]
    return any(block.tag == "h1" or (folded := key(block.text)) in title or title in folded for block in shown)


def _is_shell(page: Page) -> bool:
    """Whether the page has elements for its article and none of them holds a text: scripts fill them."""
    elements = page.elements
    outside = {-1}
    # Most pages have a text in such an element: then only those around their first lines are looked at.
    for _, text, tag, element, _, _ in page.blocks:
        if len(text) < _SHORTEST_LINE or tag in HEADINGS:
            continue
        number = element
        while number not in outside:
            if _holds_article(elements[number]):
                return False
            outside.add(number)
            number = elements[number][0]
    return any(number not in outside and _holds_article(element) for number, element in enumerate(elements))


def _holds_article(element: Element) -> bool:
    """Whether an element is there for the article, by its name."""
    _, tag, _, attributes, _ = element
    if tag not in _BOXES:
        return tag == "article"
    name = attributes.get("itemprop") or attributes.get("id") or attributes.get("class")
    return bool(name and _SHELL.search(name))


def _state_root(page: Page) -> int:
    """Return the element that holds the blocks from scripts: they come last."""
    number = len(page.elements) - 1
    while number > 0:
        if page.elements[number].tag == STATE_TAG:
            return number
        number = page.elements[number].parent
    return -1


def _article_body(page: Page) -> StateText | None:
    node = article_node(page)
    raw = node.get("articleBody") if node else None
    if not isinstance(raw, str):
        return None
    text = raw if "\n" in raw or "<" in raw else first_text(raw) or ""
    return StateText("json-ld articleBody", as_html(text), text_weight(text), is_own=True)


def _is_fuller(text: StateText, visible: int, body: Sequence[str]) -> bool:
    if text.weight < _SHORTEST or text.weight < visible * _FACTOR_OF_START:
        return False
    if text.weight >= visible * _FACTOR:
        return True
    starts = [line[:_START] for line in body if len(line) >= _START]
    return bool(starts) and all(start in text.html for start in starts)


def place_of_text(page: Page, labels: Sequence[Label]) -> int:
    """Return the number of the block before which the text goes: after the headline and what belongs to it."""
    roles: Mapping[int, Role] = {label.block: label.role for label in labels}
    bodies = [number for number, role in roles.items() if role is Role.BODY]
    if bodies:
        return min(bodies)
    place = max((number for number, role in roles.items() if role is Role.HEADLINE), default=-1) + 1
    while 0 < place < len(page.blocks) and roles.get(place) in _HEAD_ROLES:
        place += 1
    return place


def inserted(page: Page, text: StateText, at: int) -> Page:
    """Return the page with the text's blocks from number `at` on, their elements after all others."""
    reading = read_blocks(text.html)
    count, root = len(reading.blocks), len(page.elements)
    added = tuple(_moved(block, block.number + at, root + 1 + block.element) for block in reading.blocks)
    later = tuple(block._replace(number=block.number + count) for block in page.blocks[at:])
    holder = Element(0, STATE_TAG, 1, FrozenDict({_SOURCE: text.source}))
    return replace(
        page,
        blocks=(*page.blocks[:at], *added, *later),
        elements=(*page.elements, holder, *_elements(reading, root)),
        marks=(
            *(mark._replace(block=_shifted(mark.block, at, count)) for mark in page.marks),
            *(mark._replace(block=mark.block + at) for mark in reading.marks),
        ),
        links=tuple(link._replace(block=_shifted(link.block, at, count)) for link in page.links),
        inlines=(
            *(inline._replace(block=_shifted(inline.block, at, count)) for inline in page.inlines),
            *(inline._replace(block=inline.block + at) for inline in reading.inlines),
        ),
        images=(
            *(image._replace(block=_shifted(image.block, at, count)) for image in page.images),
            *(image._replace(block=image.block + at, element=image.element + root + 1) for image in reading.images),
        ),
    )


def _elements(reading: Reading, root: int) -> tuple[Element, ...]:
    return tuple(
        element._replace(parent=root if element.parent < 0 else root + 1 + element.parent, depth=element.depth + 2)
        for element in reading.elements
    )


def _moved(block: Block, number: int, element: int) -> Block:
    return block._replace(number=number, element=element)


def _shifted(number: int, at: int, count: int) -> int:
    return number + count if number >= at else number
