"""The text of a sitemap or feed in, the elements of its entries out as lxml has them: a batch is in memory at a time.

Every batch of entries is a document of its own, in the root element that the file begins with. So nothing that stands
in one entry can end the reading of another, and what the file declares in front of its root never reaches the parser.
Where a batch is not well formed, each of its entries is read by itself, recovering.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from scraper.discover.roots import PREFIX, Root
from scraper.dom import in_quotes, local_name, parsed, with_quotes

if TYPE_CHECKING:
    from scraper.dom import XmlElement

# An entry of a feed may hold a whole story with its pictures; a longer one is cut.
LONGEST_ENTRY = 1 << 20
# Entries that are read one by one; the protocol allows 50,000 in a file.
MOST_BROKEN = 100_000
_ENTRIES = MappingProxyType(
    {
        **dict.fromkeys(("urlset", "sitemapindex", "url", "sitemap"), ("url", "sitemap")),
        **dict.fromkeys(("rss", "feed", "rdf", "channel", "item", "entry"), ("item", "entry")),
    }
)
_SECTION = re.compile(r"<!\[CDATA\[|<!--")
_SPACE = re.compile(r"\s+")


class Batches:
    """The entries of a file whose root is known; `trouble` says, once it is through, why what came is not all."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self._names: tuple[str, ...] = _ENTRIES[root.name]
        self._is_empty = root.tag.endswith("/>")
        self._open = with_quotes(root.tag)
        self._broken = 0
        self._lost = 0
        self._is_cut = False
        self._is_open = False

    @property
    def trouble(self) -> str:
        """What was not read, in words; empty when all was."""
        told = []
        if self._is_cut:
            told.append(f"an entry is longer than {LONGEST_ENTRY >> 20} MiB")
        if self._lost:
            told.append(f"{self._lost} of its entries can't be read")
        if self._is_open:
            told.append("the file ends before its last element does")
        return "; ".join(told)

    def elements(self, held: str, pieces: Iterable[str]) -> Iterator[XmlElement]:
        """Yield the element of each entry in the text `held` and in the pieces that follow it."""
        if self._is_empty:
            return
        ends = re.compile(rf"</{PREFIX}(?:{'|'.join(self._names)})\s*>", re.IGNORECASE)
        begun = False
        for text, is_last in self._cut(held, pieces, ends):
            batch = self._whole_tags(text) if is_last else text
            first = self._starts.search(batch)
            if not begun and first is None and "loc>" in batch.lower():
                # Addresses without an entry around them.
                self._names = ("loc",)
                first = self._starts.search(batch)
            begun = begun or first is not None
            if first is not None:
                yield from self._read(batch[first.start() :])

    def _whole_tags(self, text: str) -> str:
        """Return the end of the file; where its last element is not closed, without what follows the last tag."""
        if not self._root.tag or self._root.closing.lower() in _SPACE.sub("", text).lower():
            return text
        # It may be the half of an address.
        self._is_open = True
        return text[: text.rfind(">") + 1]

    @property
    def _starts(self) -> re.Pattern[str]:
        return _starts(self._names)

    def _cut(self, held: str, pieces: Iterable[str], ends: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
        """Yield the text in batches that end with an entry, and the rest with whether it is the last."""
        start = 0
        is_skipping = False
        for piece in pieces:
            if is_skipping and (first := ends.search(held)):
                # The rest of an entry that was cut.
                held, start, is_skipping = held[first.end() :], 0, False
            place = _last_end(held, start, ends)
            if place and not is_skipping:
                yield held[:place], False
                held = held[place:]
            elif len(held) > LONGEST_ENTRY:
                if not is_skipping:
                    yield held, False
                self._is_cut, is_skipping, held = True, True, held[-64:]
            start = max(0, len(held) - 64)
            held += piece
        if is_skipping:
            first = ends.search(held)
            held = held[first.end() :] if first else ""
        place = _last_end(held, 0, ends)
        yield held[:place], False
        yield held[place:], True

    def _read(self, text: str) -> Iterator[XmlElement]:
        root, has_errors = parsed(self._open, text, self._root.closing)
        if root is not None and not has_errors:
            yield from (child for child in root if local_name(child) in self._names)
            return
        sections = _sections(text, is_last_open=False)
        places = [found.start() for found in self._starts.finditer(text) if not _is_inside(found.start(), sections)]
        for place, end in zip(places, [*places[1:], len(text)], strict=True):
            entry = self._alone(text[place:end])
            if entry is None:
                self._lost += 1
            else:
                yield entry

    def _alone(self, text: str) -> XmlElement | None:
        """Return an entry that is read by itself."""
        self._broken += 1
        if self._broken > MOST_BROKEN:
            return None
        root, _ = parsed(self._open, in_quotes(text), self._root.closing)
        inside = () if root is None else root.iter()
        return next((one for one in inside if local_name(one) in self._names), None)

    def lose(self) -> None:
        """Count an entry whose address can't be read."""
        self._lost += 1


@lru_cache(maxsize=8)
def _starts(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<{PREFIX}(?:{'|'.join(names)})(?=[\s/>])", re.IGNORECASE)


def _sections(text: str, *, is_last_open: bool) -> list[tuple[int, int]]:
    """Return where the sections of characters and the comments stand; with `is_last_open` one that does not end, too.

    >>> _sections("<a><!-- b --></a><![CDATA[c]]>", is_last_open=True)
    [(3, 13), (17, 30)]
    """
    found: list[tuple[int, int]] = []
    closed = 0
    for opening in _SECTION.finditer(text):
        if opening.start() < closed:
            continue
        closing = "]]>" if opening[0] == "<![CDATA[" else "-->"
        closed = text.find(closing, opening.end()) + 3
        if closed < 3:
            return [*found, (opening.start(), len(text))] if is_last_open else found
        found.append((opening.start(), closed))
    return found


def _is_inside(place: int, sections: list[tuple[int, int]]) -> bool:
    number = bisect(sections, (place, 0)) - 1
    return number >= 0 and place < sections[number][1]


def _last_end(text: str, start: int, ends: re.Pattern[str]) -> int:
    """Return where the last entry ends that is not inside of a section or a comment; 0 for none."""
    places = [found.end() for found in ends.finditer(text, start)]
    if not places:
        return 0
    sections = _sections(text, is_last_open=True)
    return next((place for place in reversed(places) if not _is_inside(place - 1, sections)), 0)
