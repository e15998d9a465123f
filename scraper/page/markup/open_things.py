"""What is open while a page is read, besides its elements: marked elements, and hidden ones within a run."""

from __future__ import annotations

from typing import Any

from scraper.model import Block


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
