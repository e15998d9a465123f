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
        self._open = _opening(root)
        self._is_cut = False
        self._is_open = False
        # How many entries begin and how many end, how many came, how many of these had to be read by themselves.
        self._begun = self._ended = self._came = self._alone = 0
        self._lost = 0

    @property
    def trouble(self) -> str:
        """What was not read, in words; empty when all was."""
        told = []
        lost = self._lost + max(0, max(self._begun, self._ended) - self._came)
        if self._is_cut:
            told.append(f"an entry is longer than {LONGEST_ENTRY >> 20} MiB")
        if lost:
            told.append(f"{lost} of its entries can't be read")
        if self._is_open:
            told.append("the file ends before its last element does")
        return "; ".join(told)

    def elements(self, held: str, pieces: Iterable[str]) -> Iterator[tuple[XmlElement, bool]]:
        """Yield the element of each entry in the text `held` and in the pieces that follow it; and if it was sound."""
        for text, is_last in self._cut(held, pieces):
            batch = self._whole_tags(text) if is_last else text
            first = self._starts.search(batch)
            if not self._begun and first is None and "loc>" in batch.lower():
                # Addresses without an entry around them.
                self._names, self._ended = ("loc",), 0
                first = self._starts.search(batch)
            self._count(batch)
            if first is not None:
                for element, is_sound in self._read(batch[first.start() :]):
                    self._came += 1
                    yield element, is_sound

    def _count(self, text: str) -> None:
        """Count how many entries begin and end in a text: what comes of it is held against that."""
        sections = _sections(text, is_last_open=False)
        starts, ends = (
            [found for found in pattern.finditer(text) if not _is_inside(found.start(), sections)]
            for pattern in (self._starts, self._ends)
        )
        self._begun += len(starts)
        # One that follows another at once ends nothing.
        last = -1
        for end in ends:
            self._ended += last < 0 or (not text[last : end.start()].isspace() and end.start() > last)
            last = end.end()

    def _whole_tags(self, text: str) -> str:
        """Return the end of the file; where its last element is not closed, without what follows the last tag."""
        if (
            not self._root.tag
            or self._root.tag.endswith("/>")
            or self._root.closing.lower() in _SPACE.sub("", text).lower()
        ):
            return text
        # It may be the half of an address.
        self._is_open = True
        return text[: text.rfind(">") + 1]

    @property
    def _starts(self) -> re.Pattern[str]:
        return _starts(self._names)

    @property
    def _ends(self) -> re.Pattern[str]:
        return _ends(self._names)

    def _cut(self, held: str, pieces: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """Yield the text in batches that end with an entry, and the rest with whether it is the last."""
        ends = self._ends
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

    def _read(self, text: str) -> Iterator[tuple[XmlElement, bool]]:
        sections = _sections(text, is_last_open=False)
        places = [found.start() for found in self._starts.finditer(text) if not _is_inside(found.start(), sections)]
        root, has_errors = parsed(self._open, text, self._root.closing)
        entries = [] if root is None else [child for child in root if local_name(child) in self._names]
        if not has_errors and len(entries) == len(places):
            yield from ((entry, True) for entry in entries)
            return
        for place, end in zip(places, [*places[1:], len(text)], strict=True):
            entry = self._by_itself(text[place:end])
            if entry is not None:
                yield entry, False

    def _by_itself(self, text: str) -> XmlElement | None:
        """Return an entry that is read by itself."""
        self._alone += 1
        if self._alone > MOST_BROKEN:
            return None
        root, _ = parsed(self._open, in_quotes(text), self._root.closing)
        inside = () if root is None else root.iter()
        return next((one for one in inside if local_name(one) in self._names), None)

    def lose(self) -> None:
        """Count an entry whose address can't be read."""
        self._lost += 1


def _opening(root: Root) -> str:
    """Return the tag to read the entries in: the root's own, or one without attributes where its own is broken."""
    tag = with_quotes(f"{root.tag[:-2]}>" if root.tag.endswith("/>") else root.tag)
    return f"<{root.closing[2:]}" if tag and parsed(tag, "", root.closing)[1] else tag


@lru_cache(maxsize=8)
def _ends(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"</{PREFIX}(?:{'|'.join(names)})\s*>", re.IGNORECASE)


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
        if text.find(opening[0], opening.end(), closed) >= 0:
            # It was left open: what closes is the next one.
            closed = opening.end()
            continue
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
