"""A page in, markup out that looks like it and does nothing: every run of text says which block it went to.

What comes out is written anew, tag by tag: the tags are from a list, so are their attributes, and no address is among
them; texts and values are escaped. Nothing of the page's own markup is passed on as it stands but its style sheets,
which have lost what could load anything. Linear in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import NamedTuple

from scraper.model import Block, Page
from scraper.page.block_places import blocks_of_texts
from scraper.page.markup import Tokens, read_attributes, tokenize

_TAGS = frozenset(
    """div p section article main aside header footer nav ul ol li dl dt dd table caption thead tbody tfoot tr td th
    colgroup h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption fieldset legend address details summary center hgroup
    menu a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong sub
    sup time tt u var label""".split()  # noqa: SIM905 -- readable
)
_VOID = frozenset({"br", "hr", "wbr", "col"})
# Shown as a box of the same class: a form can't be sent, a dialog can't be opened.
_BOXES = frozenset({"form", "dialog", "button"})
_ATTRIBUTES = frozenset(
    {"class", "id", "style", "align", "valign", "colspan", "rowspan", "width", "height", "dir", "lang", "hidden"}
)
_FLAGS = frozenset({"hidden"})
_ROOTS = frozenset({"html", "body"})
_STYLE = re.compile(r"<style(?=[\s>])[^>]*>", re.IGNORECASE)
_STYLE_END = re.compile(r"</style", re.IGNORECASE)
# What a style sheet fetches by; a browser under our policy would refuse it anyhow.
_REACHING = re.compile(
    r"(?:url|image-set|src|expression|image)\s*\(|@import|@charset|javascript:|-moz-binding", re.IGNORECASE
)
# A letter in the spelling that CSS allows it, too (CSS Syntax 3, 4.3.7).
_ESCAPED = re.compile(r"\\(?:0{0,4}([4-7][0-9a-fA-F])(?![0-9a-fA-F])\s?|([g-zG-Z]))")
_SURROGATES = re.compile("[\ud800-\udfff\0]")
# Characters of markup and of style sheets beyond which a page is cut: no browser shows more in reasonable time.
MOST = 6_000_000
MOST_STYLE = 1_000_000


class Harmless(NamedTuple):
    """The markup of the body, its own attributes and the root's as markup, the style sheets, and whether it is cut."""

    body: str
    body_attributes: str
    root_attributes: str
    styles: str
    is_cut: bool


def harmless(page: Page, names: Mapping[int, str]) -> Harmless:
    """Return the page without anything that acts; `names` says what each block is called, in `data-r`.

    A run of text of block 7 stands in `<span data-b="7" data-r="…">`, the first one with `id="xray-7"`.
    """
    if page.kind != "html" or not page.source:
        return Harmless("".join(_plain(page.blocks, names)), "", "", "", is_cut=False)
    tokens = tokenize(page.source)
    places = blocks_of_texts(page, tokens)
    roots: dict[str, str] = {}
    written: list[str] = []
    size = 0
    for piece in _Writer(places, names, roots).pieces(tokens):
        size += len(piece)
        if size > MOST:
            break
        written.append(piece)
    body, root = (roots.get(name, "") for name in ("body", "html"))
    return Harmless("".join(written), body, root, "".join(_styles(page.source)), size > MOST)


def _plain(blocks: tuple[Block, ...], names: Mapping[int, str]) -> Iterator[str]:
    for block in blocks:
        opening = _span(block.number, names, is_first=True)
        yield f'<p style="white-space:pre-line">{opening}{_text(block.text)}</span></p>'


def _span(number: int, names: Mapping[int, str], *, is_first: bool) -> str:
    name = f' id="xray-{number}"' if is_first else ""
    return f'<span{name} data-b="{number}" data-r="{escape(names.get(number, ""))}">'


def _text(text: str) -> str:
    return escape(_SURROGATES.sub("\ufffd", text), quote=False)


class _Writer:
    """Writes one page."""

    def __init__(self, places: Mapping[int, int], names: Mapping[int, str], roots: dict[str, str]) -> None:
        self._places, self._names, self._roots = places, names, roots
        self._seen: set[int] = set()

    def pieces(self, tokens: Tokens) -> Iterator[str]:
        """Yield the markup; of text that went to no block, as that of `<noscript>`, only the blanks."""
        parts = tokens.parts
        for place in range(0, len(parts), 3):
            text = parts[place]
            if text.strip():
                yield self._run(place // 3, text)
            elif text:
                yield text
            if place + 2 < len(parts) and parts[place + 1]:
                yield self._tag(parts[place + 1].lower(), parts[place + 2] or "")

    def _run(self, number: int, text: str) -> str:
        block = self._places.get(number)
        if block is None:
            return " "
        is_first = block not in self._seen
        self._seen.add(block)
        return f"{_span(block, self._names, is_first=is_first)}{_text(unescape(text))}</span>"

    def _tag(self, name: str, markup: str) -> str:
        is_end = name.startswith("/")
        name = name.removeprefix("/")
        if name in _ROOTS:
            if not is_end and name not in self._roots:
                self._roots[name] = _attributes(markup)
            return ""
        if name == "img":
            return "" if is_end else _picture(markup)
        if name in _VOID:
            return "" if is_end and name != "br" else f"<{name}{_attributes(markup)}>"
        if name in _BOXES:
            name = "div" if name != "button" else "span"
        elif name not in _TAGS:
            return ""
        if is_end:
            return f"</{name}>"
        return f"<{name}{' open' if name == 'details' else ''}{_attributes(markup)}>"


def _attributes(markup: str) -> str:
    """Return the attributes that only say how an element looks.

    >>> _attributes(' class="a&quot;b" href="javascript:x" onclick=x style="color:red;background:url(//x)" hidden')
    ' class="a&quot;b" style="color:red;background:none-(//x)" hidden'
    """
    if not markup.strip("/ \\n"):
        return ""
    found = []
    for name, value in read_attributes(markup).items():
        if name not in _ATTRIBUTES or (name == "id" and value.startswith("xray-")):
            continue
        shown = _calmed(value) if name == "style" else value
        found.append(f" {name}" if name in _FLAGS else f' {name}="{escape(_SURROGATES.sub("", shown))}"')
    return "".join(found)


def _picture(markup: str) -> str:
    """Return a box in the place of a picture, with what it says of it."""
    given = read_attributes(markup)
    return f'<span class="xray-picture">{_text(given.get("alt", "").strip()[:300])}</span>'


def _styles(source: str) -> Iterator[str]:
    """Yield the style sheets of the page without what reaches out."""
    left, at = MOST_STYLE, 0
    while left > 0 and (start := _STYLE.search(source, at)):
        end = _STYLE_END.search(source, start.end())
        if end is None:
            return
        text = source[start.end() : end.start()][:left]
        left -= len(text)
        at = end.end()
        yield _calmed(_SURROGATES.sub("", text)).replace("<", " ") + "\n"


def _calmed(style: str) -> str:
    r"""Return a style sheet whose names load nothing, however they are spelt.

    >>> _calmed(r"p { background: \75rl(//x) } q { content: '\f101' }")
    "p { background: none-(//x) } q { content: '\\f101' }"
    """
    if "\\" in style:
        style = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], style)
    return _REACHING.sub(lambda found: "none-(" if found[0].endswith("(") else "none-", style)
