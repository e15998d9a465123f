"""The attributes of a tag, read from its markup when somebody asks: on most elements of a page nobody does."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from typing import TypeVar, overload

T = TypeVar("T")
_HREF = ' href="'
# A name that goes on with `=` is none: `?a=1&copy=2` (HTML standard, 13.2.5.73).
_REFERENCE = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?|[A-Za-z][A-Za-z0-9]*+(?:;|(?!=)))")
# Links of the head that help the browser load the page and say nothing about it.
ASSETS = frozenset({"stylesheet", "preload", "preconnect", "dns-prefetch", "prefetch", "modulepreload"})
_CLASS_SPACE = re.compile(r"[ \t\n\f\r]+")
# The names of pictures that stand in for one that is loaded later; and the pictures of a `srcset`.
_PLACEHOLDER = re.compile(
    r"(?:\A|[/._-])(?:placeholder|blank|spacer|transparent|loading|lazyload|1x1|dummy)(?:[._-][^/]*)?\Z", re.IGNORECASE
)
_CANDIDATE = re.compile(r"[\s,]*+(\S*[^\s,])(?:,+(?=\s|\Z)|\s*+([^,]*+))")
_SIZE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)[wx]", re.ASCII)
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
        values = {name: unescape_attribute(value) for name, value in values.items()}
    return values


def unescape_attribute(value: str) -> str:
    """Return the value of an attribute with its character references resolved.

    Other than in text, a name without semicolon in front of a letter, a digit or `=` is none.

    >>> unescape_attribute("?a=1&amp;b=2&section=3&copy=4&lt5 &copy &#8217;")
    '?a=1&b=2&section=3&copy=4&lt5 © ’'
    """
    return _REFERENCE.sub(_resolve, value) if "&" in value else value


def _resolve(reference: re.Match[str]) -> str:
    text = reference[0]
    return html.unescape(text) if text[1] == "#" else html5.get(text[1:], text)


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


def classes_of(attributes: Mapping[str, str]) -> list[str]:
    """Return the classes of an element.

    >>> classes_of({"class": " lead  wide "})
    ['lead', 'wide']
    """
    names = attributes.get("class", "")
    # What is printable has no other blanks than spaces.
    return names.split() if names.isprintable() else [name for name in _CLASS_SPACE.split(names) if name]


def address_of(markup: str) -> str:
    """Return the address of a link, "" if it has none."""
    # As most are written: the regular expression takes ten times as long.
    end = markup.find('"', len(_HREF)) if markup.startswith(_HREF) else -1
    if end < 0:
        return read_attributes(markup).get("href", "")
    return unescape_attribute(markup[len(_HREF) : end])


def image_of(attributes: Mapping[str, str], source: str = "") -> tuple[str, str]:
    """Return the address of an image, "" if it has none, and its alternative text; lazy loading is seen through.

    `source` is what a `<source>` before it offers.
    """
    get = attributes.get
    src = get("data-src") or get("data-original") or get("data-lazy-src") or get("src", "")
    late, now = get("data-srcset", ""), get("srcset", "")
    if (late or now or source) and is_placeholder(src):
        src = largest_of(late) or largest_of(now) or source or src
    return src or get("src", ""), get("alt", "")


def is_placeholder(src: str) -> bool:
    """Return whether an image's address is none, or by its name a picture that a script would replace.

    >>> is_placeholder("data:image/gif;base64,R0lGOD"), is_placeholder("/img/placeholder.png"), is_placeholder("/a.jpg")
    (True, True, False)
    """
    return not src or src.startswith("data:") or _PLACEHOLDER.search(src) is not None


def largest_of(srcset: str) -> str:
    """Return the address of the widest or densest picture of a `srcset`, the first of several; "" if there is none.

    >>> largest_of("data:image/gif;base64,R0lGOD 1w, /a,b.jpg 600w, /c.jpg 1200w, /d.jpg 300w"), largest_of("/a, /b 2x")
    ('/c.jpg', '/b')
    """
    best, size = "", -1.0
    for address, descriptor in _CANDIDATE.findall(srcset):
        found = _SIZE.match(descriptor)
        # Without a size it is the picture for a screen of common density.
        own = float(found[1]) if found else 1.0
        if own > size and not address.startswith("data:"):
            best, size = address, own
    return best


def meta_of(attributes: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the name, in lower case, and the content that a `<meta>` gives."""
    get = attributes.get
    name = get("property") or get("name") or get("itemprop") or get("http-equiv")
    return (name.strip().lower(), " ".join(get("content", "").split())) if name else None


def head_link_of(attributes: Mapping[str, str]) -> tuple[str, str] | None:
    """Return relation, in lower case, and address of a `<link>` that says something about the page."""
    rel, href = attributes.get("rel", "").strip().lower(), attributes.get("href")
    return (rel, href.strip()) if rel and href and rel.split()[0] not in ASSETS else None
