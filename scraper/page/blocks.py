"""HTML text in, blocks and signals out, in one pass over the page.

Nothing is skipped because of its tag or class, for an unclosed `<button>` or `<form>` can wrap a whole article.
"""

from __future__ import annotations

from typing import NamedTuple

from scraper.model import Block, Element, ImageTag, Link, Mark, Script
from scraper.page.reader import Reader
from scraper.page.tokens import tokenize


class Reading(NamedTuple):
    """Everything one pass over the page yields."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    marks: tuple[Mark, ...]
    images: tuple[ImageTag, ...]
    links: tuple[Link, ...]
    title: str
    language: str
    meta: tuple[tuple[str, str], ...]
    head_links: tuple[tuple[str, str], ...]
    scripts: tuple[Script, ...]


def read_blocks(html: str) -> Reading:
    """Return the blocks and signals of an HTML page; an unreadable one has none. Linear in the page."""
    tokens = tokenize(html)
    reader = Reader()
    reader.read(tokens.parts)
    root = reader.elements[0].attributes
    return Reading(
        tuple(reader.blocks),
        tuple(reader.elements),
        tuple(reader.marks),
        tuple(reader.images),
        tuple(reader.links),
        tokens.title,
        root.get("lang") or root.get("xml:lang") or "",
        tuple(reader.meta),
        tuple(reader.head_links),
        tokens.scripts,
    )
