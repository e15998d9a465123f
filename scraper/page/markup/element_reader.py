"""The elements that a page's tags open and end, and what else a start tag may begin."""

from __future__ import annotations

from collections.abc import Mapping

from scraper.model import Element, FrozenDict
from scraper.page.markup.attributes import Attributes, largest_of, read_attributes
from scraper.page.markup.head import Head
from scraper.page.markup.hiding import Hiding
from scraper.page.markup.marks import link_kind, may_mark, named_kind, words_of
from scraper.page.markup.run_reader import RunReader
from scraper.page.markup.tags import SCOPES, TABLE_TAGS

# Browsers nest no deeper either.
DEEPEST = 512

# What the attributes of an element say: themselves, the kind of mark that it is ("": none), whether they may hide it.
_Markup = tuple[Mapping[str, str], str, bool]
BARE: _Markup = (FrozenDict(), "", False)


class ElementReader(RunReader):
    """The elements of one page."""

    def __init__(self, hiding: Hiding) -> None:
        super().__init__(hiding)
        self.head = Head()
        self._markups: dict[str, _Markup] = {"": BARE}

    def _learn(self, markup: str) -> _Markup:
        """Return what the attributes of an element say; pages use the same ones over and over."""
        attributes = Attributes(markup)
        has_references, words = "&" in markup, words_of(markup)
        kind = named_kind(attributes) if has_references or may_mark(words) else ""
        learnt = self._markups[markup] = (attributes, kind, has_references or self._hiding.may_hide(words))
        return learnt

    def _pop(self) -> None:
        """End an element whose end tag the page leaves out; a link around blocks outlives the paragraph it began in."""
        tag = self._open_tags.pop()
        self._stack.pop()
        depth = len(self._stack)
        if tag == "p" and self._link is not None:
            href, markup, first, level, watch = self._link
            self._link = (href, markup, first, min(level, depth), watch)
        if depth < self._watch:
            self._settle(depth)

    def _place_of(self, tag: str) -> int:
        """Return the place of the innermost open element `tag`; -1 if a table cell or the like stands between."""
        open_tags = self._open_tags
        if tag not in open_tags:
            return -1
        place = len(open_tags) - 1
        while open_tags[place] != tag:
            if open_tags[place] in SCOPES and tag not in TABLE_TAGS:
                return -1
            place -= 1
        return place

    def _close(self, tag: str) -> None:
        """End the innermost open element `tag` and all in it."""
        place = self._place_of(tag)
        if place < 0:
            return
        del self._open_tags[place:], self._stack[place:]
        if place < self._watch:
            self._settle(place)

    # ------------------------------------------------------------ what else a tag may start

    def _start_inline(self, tag: str, markup: str) -> list[bytes]:
        """Begin an inline element that does more than others; return the words of its markup."""
        words = words_of(markup)
        may_hide = "&" in markup or self._hiding.may_hide(words) or tag in self._hiding.tags
        hides = may_hide and self._hiding.hides(tag, markup, self.elements, self._stack[-1])
        if hides and len(self._stack) < DEEPEST:
            self._start_aside(tag, markup, is_inline=True)
        return words

    def _start_anchor(self, tag: str, markup: str) -> None:
        words = self._start_inline(tag, markup)
        is_marked = "&" in markup or may_mark(words)
        self._start_link(tag, markup, link_kind(read_attributes(markup)) if is_marked else "")

    def _start_strong(self, tag: str, markup: str) -> None:
        self._start_inline(tag, markup)
        self._start_bold()

    def _start_slant(self, tag: str, markup: str) -> None:
        _, kind, may_hide = self._markups.get(markup) or self._learn(markup)
        asks = may_hide or tag in self._hiding.tags
        if asks and self._hiding.hides(tag, markup, self.elements, self._stack[-1]) and len(self._stack) < DEEPEST:
            self._start_aside(tag, markup, is_inline=True)
        elif self._marks and self._marks[-1].tag == tag:
            self._marks[-1].nested += 1
        if kind:
            self._open_mark(tag, kind, markup)
        self._start_slanted()

    def _start_time(self, tag: str, markup: str) -> None:
        self._start_inline(tag, markup)
        if self._marks and self._marks[-1].tag == tag:
            self._marks[-1].nested += 1
        self._open_mark(tag, "time", markup)

    def _start_break(self, _tag: str = "", _markup: str = "") -> None:
        self._break()

    def _start_rule(self, _tag: str, _markup: str) -> None:
        self._flush()
        if self._open_tags[-1] == "p":
            self._pop()

    def _start_image(self, _tag: str, markup: str) -> None:
        self._add_image(markup)

    def _start_picture(self, _tag: str, _markup: str) -> None:
        self._source = ""

    def _start_source(self, _tag: str, markup: str) -> None:
        if not self._source:
            attributes = read_attributes(markup)
            self._source = largest_of(attributes.get("data-srcset") or attributes.get("srcset", ""))

    def _start_html(self, tag: str, markup: str) -> None:
        if markup and not self.elements[0].attributes:
            self.elements[0] = Element(-1, tag, 0, Attributes(markup))

    def _start_body(self, tag: str, markup: str) -> None:
        self._flush()
        if len(self._stack) == 1:
            self._stack.append(len(self.elements))
            self._open_tags.append(tag)
            self.elements.append(Element(0, tag, 1, Attributes(markup)))
