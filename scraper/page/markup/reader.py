"""A page's tags in, blocks with their elements, marks, links and images out.

The hottest code of the project: a thousand tags a page pass through `Reader.read`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from scraper.model import Element
from scraper.page.markup.element_reader import DEEPEST, ElementReader
from scraper.page.markup.hiding import Hiding
from scraper.page.markup.mark_reader import Aside
from scraper.page.markup.tags import (
    BLOCK,
    BLOCK_END,
    INLINE,
    INLINE_END,
    OTHER,
    OTHER_END,
    Tag,
    tag_of,
)

# Named tuples are made by the bare constructor here: at a thousand a page the keyword form costs a tenth of the record.
_new: Callable[..., Any] = tuple.__new__

# A character reference that a tag cuts off.
_CUT = re.compile(r"&#?[0-9A-Za-z]*+\Z", re.ASCII)
LONGEST_CUT = 40


class Reader(ElementReader):
    """Reads the tokens of one page, once; what it found stands in its public lists."""

    def __init__(self, hiding: Hiding) -> None:
        super().__init__(hiding)
        self._starts: Mapping[str, Callable[[str, str], None]] = {
            "a": self._start_anchor,
            "b": self._start_strong,
            "strong": self._start_strong,
            "em": self._start_slant,
            "i": self._start_slant,
            "br": self._start_break,
            "hr": self._start_rule,
            "img": self._start_image,
            "amp-img": self._start_image,
            "picture": self._start_picture,
            "source": self._start_source,
            "meta": self.head.add_meta,
            "link": self.head.add_link,
            "base": self.head.add_base,
            "time": self._start_time,
            "html": self._start_html,
            "body": self._start_body,
        }
        self._ends: Mapping[str, Callable[[], None]] = {
            "a": self._end_link,
            "b": self._end_bold,
            "strong": self._end_bold,
            "em": self._end_slanted,
            "i": self._end_slanted,
            # As a browser has it (13.2.6.4.7).
            "br": self._start_break,
            # What follows an early </body></html> is the page's all the same.
            "hr": self._flush,
            "html": self._flush,
            "body": self._flush,
        }

    # ------------------------------------------------------------ tags

    def read(self, parts: list[str]) -> None:  # noqa: C901, PLR0912, PLR0915 -- one loop: calls would cost half as much
        """Read a page's tokens."""
        known: dict[str, Tag] = {}
        buffer, stack, open_tags, elements, marks = (
            self._buffer, self._stack, self._open_tags, self.elements, self._marks,
        )  # fmt: skip
        markups, hiding, asides = self._markups, self._hiding, self._asides
        tokens = iter(parts)
        for text, written, markup in zip(tokens, tokens, tokens, strict=False):
            if text and (buffer or not text.isspace()):
                buffer.append(_whole(text) if "&" in text else text)
            tag = known.get(written)
            if tag is None:
                tag = known[written] = tag_of(written, hiding.tags)
            action, name, ends, asks = tag
            if asides:
                ended = self._pass_aside(tag)
                buffer, marks = self._buffer, self._marks
                if ended:
                    continue
            if action == BLOCK_END:
                if buffer:
                    self._flush()
                if open_tags[-1] == name:
                    stack.pop()
                    open_tags.pop()
                    if len(stack) < self._watch:
                        self._settle(len(stack))
                else:
                    self._close(name)
            elif action == BLOCK:
                attributes, kind, may_hide = markups.get(markup) or self._learn(markup)
                hides = (asks or may_hide) and hiding.hides(name, markup, elements, self._around(ends))
                if buffer:
                    if hides and not ends and len(stack) < DEEPEST:
                        self._start_aside(name, markup, is_inline=False)
                        buffer, marks = self._buffer, self._marks
                        if kind:
                            self._open_mark(name, kind, markup)
                        continue
                    self._flush()
                while open_tags[-1] in ends:
                    self._pop()
                parent = stack[-1]
                number = len(elements)
                elements.append(_new(Element, (parent, name, len(stack), attributes, hides or elements[parent][4])))
                if len(stack) < DEEPEST:
                    stack.append(number)
                    open_tags.append(name)
                if kind:
                    self._open_mark(name, kind, markup)
            elif action == OTHER:
                self._starts[name](name, markup)
                buffer, marks = self._buffer, self._marks
            elif action == INLINE_END:
                if marks and marks[-1].tag == name:
                    self._end_mark()
            elif action == INLINE:
                if not (markup or asks):
                    if marks and marks[-1].tag == name:
                        marks[-1].nested += 1
                    continue
                _, kind, may_hide = markups.get(markup) or self._learn(markup)
                if (asks or may_hide) and hiding.hides(name, markup, elements, stack[-1]) and len(stack) < DEEPEST:
                    self._start_aside(name, markup, is_inline=True)
                    buffer, marks = self._buffer, self._marks
                elif marks and marks[-1].tag == name:
                    marks[-1].nested += 1
                if kind:
                    self._open_mark(name, kind, markup)
            elif action == OTHER_END:
                self._ends[name]()
                if marks and marks[-1].tag == name:
                    self._end_mark()
        if parts[-1]:
            self._buffer.append(parts[-1])
        while asides:
            self._end_aside()
        self._flush()
        self._settle(0)

    def _pass_aside(self, tag: Tag) -> bool:
        """Tell the innermost aside of a tag; return whether that was its own end tag, which has done all it does."""
        asides = self._asides
        action, name, ends, _ = tag
        aside = asides[-1]
        if action == BLOCK_END:
            place = self._place_of(name)
            while asides and 0 <= place <= asides[-1].level:
                is_own = place == asides[-1].level
                self._end_aside()
                if is_own:
                    return True
        elif action in {INLINE_END, OTHER_END}:
            if aside.tag == name and not aside.nested:
                self._end_aside()
                return True
            aside.nested -= aside.tag == name
        elif action == BLOCK:
            while asides and asides[-1].is_inline and self._is_innermost(asides[-1]) and self._open_tags[-2] in ends:
                self._end_aside()
        elif aside.tag == name == "a":
            # A link ends where the next one begins.
            self._end_aside()
        else:
            aside.nested += aside.tag == name
        return False

    def _is_innermost(self, aside: Aside) -> bool:
        return len(self._stack) == aside.level + 1


def _whole(text: str) -> str:
    """Return a text in front of a tag with a character reference at its end resolved: it does not go on behind."""
    cut = _CUT.search(text, max(0, len(text) - LONGEST_CUT))
    return text[: cut.start()] + unescape(cut[0]).replace("&", "&amp;") if cut else text
