"""A page's tags in, blocks with their elements, marks, links and images out.

The hottest code of the project: a thousand tags a page pass through `Reader.read`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import unescape
from typing import Any, NamedTuple

from scraper.model import Block, Element, FrozenDict, ImageTag, Link, Mark
from scraper.page.markup.attributes import (
    Attributes,
    address_of,
    head_link_of,
    hide_element,
    image_of,
    meta_of,
    read_attributes,
)
from scraper.page.markup.marks import MARK_BLOCKS, kind_of, link_kind, make_mark, may_mark
from scraper.page.markup.pieces import BREAK, INVISIBLE, breaks_split, flat, is_blank, share_out, size_of
from scraper.page.markup.tags import BLOCK_TAGS, HIDDEN_TAGS, SCOPES, TABLE_TAGS, VOID_TAGS, ended_by

# Browsers nest no deeper either.
DEEPEST = 512

# Named tuples are made by the bare constructor here: at a thousand a page the keyword form costs a tenth of the record.
_new: Callable[..., Any] = tuple.__new__

# What a tag does to the reading.
_BLOCK, _BLOCK_END, _INLINE, _INLINE_END, _OTHER, _OTHER_END, _NOTHING = range(7)
OTHERS = frozenset({"a", "b", "strong", "br", "hr", "img", "amp-img", "meta", "link", "time", "html", "body"})
OTHER_ENDS = frozenset({"a", "b", "strong", "hr", "html", "body"})


class _Tag(NamedTuple):
    """What is done at a tag: `action`, the tag's name, and what the element that it opens ends."""

    action: int
    name: str
    ends: frozenset[str] = frozenset()


# What the attributes of an element say: themselves, the kind of mark that it is ("": none), whether they hide it.
_Markup = tuple[Mapping[str, str], str, bool]
BARE: _Markup = (FrozenDict(), "", False)


class _OpenMark:
    """A marked element that is open: where its text began, and how many of its own tag are open inside it.

    `level` is how many block-level elements are open at least as long as it is.
    """

    __slots__ = ("block", "flushes", "kind", "level", "markup", "nested", "position", "tag")

    def __init__(self, tag: str, kind: str, markup: str) -> None:
        self.tag = tag
        self.kind = kind
        self.markup = markup
        self.level = 0
        self.block = 0
        self.position = 0
        self.flushes = 0
        self.nested = 0


