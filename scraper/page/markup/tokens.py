"""HTML text in, a flat list of texts and tags out, with the title and the data scripts taken out of it.

Tags are told from text as the HTML standard does (section 13.2.5): quotes count after `=` only, a comment ends at
`-->`, a script at its end tag. What a page leaves open ends so that what follows is not lost. Linear in the page.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from scraper.model import Script
from scraper.page.markup.attributes import read_attributes

# Comments, and elements whose text is no text of the page: script, style, svg, title, textarea. Letters in both cases
# are three times as quick as IGNORECASE.
_ISLAND = re.compile(
    r"<(?:!--|([sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE]|[vV][gG])"
    r"|[tT](?:[iI][tT][lL][eE]|[eE][xX][tT][aA][rR][eE][aA]))(?=[\s/>]))",
    re.ASCII,
)
# A quote that nothing closes is a letter like any other: trying again behind it costs the square of the page.
_ATTRIBUTES = r"""[^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|)[^>=]*+)*+"""
_TAG = re.compile(rf"<(?:(/?[a-zA-Z][^\s/>]*+)|[!?])({_ATTRIBUTES})>", re.ASCII)
_TAG_REST = re.compile(rf"({_ATTRIBUTES})>", re.ASCII)
_UNFINISHED = re.compile(r"<[/!?a-zA-Z]")
_COMMENT_END = "-->"
SCRIPT_MINIMUM = 20
# What the scripts say in their first characters that carry a page's data; the names of globals that frameworks use.
DATA_HEAD = 400
_DATA_NAMES = ("__next_f", "globalContent", "nitialState", "INITIAL_STATE", "reloadedState")
_DATA_GLOBAL = re.compile(r"__[A-Za-z_]{4,}__")


class Tokens(NamedTuple):
    """A page as a flat list: text, tag, attributes; text, tag, attributes; ... text.

    A tag is its name as written, with `/` for an end tag, `None` for a declaration; attributes are their markup. No
    entity is resolved.
    """

    parts: list[str]
    title: str
    scripts: tuple[Script, ...]


def tokenize(source: str) -> Tokens:
    """Return the texts and tags of an HTML page."""
    islands = _Islands(source)
    text = islands.cut()
    end = text.rfind(">") + 1
    parts = _TAG.split(text[:end])
    unfinished = _UNFINISHED.search(text, end)
    parts[-1] += text[end : unfinished.start() if unfinished else len(text)]
    return Tokens(parts, islands.title, tuple(islands.scripts))


class _Islands:
    """Takes comments, scripts, styles, drawings, the title and text fields out of a page, and keeps title and data."""

    def __init__(self, source: str) -> None:
        self._source = source
        # What has no end further on: asking again at each of a hundred thousand would cost the square of the page.
        self._endless: set[str] = set()
        self.title = ""
        self.scripts: list[Script] = []

    def cut(self) -> str:
        """Return the page without them."""
        source = self._source
        kept = []
        position = 0
        while found := _ISLAND.search(source, position):
            kept.append(source[position : found.start()])
            name = found[1]
            position = self._after_comment(found.end()) if name is None else self._after_element(name, found.end())
        kept.append(source[position:])
        return "".join(kept)

    def _after_comment(self, start: int) -> int:
        """Return where the text goes on after a comment whose `<!--` ends at `start`; an open one ends with its tag."""
        source = self._source
        if source.startswith((">", "->"), start):
            return source.index(">", start) + 1
        end = self._find(_COMMENT_END, start)
        return end + len(_COMMENT_END) if end >= 0 else (source.find(">", start) + 1 or len(source))

    def _after_element(self, name: str, start: int) -> int:
        """Return where the text goes on after the element `name`, whose tag's name ends at `start`."""
        source = self._source
        tag = _TAG_REST.match(source, start)
        if tag is None:
            return len(source)
        end = self._find_end(name, tag.end())
        name = name.lower()
        if end < 0:
            # A script that was cut off holds no text; what is open otherwise is a slip of the page.
            return len(source) if name in {"script", "style"} else tag.end()
        if name == "script" and end - tag.end() > SCRIPT_MINIMUM:
            self._keep_script(tag[1], source[tag.end() : end])
        elif name == "title" and not self.title:
            self.title = " ".join(html.unescape(source[tag.end() : end]).split())
        return source.find(">", end) + 1 or len(source)

    def _find_end(self, name: str, start: int) -> int:
        """Return where the end tag of `name` begins, -1 if there is none.

        It is sought as the start tag is written: a search in any case would take as long as all the rest of `cut`.
        """
        other = name.lower() if name != name.lower() else name.upper()
        end = self._find(f"</{name}", start)
        return end if end >= 0 else self._find(f"</{other}", start)

    def _find(self, text: str, start: int) -> int:
        if text in self._endless:
            return -1
        place = self._source.find(text, start)
        if place < 0:
            self._endless.add(text)
        return place

    def _keep_script(self, markup: str, text: str) -> None:
        if carries_data(markup, text[:DATA_HEAD]):
            self.scripts.append(as_script(markup, text))


def carries_data(markup: str, head: str) -> bool:
    """Return whether a script with these attributes that begins so carries the data of its page."""
    if "json" in markup.lower() or any(name in head for name in _DATA_NAMES):
        return True
    return "__" in head and _DATA_GLOBAL.search(head) is not None


def as_script(markup: str, text: str) -> Script:
    """Return a script by its attributes and its text."""
    attributes = read_attributes(markup)
    return Script(attributes.get("type", "").lower(), attributes.get("id", ""), text)
