"""The attributes of a tag, read from its markup when somebody asks: on most elements of a page nobody does."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

T = TypeVar("T")
_HREF = re.compile(r"""(?<!\S)href\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Links of the head that help the browser load the page and say nothing about it.
_ASSET = re.compile(r"""rel=["']?(?:stylesheet|preload|preconnect|dns-prefetch|prefetch|modulepreload)\b""")
_ATTRIBUTE = re.compile(r"""([^\s=/>][^\s=/>]*+)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>]*+)))?""")


def read_attributes(markup: str) -> dict[str, str]:
    """Return the attributes that `markup`, the text between a tag's name and its `>`, gives; names in lower case.

    The first of two with one name counts, as in a browser.

    >>> read_attributes(' CLASS="lead &amp; more" hidden data-n=7 class=x')
    {'class': 'lead & more', 'data-n': '7', 'hidden': ''}
    """
    found = _ATTRIBUTE.findall(markup)
    values = {name: double or single or bare for name, double, single, bare in found}
    if len(values) < len(found) or not "".join(values).islower():
        values = {name.lower(): double or single or bare for name, double, single, bare in reversed(found)}
    if "&" in markup:
        values = {name: html.unescape(value) for name, value in values.items()}
    return values


class Attributes(Mapping[str, str]):
    """The attributes of an element whose tag's markup is read at the first question."""

    __slots__ = ("_markup", "_values")

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._values: dict[str, str] | None = None

    def _read(self) -> dict[str, str]:
        if self._values is None:
            self._values = read_attributes(self._markup)
        return self._values

    def __getitem__(self, name: str) -> str:
        return self._read()[name]

    def __contains__(self, name: object) -> bool:
        return name in self._read()

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    @overload
    def get(self, name: str) -> str | None: ...
    @overload
    def get(self, name: str, default: str | T) -> str | T: ...
    def get(self, name: str, default: object = None) -> object:
        """Return the value of an attribute; quicker than the inherited method."""
        values = self._values
        if values is None:
            if name not in self._markup and self._markup.islower():
                return default
            values = self._read()
        return values.get(name, default)


def address_of(markup: str) -> str:
    """Return the address of a link, "" if it has none."""
    start = markup.find(' href="')
    end = markup.find('"', start + 7)
    if 0 <= start < end:
        href = markup[start + 7 : end]
    else:
        found = _HREF.search(markup)
        href = (found[1] or found[2] or found[3] or "") if found else ""
    return html.unescape(href) if "&" in href else href


def relation_of(markup: str) -> str:
    """Return the `rel` of a link, "" if it has none."""
    return read_attributes(markup).get("rel", "") if "rel=" in markup else ""


def hide_element(markup: str, attributes: Mapping[str, str]) -> bool:
    """Return whether the attributes, of which `markup` is the text, hide their element."""
    if "hidden" not in markup and "none" not in markup:
        return False
    return "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None


def image_of(markup: str) -> tuple[str, str]:
    """Return the address of an image, "" if it has none, and its alternative text; lazy loading is seen through."""
    get = read_attributes(markup).get
    src = get("data-src") or get("data-original") or get("data-lazy-src") or get("src")
    if not src or src.startswith("data:"):
        src = (get("data-srcset") or get("srcset") or "").strip().split(" ")[0] or get("src", "")
    return src, get("alt", "")


def meta_of(markup: str) -> tuple[str, str] | None:
    """Return the name, in lower case, and the content that a `<meta>` gives."""
    get = read_attributes(markup).get
    name = get("property") or get("name") or get("itemprop") or get("http-equiv")
    return (name.strip().lower(), " ".join(get("content", "").split())) if name else None


def head_link_of(markup: str) -> tuple[str, str] | None:
    """Return relation and address of a `<link>` that says something about the page."""
    if _ASSET.search(markup):
        return None
    get = read_attributes(markup).get
    rel, href = get("rel"), get("href")
    return (rel.strip().lower(), href.strip()) if rel and href else None
