"""What the addresses of one shape are: stories, lists or neither, learned from the site itself.

A shape that a feed or a news sitemap names is one of stories. Of another, a few pages are read first; what most of them
turn out to be, the shape is. Until then its other addresses wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# So many pages of an unknown shape are read before it is judged.
PROBES = 3
# The outcomes of pages that are stories.
STORIES = frozenset({"new", "changed", "unchanged", "older", "repeated", "paywalled"})


class Kind(StrEnum):
    """What the pages of a shape are."""

    STORY = "story"
    LIST = "list"
    NEITHER = "neither"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Count:
    """The pages of a shape that were read, by what they turned out to be; `named` counts those that feeds name."""

    named: int = 0
    stories: int = 0
    lists: int = 0
    others: int = 0
    # Of the stories, how many had a date; of the lists, how many showed a story that was not known yet.
    dated: int = 0
    fruitful: int = 0
    # Addresses under way as probes, and stories that another address had brought already.
    probing: int = 0
    duplicates: int = 0
    # Pages that may be stories, if others are.
    doubtful: int = 0

    @property
    def read(self) -> int:
        """How many pages of the shape were read."""
        return self.stories + self.lists + self.others

    @property
    def kind(self) -> Kind:
        """What the shape is, as far as is known."""
        if self.stories and self.stories >= 2 * (self.lists + self.others):
            return Kind.STORY
        if self.read < PROBES:
            return Kind.STORY if self.named and not self.others + self.lists else Kind.UNKNOWN
        if self.stories * 2 > self.read:
            return Kind.STORY
        if self.named and not self.lists:
            return Kind.STORY
        return Kind.LIST if self.lists else Kind.NEITHER

    def take(self, outcome: str | None, total: int, dated: int, *, is_named: bool, is_new: bool = True) -> None:
        """Add pages that ended so; `is_named` those that a feed names, `is_new` when that was not counted yet.

        What a feed names and is no story says nothing of the others.
        """
        if is_named and is_new:
            self.named += total
        if outcome in STORIES:
            self.stories += total
            self.dated += dated
        elif outcome == "list":
            self.lists += total
            self.fruitful += total * is_new
        elif outcome == "duplicate":
            self.duplicates += total
        elif outcome == "held":
            self.doubtful += total
        elif outcome == "not_a_story" and not is_named:
            self.others += total

    @property
    def is_variant(self) -> bool:
        """Whether pages of the shape are stories once more: a print view, a view with the comments."""
        return self.duplicates >= PROBES and not self.stories

    @property
    def wants_dates(self) -> bool:
        """Whether a page without a date would be the odd one out."""
        return self.dated >= PROBES and self.dated * 10 >= self.stories * 9


class Shapes:
    """The shapes of one site with their counts."""

    def __init__(self) -> None:
        self._counts: dict[str, Count] = {}

    def __getitem__(self, shape: str) -> Count:
        """Return the count of a shape; a new one is all zeros."""
        return self._counts.setdefault(shape, Count())

    def kind(self, shape: str) -> Kind:
        """Return what the shape is, as far as is known."""
        found = self._counts.get(shape)
        return found.kind if found else Kind.UNKNOWN

    def all(self) -> Iterator[str]:
        """Yield every shape that was seen."""
        yield from self._counts

    def stories(self) -> Iterator[str]:
        """Yield the shapes of stories."""
        yield from (shape for shape, count in self._counts.items() if count.kind is Kind.STORY)
