"""A page's text in, its tree by lxml or BeautifulSoup out, and back."""

from __future__ import annotations

import re
import sys
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.html import HtmlElement

_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_SURROGATES = re.compile("[\ud800-\udfff]")
_EMPTY = b"<html><body></body></html>"


def html_tree(text: str, url: str | None = None) -> HtmlElement:
    """Return the root element of a page as lxml reads it; a page without any has an empty one.

    >>> html_tree("<h1>Ferry<p>back", "http://paper.example/").xpath("string(//h1)")
    'Ferry'
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    data = _SURROGATES.sub("\ufffd", text).replace("\0", "\ufffd").encode()
    base = url if url and url.isascii() and url.isprintable() else None
    try:
        return html.document_fromstring(data, parser=parser, base_url=base)
    except (etree.ParserError, etree.XMLSyntaxError):
        return html.document_fromstring(_EMPTY, parser=parser, base_url=base)


def soup_of(text: str) -> BeautifulSoup:
    """Return a page as BeautifulSoup has it, read by lxml.

    >>> soup_of("<h1>Ferry</h1>").h1.string
    'Ferry'
    """
    from bs4 import BeautifulSoup

    # The library warns of what looks like XML, or like the name of a file; here it is neither.
    begun = _DECLARATION.match(text)
    markup = text[begun.end() :] if begun else text
    if "<" not in markup:
        markup = f"<p>{escape(markup)}</p>"
    return BeautifulSoup(_SURROGATES.sub("\ufffd", markup), "lxml")


def markup_of(value: Any) -> str | None:
    """Return the HTML of an lxml element or tree, or of a BeautifulSoup or tag of it; `None` for all else."""
    etree, bs4 = sys.modules.get("lxml.etree"), sys.modules.get("bs4")
    # Who has an object of a library has imported it.
    if etree is not None and isinstance(value, (etree._Element, etree._ElementTree)):  # noqa: SLF001 -- their types
        told: str = etree.tostring(value, encoding="unicode", method="html", with_tail=False)
        return told
    if bs4 is not None and isinstance(value, bs4.Tag):
        return str(value.decode(formatter="minimal"))
    return None


def address_of(value: Any) -> str | None:
    """Return the address that a tree of lxml was read from, if it knows one."""
    etree = sys.modules.get("lxml.etree")
    if etree is None:
        return None
    if isinstance(value, etree._ElementTree):  # noqa: SLF001 -- its type
        value = value.getroot()
    base = value.base if isinstance(value, etree._Element) else None  # noqa: SLF001 -- its type
    return base if isinstance(base, str) and base.startswith(("http://", "https://")) else None
