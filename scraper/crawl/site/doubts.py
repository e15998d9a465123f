"""Pages that would be stories but for one thing, a word for an address or no date: others beside them decide."""

from __future__ import annotations

from collections import defaultdict

from scraper.crawl.reading import Read
from scraper.discover import PROBES, Kind, Shapes, kind_of
from scraper.store.frontier import Entry

A_WORD = "the address has neither number nor slug"
NO_DATE = "the page has no date"
# A page of which nobody knows more is a story only with so many characters of text, and less than this share of links.
_LONG = 400
_MOST_LINKS = 0.5


class Doubts:
    """The doubtful pages of one site.

    Three pages side by side, each with a date and a text of its own, are stories though their addresses are words. And
    where no story at all has a date, pages of one shape are stories without.
    """

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._words: dict[str, set[str]] = defaultdict(set)
        self._undated: dict[str, set[str]] = defaultdict(set)
        self.is_undated = False

    def learn(self) -> None:
        """Take in what the shapes say of earlier runs."""
        counts = [self._shapes[shape] for shape in list(self._shapes.all())]
        self.is_undated = not any(one.dated for one in counts) and sum(one.stories for one in counts) >= PROBES

    def are_stories(self, shape: str) -> bool:
        """Whether the pages side by side with those of a shape, all under words, are stories."""
        kind = kind_of(shape)
        is_known = self._shapes.kind(kind) is Kind.STORY and self._shapes[kind].stories >= PROBES
        return is_known and is_below_a_folder(shape)

    def take(self, entry: Entry, read: Read, reason: str) -> bool:
        """Note a page that is no story for this reason, and return whether it is one to be decided later."""
        is_long = len(read.article.body_text) >= _LONG and read.link_share < _MOST_LINKS
        if not is_long or reason not in (A_WORD, NO_DATE):
            return False
        kind = kind_of(entry.shape)
        if reason == NO_DATE:
            self._undated[kind].add(entry.url)
            return True
        if read.article.published is None or not is_below_a_folder(entry.shape):
            return False
        beside = self._words[kind]
        beside.add(entry.url)
        if len(beside) == PROBES:
            self._shapes[kind].take("new", PROBES, PROBES, is_named=False)
        return True

    def settle(self) -> list[str]:
        """Decide, when nothing else is to be asked, whether stories here have no dates; return the shapes of such."""
        if self.is_undated or any(self._shapes[shape].dated for shape in list(self._shapes.all())):
            return []
        shapes = [shape for shape, some in self._undated.items() if len(some) >= PROBES]
        for shape in shapes:
            self._shapes[shape].take("new", PROBES, 0, is_named=False)
        self.is_undated = bool(shapes)
        return shapes


def is_below_a_folder(shape: str) -> bool:
    """Whether a page stands beside others under a word, and not among the sections of the site.

    >>> is_below_a_folder("paper.example/s/river"), is_below_a_folder("paper.example/sport")
    (True, False)
    """
    kind = kind_of(shape).rstrip("/")
    return kind.endswith("~") and kind.count("/") > 1