class Reader:
    """Reads the tokens of one page, once; what it found stands in its public lists."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = [Element(-1, "html", 0)]
        self.marks: list[Mark] = []
        self.images: list[ImageTag] = []
        self.links: list[Link] = []
        self.meta: list[tuple[str, str]] = []
        self.head_links: list[tuple[str, str]] = []
        self._buffer: list[str] = []
        # Where the pieces begin that no line break has looked at, and whether only blanks lie behind a break.
        self._unseen = 0
        self._is_broken = False
        # How often the pieces were taken away: a place among them holds until then.
        self._flushes = 0
        self._stack: list[int] = [0]
        self._open_tags: list[str] = ["html"]
        # What is open besides elements, and the deepest level at which such a thing was opened.
        self._marks: list[_OpenMark] = []
        self._link: tuple[str, int, int, int] | None = None
        self._watch = 0
        self._link_from = 0
        self._link_chars = 0
        self._bold_depth = 0
        self._bold_level = 0
        self._bold_from = 0
        self._bold_chars = 0
        self._markups: dict[str, _Markup] = {"": BARE}
        self._kinds: dict[str, str] = {}
        self._starts: Mapping[str, Callable[[str, str], None]] = {
            "a": self._start_link,
            "b": self._start_bold,
            "strong": self._start_bold,
            "br": self._start_break,
            "hr": self._start_rule,
            "img": self._start_image,
            "amp-img": self._start_image,
            "meta": self._start_meta,
            "link": self._start_head_link,
            "time": self._start_time,
            "html": self._start_html,
            "body": self._start_body,
        }
        self._ends: Mapping[str, Callable[[], None]] = {
            "a": self._end_link,
            "b": self._end_bold,
            "strong": self._end_bold,
            # What follows an early </body></html> is the page's all the same.
            "hr": self._flush,
            "html": self._flush,
            "body": self._flush,
        }

    # ------------------------------------------------------------ tags

    def read(self, parts: list[str]) -> None:  # noqa: C901, PLR0912, PLR0915 -- one loop: calls would cost half as much
        """Read a page's tokens."""
        known: dict[str, _Tag] = {}
        buffer, stack, open_tags, elements, marks = (
            self._buffer, self._stack, self._open_tags, self.elements, self._marks,
        )  # fmt: skip
        markups, kinds = self._markups, self._kinds
        tokens = iter(parts)
        for text, written, markup in zip(tokens, tokens, tokens, strict=False):
            if text and (buffer or not text.isspace()):
                buffer.append(text)
            tag = known.get(written)
            if tag is None:
                tag = known[written] = _tag(written)
            action, name, ends = tag
            if action == _BLOCK_END:
                if buffer:
                    self._flush()
                if open_tags[-1] == name:
                    stack.pop()
                    open_tags.pop()
                    if len(stack) < self._watch:
                        self._settle(len(stack))
                else:
                    self._close(name)
            elif action == _BLOCK:
                if buffer:
                    self._flush()
                while open_tags[-1] in ends:
                    self._pop()
                parent = stack[-1]
                attributes, kind, hides = markups.get(markup) or self._learn(markup)
                is_hidden = hides or elements[parent][4] or name in HIDDEN_TAGS
                number = len(elements)
                elements.append(_new(Element, (parent, name, len(stack), attributes, is_hidden)))
                if len(stack) < DEEPEST:
                    stack.append(number)
                    open_tags.append(name)
                if kind:
                    self._open_mark(name, kind, markup)
            elif action == _OTHER:
                self._starts[name](name, markup)
            elif action == _INLINE_END:
                if marks and marks[-1].tag == name:
                    self._end_mark()
            elif action == _INLINE:
                if marks and marks[-1].tag == name:
                    marks[-1].nested += 1
                if markup and (kinds[markup] if markup in kinds else self._kind(markup)):
                    self._open_mark(name, kinds[markup], markup)
            elif action == _OTHER_END:
                self._ends[name]()
                if marks and marks[-1].tag == name:
                    self._end_mark()
        if parts[-1]:
            buffer.append(parts[-1])
        self._flush()
        self._settle(0)

    def _learn(self, markup: str) -> _Markup:
        """Return what the attributes of a block-level element say; pages use the same ones over and over."""
        attributes = Attributes(markup)
        lowered = markup.lower()
        hides = ("hidden" in lowered or "style" in lowered) and hide_element(attributes)
        learnt = self._markups[markup] = (attributes, kind_of(markup), hides)
        return learnt

    def _kind(self, markup: str) -> str:
        """Return the kind of mark that the attributes make an inline element, "" for none."""
        kind = self._kinds[markup] = kind_of(markup)
        return kind

    def _pop(self) -> None:
        """End an element whose end tag the page leaves out; a link around blocks outlives the paragraph it began in."""
        tag = self._open_tags.pop()
        self._stack.pop()
        depth = len(self._stack)
        if tag == "p" and self._link is not None:
            markup, first, level, watch = self._link
            self._link = (markup, first, min(level, depth), watch)
        if depth < self._watch:
            self._settle(depth)

    def _close(self, tag: str) -> None:
        """End the innermost open element `tag` and all in it, unless a table cell or the like stands between."""
        open_tags = self._open_tags
        if tag not in open_tags:
            return
        place = len(open_tags) - 1
        while open_tags[place] != tag:
            if open_tags[place] in SCOPES and tag not in TABLE_TAGS:
                return
            place -= 1
        del open_tags[place:], self._stack[place:]
        if place < self._watch:
            self._settle(place)

    def _settle(self, depth: int) -> None:
        """End the links, emphasis and marks that began inside elements which have ended: `depth` elements are open."""
        if self._link is not None and self._link[2] > depth:
            self._end_link()
        if self._bold_depth and self._bold_level > depth:
            self._bold_depth = 1
            self._end_bold()
        marks = self._marks
        while marks and marks[-1].level > depth:
            self._close_mark()
        self._watch = max(
            self._link[2] if self._link else 0,
            self._bold_level if self._bold_depth else 0,
            marks[-1].level if marks else 0,
        )

    # ------------------------------------------------------------ blocks

    def _flush(self) -> None:
        """End the running block."""
        buffer = self._buffer
        if self._link is not None:
            self._link_chars += size_of(buffer[self._link_from :])
            self._link_from = 0
        if self._bold_depth:
            self._bold_chars += size_of(buffer[self._bold_from :])
            self._bold_from = 0
        text = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        self._unseen, self._is_broken = 0, False
        self._flushes += 1
        tag = self._open_tags[-1]
        if BREAK in text or tag == "pre":
            self._add_lines(unescape(text), tag)
            return
        if "&" in text:
            text = unescape(text)
        text = " ".join(text.split())
        size = len(text)
        links, bold = self._link_chars, self._bold_chars
        if links or bold:
            self._link_chars = self._bold_chars = 0
            links, bold = min(links, size), min(bold, size)
        if size > len(INVISIBLE) or text.strip(INVISIBLE):
            blocks = self.blocks
            blocks.append(_new(Block, (len(blocks), text, tag, self._stack[-1], links, bold)))

    def _add_lines(self, text: str, tag: str) -> None:
        """Add a text with line breaks as a block or as one a line; links and emphasis are shared out by length."""
        links, bold = self._link_chars, self._bold_chars
        self._link_chars = self._bold_chars = 0
        for line, link_chars, bold_chars in share_out(text, tag, links, bold):
            self.blocks.append(Block(len(self.blocks), line, tag, self._stack[-1], link_chars, bold_chars))

    def _start_break(self, _tag: str, _markup: str) -> None:
        """Two line breaks with nothing between them end the block."""
        buffer = self._buffer
        follows_text = not is_blank(buffer[self._unseen :])
        if self._is_broken and not follows_text and breaks_split(self._open_tags[-1]):
            self._flush()
            return
        if self._is_broken or follows_text:
            buffer.append(BREAK)
            self._is_broken = True
        self._unseen = len(buffer)

    def _start_rule(self, _tag: str, _markup: str) -> None:
        self._flush()
        if self._open_tags[-1] == "p":
            self._pop()

    def _start_html(self, tag: str, markup: str) -> None:
        if markup and not self.elements[0].attributes:
            self.elements[0] = Element(-1, tag, 0, Attributes(markup))

    def _start_body(self, tag: str, markup: str) -> None:
        self._flush()
        if len(self._stack) == 1:
            self._stack.append(len(self.elements))
            self._open_tags.append(tag)
            self.elements.append(Element(0, tag, 1, Attributes(markup)))

    # ------------------------------------------------------------ links, emphasis, images

    def _start_link(self, tag: str, markup: str) -> None:
        marks = self._marks
        if self._link is not None:
            self._end_link()
            if marks and marks[-1].tag == tag:
                self._close_mark()
        level = len(self._stack)
        self._link = (markup, len(self.blocks), level, self._watch)
        self._link_from = len(self._buffer)
        if level > self._watch:  # noqa: PLR1730 -- once a link: `max` takes three times as long
            self._watch = level
        kind = link_kind(read_attributes(markup)) if may_mark(markup) else ""
        if kind:
            self._open_mark(tag, kind, markup)

    def _end_link(self) -> None:
        if self._link is None:
            return
        markup, first, _, watch = self._link
        self._link = None
        if not self._marks:
            self._watch = watch
        pieces = self._buffer[self._link_from :]
        text = flat(pieces) if pieces else ""
        self._link_chars += len(text)
        if not text and len(self.blocks) > first:
            text = self.blocks[first].text
        href = address_of(markup)
        if href:
            rel = read_attributes(markup).get("rel", "") if "rel" in markup.lower() else ""
            self.links.append(_new(Link, (href, text, rel, first)))

    def _start_bold(self, _tag: str, _markup: str) -> None:
        if not self._bold_depth:
            self._bold_from = len(self._buffer)
            self._bold_level = len(self._stack)
            self._watch = max(self._watch, self._bold_level)
        self._bold_depth += 1

    def _end_bold(self) -> None:
        if self._bold_depth == 1:
            self._bold_chars += size_of(self._buffer[self._bold_from :])
        self._bold_depth = max(0, self._bold_depth - 1)

    def _start_image(self, _tag: str, markup: str) -> None:
        src, alt = image_of(read_attributes(markup))
        if src:
            self.images.append(_new(ImageTag, (src, alt, len(self.blocks), self._stack[-1])))

    # ------------------------------------------------------------ head

    def _start_meta(self, _tag: str, markup: str) -> None:
        said = meta_of(read_attributes(markup))
        if said:
            self.meta.append(said)

    def _start_head_link(self, _tag: str, markup: str) -> None:
        link = head_link_of(read_attributes(markup))
        if link:
            self.head_links.append(link)

    # ------------------------------------------------------------ marks

    def _start_time(self, tag: str, markup: str) -> None:
        if self._marks and self._marks[-1].tag == tag:
            self._marks[-1].nested += 1
        self._open_mark(tag, "time", markup)

    def _open_mark(self, tag: str, kind: str, markup: str) -> None:
        mark = _OpenMark(tag, kind, markup)
        mark.level = len(self._stack)
        mark.block = len(self.blocks)
        mark.position = len(self._buffer)
        mark.flushes = self._flushes
        self._marks.append(mark)
        self._watch = max(self._watch, mark.level)

    def _end_mark(self) -> None:
        """End the innermost mark at an end tag of its own, unless that ends an element inside it."""
        mark = self._marks[-1]
        if mark.nested:
            mark.nested -= 1
        else:
            self._close_mark()

    def _close_mark(self) -> None:
        mark = self._marks.pop()
        first, count = mark.block, len(self.blocks)
        if count == first:
            text = flat(self._buffer[mark.position if mark.flushes == self._flushes else 0 :])
        elif count - first <= MARK_BLOCKS:
            text = "\n".join(block.text for block in self.blocks[first:count])
        else:
            return
        made = make_mark(mark.kind, text, read_attributes(mark.markup), first)
        if made:
            self.marks.append(made)


def _tag(written: str | None) -> _Tag:
    """Return what a tag does, by its name as the page writes it."""
    if written is None:
        return _Tag(_NOTHING, "")
    name = written.lower()
    if name.startswith("/"):
        name = name[1:]
        if name in OTHER_ENDS:
            return _Tag(_OTHER_END, name)
        return _Tag(_BLOCK_END if name in BLOCK_TAGS else _INLINE_END, name)
    if name in OTHERS:
        return _Tag(_OTHER, name)
    if name in VOID_TAGS:
        return _Tag(_NOTHING, name)
    return _Tag(_BLOCK, name, ended_by(name)) if name in BLOCK_TAGS else _Tag(_INLINE, name)
