"""HTML text in, blocks and signals out: one pass of libxml2's SAX events over the page.

Nothing is skipped because of its tag or class, for an unclosed `<button>` or `<form>` can wrap a whole article.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from scraper.model import Block, Element, ImageTag, Link, Mark, Script
from scraper.page.target import Target

_EARLY_END = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
# libxml2 2.14 silently drops text nodes over ten million bytes; a harmless tag in between keeps them.
_NODE_LIMIT = 4_000_000
_LONG_RUN = re.compile(rb"[^<]{%d}(?![\x80-\xbf])" % _NODE_LIMIT)


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
    data = html.replace("\0", "\ufffd").encode("utf-8", "replace")
    # libxml2 drops what follows an early </body></html>; without these tags nothing is lost.
    data = _EARLY_END.sub(b"", data)
    if len(data) > _NODE_LIMIT:
        data = _LONG_RUN.sub(rb"\g<0><wbr>", data)
    target = Target()
    parser = etree.HTMLParser(
        target=target,  # type: ignore[arg-type]  # the stubs ask for more than lxml does
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        no_network=True,
    )
    try:
        parser.feed(data)
        parser.close()
    except etree.LxmlError:
        target.close()
    return Reading(
        tuple(target.blocks),
        tuple(target.elements),
        tuple(target.marks),
        tuple(target.images),
        tuple(target.links),
        target.title,
        target.language,
        tuple(target.meta),
        tuple(target.head_links),
        tuple(target.scripts),
    )
