"""What a browser asks for to show a page: its pictures and style sheets, and what those sheets ask for in turn.

A page's text in, whole addresses out, each once, in the order in which they matter: sheets, the pictures that a window
of 1,280 pixels shows, then those that it shows only where others fail. No scripts, fonts, frames, films and counting
pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scraper.discover.assets.srcset import chosen, is_shown
from scraper.dom import HtmlTree, html_tree
from scraper.urls import base_of, is_web, join, without_login

# More addresses than this are no page's.
MOST = 1000
_MOST_SOURCES = 50
# Where scripts that load pictures late look for the address.
_LATE = ("data-src", "data-original", "data-lazy-src", "data-lazy")
_LATE_SETS = ("data-srcset", "data-lazy-srcset")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"'()\s;]+)[\"']?\s*\)?([^;{}]*);?", re.IGNORECASE)
_URL = re.compile(r"url\(\s{0,9}(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\"'()\s]*))\s{0,9}\)", re.IGNORECASE)
_PIXEL = re.compile(r"\s*[01](?:px)?\s*")


class Assets(NamedTuple):
    """The addresses that a page or a style sheet asks for."""

    sheets: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def page_assets(text: str, url: str, charset: str = "utf-8") -> Assets:
    """Return what the page at `url` asks for.

    >>> page_assets('<link rel=stylesheet href=/a.css><img src=b.jpg>', "https://paper.example/news/1")
    Assets(sheets=('https://paper.example/a.css',), pictures=('https://paper.example/news/b.jpg',))
    """
    tree = html_tree(text, url)
    base = base_of(url, next((one.get("href") for one in tree.iter("base") if one.get("href")), None), charset=charset)
    found = _Found(base, charset)
    spare: list[str] = []
    settled: set[HtmlTree] = set()
    for element in tree.iter():
        if isinstance(element.tag, str):
            _look_at(element, found, spare, settled)
    for address in spare:
        found.picture(address)
    return found.assets()


def sheet_assets(text: str, url: str) -> Assets:
    """Return what the style sheet at `url` asks for: sheets that it imports, and pictures, but no fonts.

    >>> sheet_assets('@import "b.css"; @font-face { src: url(c.woff2) } p { background: url(d.png) }', "https://a.example/")
    Assets(sheets=('https://a.example/b.css',), pictures=('https://a.example/d.png',))
    """
    found = _Found(url, "utf-8")
    found.style(text)
    return found.assets()


class _Found:
    """The addresses found so far, whole and each once."""

    def __init__(self, base: str | None, charset: str) -> None:
        self._base = base
        self._charset = charset
        self._sheets: dict[str, None] = {}
        self._pictures: dict[str, None] = {}

    def assets(self) -> Assets:
        return Assets(tuple(self._sheets), tuple(self._pictures))

    def sheet(self, address: str | None) -> None:
        self._add(self._sheets, address)

    def picture(self, address: str | None) -> None:
        self._add(self._pictures, address)

    def style(self, text: str) -> None:
        """Take in what the text of a sheet, or of a `style` attribute, asks for."""
        plain = _FONT_FACE.sub("", _COMMENT.sub("", text))
        for address, condition in _IMPORT.findall(plain):
            if is_shown(condition):
                self.sheet(address)
        for found in _URL.finditer(_IMPORT.sub("", plain)):
            self.picture(found[1] or found[2] or found[3])

    def _add(self, known: dict[str, None], address: str | None) -> None:
        if not address or len(known) >= MOST or address.lstrip()[:5].lower() == "data:":
            return
        url = join(self._base, address.strip(), charset=self._charset)
        if url and is_web(url):
            known.setdefault(without_login(url.partition("#")[0]))


def _look_at(element: HtmlTree, found: _Found, spare: list[str], settled: set[HtmlTree]) -> None:
    """Take in what one element asks for; `spare` gets what is shown where another picture fails.

    `settled` has the `picture` elements of which a `source` has been chosen.
    """
    if "style" in element.attrib:
        found.style(element.get("style") or "")
    match element.tag:
        case "link":
            _look_at_link(element, found)
        case "style":
            found.style(element.text or "")
        case "source":
            _look_at_source(element, found, settled)
        case "img":
            _look_at_image(element, found, spare, settled)
        case "input" if (element.get("type") or "").lower() == "image":
            found.picture(element.get("src"))
        case "video":
            found.picture(element.get("poster"))
        case "body" | "table" | "tr" | "td" | "th":
            found.picture(element.get("background"))


def _look_at_link(element: HtmlTree, found: _Found) -> None:
    rel = (element.get("rel") or "").lower().split()
    is_sheet = "stylesheet" in rel and "alternate" not in rel
    # Turned into a sheet by its own onload, a common way to load one late.
    is_late = "preload" in rel and (element.get("as") or "").lower() == "style"
    if (is_sheet or is_late) and is_shown(element.get("media")):
        found.sheet(element.get("href"))
    elif "icon" in rel:
        found.picture(element.get("href"))


def _look_at_source(element: HtmlTree, found: _Found, settled: set[HtmlTree]) -> None:
    picture = _picture_of(element)
    if picture is None or picture in settled or not is_shown(element.get("media")):
        return
    if best := _of_sets(element):
        settled.add(picture)
        found.picture(best)


def _look_at_image(element: HtmlTree, found: _Found, spare: list[str], settled: set[HtmlTree]) -> None:
    if any(_PIXEL.fullmatch(element.get(name) or "") for name in ("width", "height")):
        return
    plain = [address for name in ("src", *_LATE) if (address := element.get(name))]
    best = _of_sets(element)
    if _picture_of(element) in settled:
        spare += [best] if best else plain
    elif best:
        found.picture(best)
        spare += plain
    else:
        for address in plain:
            found.picture(address)


def _picture_of(element: HtmlTree) -> HtmlTree | None:
    """Return the `picture` that the element stands in; lxml takes a `source`, which is empty, for what is around it."""
    parent = element.getparent()
    for _ in range(_MOST_SOURCES):
        if parent is None or parent.tag != "source":
            break
        parent = parent.getparent()
    return parent if parent is not None and parent.tag == "picture" else None


def _of_sets(element: HtmlTree) -> str | None:
    """Return the address that a browser chooses among those of the element, if it names several sizes."""
    return next(_chosen(element), None)


def _chosen(element: HtmlTree) -> Iterator[str]:
    sizes = element.get("sizes") or element.get("data-sizes")
    for name in ("srcset", *_LATE_SETS):
        best = chosen(element.get(name) or "", sizes)
        if best and best[:5].lower() != "data:":
            yield best
