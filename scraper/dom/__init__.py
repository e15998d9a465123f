"""Text in, document trees of lxml and BeautifulSoup out, and back: the only room that knows the two libraries.

Both are imported when somebody asks for a tree; a record needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from scraper.dom.documents import address_of, html_tree, markup_of, soup_of
from scraper.dom.reach import PREFIXES, Reach, parse_reach, reached
from scraper.dom.recover import in_quotes, local_name, parsed, with_quotes

__all__ = [
    "PREFIXES",
    "HtmlTree",
    "Reach",
    "Soup",
    "SoupTag",
    "XmlElement",
    "XmlTree",
    "address_of",
    "html_tree",
    "in_quotes",
    "local_name",
    "markup_of",
    "parse_reach",
    "parsed",
    "reached",
    "soup_of",
    "with_quotes",
]

# What other rooms call the types of the two libraries.
if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from lxml.etree import _Element, _ElementTree
    from lxml.html import HtmlElement

    Soup: TypeAlias = BeautifulSoup
    SoupTag: TypeAlias = Tag
    HtmlTree: TypeAlias = HtmlElement
    XmlElement: TypeAlias = _Element
    XmlTree: TypeAlias = _ElementTree
else:
    Soup = SoupTag = HtmlTree = XmlElement = XmlTree = Any
