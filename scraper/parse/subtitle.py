"""The subtitle (deck, 부제): the visible lines between headline and text that the page sets apart; none is invented."""

from __future__ import annotations

import re

from scraper.model import Block, Evidence, Finding, Outline, Page, missing
from scraper.parse.article_node import article_node, texts

_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_HINT = re.compile(
    r"sub[-_]?(?:title|head|heading|tit)|(?:^|[\s_-])(?:deck|dek|standfirst|lead|lede|intro|teaser|summary|tagline|description|"
    r"abstract|chapeau|strap|strapline)(?:$|[\s_-])"
)
_DASHES = "-–—―‐ "
_REACH = 12
_SHORTEST = 8
_LONGEST = 600
_LINE = 120
_DASHED = re.compile(r"^\s*[-–—―]\s?\S")
_SENTENCE_END = re.compile(r"[.!?。！？]['\"”’」』)\]]*$")


def find_subtitle(page: Page, *, outline: Outline, headline: str | None) -> Finding[str]:
    """Return the subtitle, its lines joined by a newline, and the blocks that print it.

    In order: a block near the headline that says what the page's description says; one whose markup calls it so; lines
    between dashes; in a text dump, the lone line between headline and text.
    """
    if outline.headline is None or not outline.body:
        return Finding(None, missing("no headline or no text to stand between"))
    first = outline.headline + 1
    near = [
        block
        for block in page.blocks[first : first + _REACH]
        if _SHORTEST <= len(block.text) <= _LONGEST
        and block.text != headline
        and block.link_chars * 2 < len(block.text)
    ]
    described = _described(page, near)
    if described is not None:
        return described
    text_start = _text_start(page, outline)
    above = [block for block in near if block.number < text_start]
    for block in above:
        hint = page.elements[block.element].hint if page.elements else ""
        if _HINT.search(hint) and len(block.text) <= _LONGEST / 2:
            return Finding(_lines([block]), Evidence("markup", 0.8, raw=hint), (block.number,))
    dashed = [block for block in above if _DASHED.match(block.text) and len(block.text) <= _LINE]
    if dashed:
        return Finding(_lines(dashed), Evidence("dashes", 0.8), tuple(block.number for block in dashed))
    if page.kind == "text" and above and not _SENTENCE_END.search(above[0].text):
        return Finding(_lines(above[:1]), Evidence("line under the headline", 0.7), (above[0].number,))
    return Finding(None, missing("no line between headline and text is set apart"))


def _text_start(page: Page, outline: Outline) -> int:
    """Return the number of the first body block that is a sentence or long."""
    for number in outline.body:
        text = page.blocks[number].text
        if len(text) > _LINE or _SENTENCE_END.search(text):
            return number
    return outline.body[0]


def _described(page: Page, near: list[Block]) -> Finding[str] | None:
    """Return the block that the description repeats. A description that only quotes the text's first lines is none."""
    node = article_node(page)
    named = [(name, page.signals.meta_value(name) or "") for name in _DESCRIPTIONS]
    named += [("json-ld:description", text) for text in texts(node.get("description"))] if node else []
    for name, description in named:
        key = _key(description)
        if len(key) < _SHORTEST:
            continue
        for block in near:
            shown = _key(block.text)
            if shown == key and block.tag not in {"li", "figcaption"} and not _opens_text(page, block):
                return Finding(_lines([block]), Evidence(name, 0.85, raw=description), (block.number,))
    return None


def _opens_text(page: Page, block: Block) -> bool:
    """Whether the block is one paragraph among its like: the next block stands in an element of the same name."""
    after = page.blocks[block.number + 1 : block.number + 2]
    if not after or not page.elements:
        return False
    this, following = page.elements[block.element], page.elements[after[0].element]
    same = this.parent == following.parent and this.tag == following.tag
    return same and this.attributes.get("class") == following.attributes.get("class")


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _lines(blocks: list[Block]) -> str:
    lines = [
        line.strip(_DASHES) if _DASHED.match(line) else line for block in blocks for line in block.text.split("\n")
    ]
    return "\n".join(line for line in lines if line)
