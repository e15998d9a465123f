"""The text between a page's tags in, blocks with their links, emphasis, marks and images out.

A run is the text that no block-level tag has ended yet. Text that is hidden within a run is a block of its own behind
it, so that a sentence stays whole and nothing is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

from scraper.model import Block, Element, Link
from scraper.page.markup.attributes import Attributes, address_of, read_attributes
from scraper.page.markup.inlines import EMPHASIS, LINK, STRONG
from scraper.page.markup.mark_reader import Aside, Later, MarkReader
from scraper.page.markup.pieces import (
    BREAK,
    INVISIBLE,
    breaks_split,
    flat,
    is_blank,
    is_sign,
    leads_away,
    share_out,
    size_of,
)
from scraper.page.markup.tags import HEADINGS

# Named tuples are made by the bare constructor here: at a thousand a page the keyword form costs a tenth of the record.
_new: Callable[..., Any] = tuple.__new__


class RunReader(MarkReader):
    """The runs of one page, one after the other."""

    def _settle(self, depth: int) -> None:
        """End the links, emphasis and marks that began inside elements which have ended: `depth` elements are open."""
        if self._link is not None and self._link[3] > depth:
            self._end_link()
        if self._bold_depth and self._bold_level > depth:
            self._bold_depth = 1
            self._end_bold()
        inlines = self.inlines
        if inlines.slant_depth and inlines.slant_level > depth:
            inlines.slant_depth = 1
            self._end_slanted()
        marks = self._marks
        while marks and marks[-1].level > depth:
            self._close_mark()
        self._watch = max(
            self._link[3] if self._link else 0,
            self._bold_level if self._bold_depth else 0,
            inlines.slant_level if inlines.slant_depth else 0,
            marks[-1].level if marks else 0,
        )

    def _flush(self) -> None:
        """End the running block."""
        buffer, inlines, first = self._buffer, self.inlines, len(self.blocks)
        if self._link is not None:
            if leads_away(self._link[0], self._open_tags[-1]):
                self._link_chars += size_of(buffer[self._link_from :])
            self._link_from = 0
            inlines.end(LINK, buffer, first, self._link[0])
        if self._bold_depth:
            self._bold_chars += size_of(buffer[self._bold_from :])
            self._bold_from = 0
            inlines.end(STRONG, buffer, first)
        if inlines.slant_depth:
            inlines.end(EMPHASIS, buffer, first)
        text = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        self._unseen, self._is_broken = 0, False
        self._flushes += 1
        tag = self._open_tags[-1]
        if BREAK in text or tag == "pre":
            self._add_lines(unescape(text), tag)
        else:
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
        inlines.flush(self.blocks[first:])
        if self._later:
            self._add_later()

    def _add_lines(self, text: str, tag: str) -> None:
        """Add a text with line breaks as a block or as one a line; links and emphasis are shared out by length."""
        links, bold = self._link_chars, self._bold_chars
        self._link_chars = self._bold_chars = 0
        for line, link_chars, bold_chars in share_out(text, tag, links, bold):
            self.blocks.append(Block(len(self.blocks), line, tag, self._stack[-1], link_chars, bold_chars))

    def _break(self) -> None:
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

    # ------------------------------------------------------------ what is hidden within a run

    def _around(self, ends: frozenset[str]) -> int:
        """Return the element that a tag begins in which ends the open elements `ends`."""
        place = len(self._stack) - 1
        while self._open_tags[place] in ends:
            place -= 1
        return self._stack[place]

    def _start_aside(self, tag: str, markup: str, *, is_inline: bool) -> None:
        """Put the run away until a hidden element ends."""
        level = len(self._stack)
        aside = Aside(tag, level, is_inline=is_inline)
        aside.run = (
            self._buffer, self._unseen, self._is_broken, self._marks, self._link, self._watch, self._link_from,
            self._link_chars, self._bold_depth, self._bold_level, self._bold_from, self._bold_chars, self._later,
            self._link_later, self._flushes, self.blocks, self.inlines,
        )  # fmt: skip
        aside.counts = (len(self.links), len(self.images), len(self.marks))
        self._asides.append(aside)
        self._stack.append(len(self.elements))
        self._open_tags.append(tag)
        self.elements.append(Element(self._stack[-2], tag, level, Attributes(markup), is_hidden=True))
        self.blocks = []
        self._begin_run()

    def _end_aside(self) -> None:
        """Go on with the run around a hidden element; what that holds comes behind it."""
        self._flush()
        self._settle(0)
        aside, blocks = self._asides.pop(), self.blocks
        if aside.is_inline and self._asides and self._asides[-1].tag == aside.tag:
            # The one around has counted its start.
            self._asides[-1].nested -= 1
        del self._stack[aside.level :], self._open_tags[aside.level :]
        (
            self._buffer, self._unseen, self._is_broken, self._marks, self._link, self._watch, self._link_from,
            self._link_chars, self._bold_depth, self._bold_level, self._bold_from, self._bold_chars, self._later,
            self._link_later, self._flushes, self.blocks, self.inlines,
        ) = aside.run  # fmt: skip
        later = (blocks, aside.counts, (len(self.links), len(self.images), len(self.marks)))
        if blocks:
            self._later.append(later)
            # The run counts as begun, so that its end is not missed.
            self._buffer.append("")
        else:
            self._renumber(later)

    def _add_later(self) -> None:
        for later in self._later:
            blocks = self.blocks
            self._renumber(later)
            blocks += [block._replace(number=len(blocks) + block.number) for block in later[0]]
        self._later = []

    def _renumber(self, later: Later) -> None:
        """Tell what stands in the blocks of an aside that those begin where the page's blocks end by now."""
        _, firsts, lasts = later
        base = len(self.blocks)
        found: tuple[list[Any], ...] = (self.links, self.images, self.marks)
        for things, first, last in zip(found, firsts, lasts, strict=True):
            things[first:last] = [one._replace(block=one.block + base) for one in things[first:last]]

    # ------------------------------------------------------------ links and emphasis

    def _start_link(self, tag: str, markup: str, kind: str) -> None:
        marks = self._marks
        if self._link is not None:
            self._end_link()
            if marks and marks[-1].tag == tag:
                self._close_mark()
        level = len(self._stack)
        self._link = (address_of(markup), markup, len(self.blocks), level, self._watch)
        self._link_from = len(self._buffer)
        self.inlines.begin(LINK, self._buffer)
        if level > self._watch:  # noqa: PLR1730 -- once a link: `max` takes three times as long
            self._watch = level
        self._link_later = len(self._later)
        if kind:
            self._open_mark(tag, kind, markup)

    def _end_link(self) -> None:
        if self._link is None:
            return
        href, markup, first, _, watch = self._link
        self._link = None
        if not self._marks:
            self._watch = watch
        pieces = self._buffer[self._link_from :]
        text = flat(pieces) if pieces else ""
        if "#" in href and is_sign(text) and self._open_tags[-1] in HEADINGS:
            # The link to a heading itself: it stays among the links.
            del self._buffer[self._link_from :]
            self.inlines.take_back(self._link_from)
        else:
            self.inlines.end(LINK, self._buffer, len(self.blocks), href)
            if leads_away(href, self._open_tags[-1]):
                self._link_chars += len(text)
        if not text and len(self.blocks) > first:
            text = self.blocks[first].text
        elif not text and len(self._later) > self._link_later:
            text = " ".join(block.text for block in self._later[self._link_later][0])
        if href:
            rel = read_attributes(markup).get("rel", "") if "rel" in markup.lower() else ""
            self.links.append(_new(Link, (href, text, rel, first)))

    def _start_bold(self) -> None:
        if not self._bold_depth:
            self._bold_from = len(self._buffer)
            self._bold_level = len(self._stack)
            self._watch = max(self._watch, self._bold_level)
            self.inlines.begin(STRONG, self._buffer)
        self._bold_depth += 1

    def _end_bold(self) -> None:
        if self._bold_depth == 1:
            self._bold_chars += size_of(self._buffer[self._bold_from :])
            self.inlines.end(STRONG, self._buffer, len(self.blocks))
        self._bold_depth = max(0, self._bold_depth - 1)

    def _start_slanted(self) -> None:
        inlines = self.inlines
        if not inlines.slant_depth:
            inlines.slant_level = len(self._stack)
            self._watch = max(self._watch, inlines.slant_level)
            inlines.begin(EMPHASIS, self._buffer)
        inlines.slant_depth += 1

    def _end_slanted(self) -> None:
        inlines = self.inlines
        if inlines.slant_depth == 1:
            inlines.end(EMPHASIS, self._buffer, len(self.blocks))
        inlines.slant_depth = max(0, inlines.slant_depth - 1)
