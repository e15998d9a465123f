"""The attributes of a tag, read from its markup when somebody asks: on most elements of a page nobody does."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

T = TypeVar("T")
_HREF = ' href="'
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Links of the head that help the browser load the page and say nothing about it.
ASSETS = frozenset({"stylesheet", "preload", "preconnect", "dns-prefetch", "prefetch", "modulepreload"})
_ATTRIBUTE = re.compile(r"""([^\s=/>][^\s=/>]*+)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>]*+)))?""", re.ASCII)


def read_attributes(markup: str) -> dict[str, str]:
    """Return the attributes that `markup`, the text between a tag's name and its `>`, gives; names in lower case.

    The first of two with one name counts, as in a browser.

    >>> read_attributes(' CLASS="lead &amp; more" hidden data-n=7 class=x')
    {'class': 'lead & more', 'hidden': '', 'data-n': '7'}
    """
    found = _ATTRIBUTE.findall(markup)
    values = {name: double or single or bare for name, double, single, bare in found}
    if len(values) < len(found) or not "".join(values).islower():
        values = {}
        for name, double, single, bare in found:
            values.setdefault(name.lower(), double or single or bare)
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
    # As most are written: the regular expression takes ten times as long.
    end = markup.find('"', len(_HREF)) if markup.startswith(_HREF) else -1
    if end < 0:
        return read_attributes(markup).get("href", "")
    href = markup[len(_HREF) : end]
    return html.unescape(href) if "&" in href else href


def hide_element(attributes: Mapping[str, str]) -> bool:
    """Return whether the attributes hide their element."""
    return "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None


def image_of(attributes: Mapping[str, str]) -> tuple[str, str]:
    """Return the address of an image, "" if it has none, and its alternative text; lazy loading is seen through."""
    get = attributes.get
    src = get("data-src") or get("data-original") or get("data-lazy-src") or get("src")
    if not src or src.startswith("data:"):
        src = (get("data-srcset") or get("srcset") or "").strip().split(" ")[0] or get("src", "")
    return src, get("alt", "")


def meta_of(attributes: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the name, in lower case, and the content that a `<meta>` gives."""
    get = attributes.get
    name = get("property") or get("name") or get("itemprop") or get("http-equiv")
    return (name.strip().lower(), " ".join(get("content", "").split())) if name else None


def head_link_of(attributes: Mapping[str, str]) -> tuple[str, str] | None:
    """Return relation, in lower case, and address of a `<link>` that says something about the page."""
    rel, href = attributes.get("rel", "").strip().lower(), attributes.get("href")
    return (rel, href.strip()) if rel and href and rel.split()[0] not in ASSETS else None
