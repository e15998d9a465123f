"""What is known and what is open while a page is read; its marks and its images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scraper.model import Block, Element, ImageTag, Link, Mark
from scraper.page.markup.attributes import image_of, is_placeholder, read_attributes
from scraper.page.markup.hiding import Hiding
from scraper.page.markup.inlines import RunInlines
from scraper.page.markup.marks import MARK_BLOCKS, make_mark
from scraper.page.markup.pieces import flat

# Named tuples are made by the bare constructor here: at a thousand a page the keyword form costs a tenth of the record.
_new: Callable[..., Any] = tuple.__new__


class OpenMark:
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


class Aside:
    """A hidden element within a run: its place among the open elements, and the run as it was where it began."""

    __slots__ = ("counts", "is_inline", "level", "nested", "run", "tag")

    def __init__(self, tag: str, level: int, *, is_inline: bool) -> None:
        self.tag = tag
        self.level = level
        self.is_inline = is_inline
        self.nested = 0
        self.run: tuple[Any, ...] = ()
        self.counts: tuple[int, ...] = ()


# The blocks of an aside, numbered from 0, and the first and last number of what it added to links, images and marks.
Later = tuple[list[Block], tuple[int, ...], tuple[int, ...]]


class MarkReader:
    """The marks and the images of one page."""

    def __init__(self, hiding: Hiding) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = [Element(-1, "html", 0)]
        self.marks: list[Mark] = []
        self.images: list[ImageTag] = []
        self.links: list[Link] = []
        self._hiding = hiding
        self._stack: list[int] = [0]
        self._open_tags: list[str] = ["html"]
        self._asides: list[Aside] = []
        # What a `<source>` offers to the next image; the image before, and when it was met.
        self._source = ""
        self._last_image = (-1, -1)
        # How often the pieces were taken away: a place among them holds until then.
        self._flushes = 0
        self._begin_run()

    def _begin_run(self) -> None:
        self._buffer: list[str] = []
        # Where the pieces begin that no line break has looked at, and whether only blanks lie behind a break.
        self._unseen = 0
        self._is_broken = False
        # What is open besides elements, and the deepest level at which such a thing was opened.
        self._marks: list[OpenMark] = []
        self._link: tuple[str, str, int, int, int] | None = None
        self._watch = 0
        self._link_from = 0
        self._link_chars = 0
        self._link_later = 0
        self._bold_depth = 0
        self._bold_level = 0
        self._bold_from = 0
        self._bold_chars = 0
        self.inlines = RunInlines()
        # The blocks that come behind the run's own.
        self._later: list[Later] = []

    def _open_mark(self, tag: str, kind: str, markup: str) -> None:
        mark = OpenMark(tag, kind, markup)
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
            blocks = self.blocks[first:count]
            shown = [block for block in blocks if not self.elements[block.element].is_hidden]
            text = "\n".join(block.text for block in shown or blocks)
        else:
            return
        made = make_mark(mark.kind, text, read_attributes(mark.markup), first)
        if made:
            self.marks.append(made)

    def _add_image(self, markup: str) -> None:
        src, alt = image_of(read_attributes(markup), self._source)
        self._source = ""
        place, flushes = self._last_image
        if self._open_tags[-1] == "noscript" and flushes == self._flushes and is_placeholder(self.images[place].src):
            # What a browser without scripts is shown in place of the image before.
            if src:
                bare = self.images[place]
                self.images[place] = bare._replace(src=src, alt=bare.alt or alt)
            return
        self._last_image = (len(self.images), self._flushes)
        self.images.append(_new(ImageTag, (src, alt, len(self.blocks), self._stack[-1])))
