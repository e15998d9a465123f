"""Selectors that reach everything: a `css:` or `xpath:` text in, what it finds in lxml's tree of a page out.

The page's own selectors find block-level elements, at no cost; these find inline ones, attributes and texts, too, and
cost a second parse of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from scraper.dom.documents import html_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

PREFIXES = ("css:", "xpath:")
# As people who know Scrapy write it.
_ENDING = re.compile(r"::(?:(text)|attr\(\s*([\w:.-]+)\s*\))\s*$")


class Reach(NamedTuple):
    """A selector as written, how it is looked for, and the attribute that is wanted of each element, if any."""

    text: str
    find: Callable[[_Element], Any]
    attribute: str | None = None


def parse_reach(text: str) -> Reach:
    """Return a selector that begins with `css:` or `xpath:`; raises `ValueError` with what is wrong.

    `css: a.writer::attr(title)` gives an attribute; `xpath: //a/@title` does by itself.

    >>> reached(html_tree("<a class=writer title='Ann Lee'>"), parse_reach("css: a.writer::attr(title)"))
    ['Ann Lee']
    """
    kind, _, given = text.partition(":")
    given = given.strip()
    if kind.strip() == "xpath":
        return Reach(text, _of_xpath(text, given))
    ending = _ENDING.search(given)
    selector = given[: ending.start()] if ending else given
    return Reach(text, _of_css(text, selector), ending[2] if ending else None)


def _of_css(text: str, selector: str) -> Callable[[_Element], Any]:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    try:
        return CSSSelector(selector, translator="html")
    except SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector: {error}") from error


def _of_xpath(text: str, expression: str) -> Callable[[_Element], Any]:
    from lxml import etree

    try:
        find = etree.XPath(expression)
        found = find(html_tree(""))
    except etree.XPathError as error:
        raise ValueError(f"{text!r} is no XPath expression: {error}") from error
    if not isinstance(found, (list, str)):
        raise ValueError(f"{text!r} gives a number or a yes or no; select elements, attributes or text")  # noqa: TRY004
    return find


def reached(tree: _Element, reach: Reach) -> list[_Element | str]:
    """Return what the selector finds, in page order: elements, or texts and attributes that are not blank."""
    from lxml import etree

    try:
        found = reach.find(tree)
    except etree.XPathError:
        return []
    items: list[Any] = [found] if isinstance(found, str) else found
    if reach.attribute is not None:
        items = [item.get(reach.attribute, "") for item in items]
    return [str(item) if isinstance(item, str) else item for item in items if not isinstance(item, str) or item.strip()]
