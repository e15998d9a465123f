"""The pieces of a run of text in, its links and its emphasis out, placed by the letters before them.

White space is folded later, and lines are shared out among blocks, so letters are counted without it: their number
stays the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from html import unescape
from itertools import accumulate
from typing import Any

from scraper.model import Block, Inline

LINK, STRONG, EMPHASIS = "link", "strong", "emphasis"
# What no text of a block keeps: controls but newline, and what says where a line may break (soft hyphen, zero-width
# space, word joiner, byte order mark). The joiners U+200C and U+200D stay, for Persian, Indic scripts and emoji are
# spelt with them.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")

# Named tuples are made by the bare constructor here, as elsewhere in the pass.
_new: Callable[..., Any] = tuple.__new__


def letters_of(text: str) -> int:
    """Return how many letters a text has that are no white space.

    >>> letters_of("A ma\u00adp\u00a0of"), letters_of("\u200b\u200b")
    (6, 0)
    """
    shown = "".join(text.split())
    return len(shown if shown.isprintable() else UNSEEN.sub("", shown))


class RunInlines:
    """The links and the emphasis of one run after the other.

    `found` has all of them, by the number that the run's block gets; those of the running one begin at `first`.
    """

    __slots__ = ("counted", "first", "found", "letters", "slant_depth", "slant_level", "starts")

    def __init__(self) -> None:
        self.found: list[Inline] = []
        self.first = 0
        # The letters of the first pieces, and how many pieces these are.
        self.letters = self.counted = 0
        self.starts = {LINK: 0, STRONG: 0, EMPHASIS: 0}
        self.slant_depth = self.slant_level = 0

    def begin(self, kind: str, buffer: list[str]) -> None:
        """Take note of where an element begins."""
        self.starts[kind] = self._count(buffer)

    def end(self, kind: str, buffer: list[str], number: int, href: str = "") -> None:
        """End it; what there is of it in the run belongs to the block `number`."""
        start, end = self.starts[kind], self._count(buffer)
        self.starts[kind] = 0
        if end > start:
            self.found.append(_new(Inline, (kind, number, start, end, href)))

    def take_back(self, size: int) -> None:
        """Forget the link that is open: the buffer is cut to `size` pieces, those before it."""
        self.letters, self.counted = self.starts[LINK], size
        while len(self.found) > self.first and self.found[-1].end > self.letters:
            self.found.pop()

    def flush(self, blocks: Sequence[Block]) -> None:
        """End the run, which made those blocks: none, one or one a line."""
        if len(self.found) > self.first and len(blocks) != 1:
            self.found[self.first :] = shared_out(self.found[self.first :], blocks)
        self.first = len(self.found)
        self.letters = self.counted = 0

    def _count(self, buffer: list[str]) -> int:
        if len(buffer) > self.counted:
            text = "".join(buffer[self.counted :])
            self.letters += letters_of(unescape(text) if "&" in text else text)
            self.counted = len(buffer)
        return self.letters


def shared_out(inlines: Sequence[Inline], blocks: Sequence[Block]) -> list[Inline]:
    """Return what stands in a text as what stands in the blocks that it was cut into, in their order.

    >>> shared_out([Inline("strong", 4, 2, 5)], [Block(4, "a map", "p", 0), Block(5, "of it", "p", 0)])
    [Inline(kind='strong', block=4, start=2, end=4, href=''), Inline(kind='strong', block=5, start=0, end=1, href='')]
    """
    edges = [0, *accumulate(letters_of(block.text) for block in blocks)]
    found = []
    for kind, _, start, end, href in inlines:
        place = bisect_right(edges, start) - 1
        while place < len(blocks) and edges[place] < end:
            first, last = max(start - edges[place], 0), min(end, edges[place + 1]) - edges[place]
            if last > first:
                found.append(Inline(kind, blocks[place].number, first, last, href))
            place += 1
    return found
