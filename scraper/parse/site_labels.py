"""What the rule of a page's site says of its blocks: labels in, a field's finding out, or none where it says nothing.

A field asks here first and its own parser next. A label says where something stands; the field's parser still reads it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from scraper.model import Author, Evidence, Finding, Label, Page, Role
from scraper.page.markup import HEADINGS
from scraper.parse.authors import korean_reporters, letters, people
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.parse.headline import without_rubric
from scraper.parse.subtitle import clean_line
from scraper.parse.texts import key

# A rule is checked against pages by who writes it; what it can't know is that the system's markup changed.
_SURE = 0.97
_LONGEST_HEADLINE = 300
_LONGEST_BYLINE = 200
# These roles are values of the record, read from the labelled blocks; the others are only labels.
_READ = frozenset(
    {
        Role.HEADLINE,
        Role.SUBTITLE,
        Role.KICKER,
        Role.SECTION,
        Role.TAGS,
        Role.AUTHOR,
        Role.DATE,
        Role.BODY,
        Role.CAPTION,
    }
)
_PARTS = re.compile(r"\s*[#>»›·,\n]\s*")
_VETOES = frozenset({Role.SHARE, Role.COMMENTS, Role.SUBSCRIPTION, Role.ADVERT, Role.RELATED, Role.COPYRIGHT})


class SiteLabels:
    """The labels of one page, by role."""

    def __init__(self, page: Page, labels: Sequence[Label], boilerplate: BoilerplateKinds) -> None:
        self._page = page
        self._boilerplate = boilerplate
        self._labels: dict[Role, list[Label]] = defaultdict(list)
        for label in labels:
            self._labels[label.role].append(label)

    @property
    def plain(self) -> tuple[Label, ...]:
        """The labels that need no reading: boilerplate and the like."""
        return tuple(label for role, labels in self._labels.items() if role not in _READ for label in labels)

    def labels(self, role: Role) -> tuple[Label, ...]:
        """Return the labels of one role, in page order."""
        return tuple(self._labels.get(role, ()))

    def headline(self, taken: frozenset[int]) -> Finding[str] | None:
        """Return the first labelled text of a headline's length, and all blocks near it that print it too."""
        for number in self._blocks(Role.HEADLINE, taken):
            raw = " ".join(self._page.blocks[number].text.split())
            text = without_rubric(raw, self._page.signals.title)
            if len(raw) <= _LONGEST_HEADLINE:
                return Finding(text, self._evidence(Role.HEADLINE, raw), (number, *self._prints(text, number, taken)))
        return None

    def subtitle(self, taken: frozenset[int]) -> Finding[str] | None:
        """Return the labelled lines, joined by newlines."""
        numbers = self._blocks(Role.SUBTITLE, taken)
        raw = "\n".join(self._page.blocks[number].text for number in numbers)
        lines = [line for line in map(clean_line, raw.split("\n")) if line]
        if not lines:
            return None
        return Finding("\n".join(lines), self._evidence(Role.SUBTITLE, raw), numbers)

    def body(self, taken: frozenset[int]) -> tuple[int, ...]:
        """Return the labelled blocks that don't say themselves that they are something else: a button, a list of links.

        Headings at the end have nothing below them.
        """
        numbers = self._blocks(Role.BODY, taken)
        kinds = self._boilerplate.of(numbers)
        kept = [number for number in numbers if kinds[number][0] not in _VETOES]
        while kept and self._page.blocks[kept[-1]].tag in HEADINGS:
            kept.pop()
        return tuple(kept)

    def body_evidence(self, numbers: Sequence[int]) -> Evidence | None:
        """Return the evidence of a body that the rule has named, `None` where it came from elsewhere."""
        named = {label.block for label in self._labels.get(Role.BODY, ())}
        if not numbers or not named.issuperset(numbers):
            return None
        letters = sum(len(self._page.blocks[number].text) for number in numbers)
        return Evidence(f"site rule {self._labels[Role.BODY][0].reason}", _SURE, reason=f"{letters} characters")

    def words(self, role: Role, taken: frozenset[int]) -> Finding[tuple[str, ...]] | None:
        """Return the parts of the labelled blocks: the steps of a path, the keywords of a list."""
        numbers = self._blocks(role, taken)
        texts = [self._page.blocks[number].text for number in numbers]
        found = dict.fromkeys(part.strip() for text in texts for part in _PARTS.split(text))
        found.pop("", None)
        return Finding(tuple(found), self._evidence(role, " ".join(texts)), numbers) if found else None

    def kicker(self, taken: frozenset[int]) -> Finding[str] | None:
        """Return the labelled rubric above the headline."""
        numbers = self._blocks(Role.KICKER, taken)
        if not numbers:
            return None
        text = " ".join(self._page.blocks[numbers[0]].text.split())
        return Finding(text, self._evidence(Role.KICKER, text), numbers)

    def authors(self, taken: frozenset[int]) -> Finding[tuple[Author, ...]] | None:
        """Return the people whom the labelled blocks name."""
        found: dict[str, Author] = {}
        numbers = []
        for number in self._blocks(Role.AUTHOR, taken):
            text = self._page.blocks[number].text
            named = (korean_reporters(text) or people(text)) if len(text) <= _LONGEST_BYLINE else ()
            for author in named:
                found.setdefault(letters(author.name), author)
            if named:
                numbers.append(number)
        if not found:
            return None
        authors = tuple(found.values())
        return Finding(authors, self._evidence(Role.AUTHOR, authors[0].raw or authors[0].name), tuple(numbers))

    def _blocks(self, role: Role, taken: frozenset[int]) -> tuple[int, ...]:
        return tuple(label.block for label in self._labels.get(role, ()) if label.block not in taken)

    def _evidence(self, role: Role, raw: str) -> Evidence:
        return Evidence(f"site rule {self._labels[role][0].reason}", _SURE, raw=raw)

    def _prints(self, text: str, first: int, taken: frozenset[int]) -> tuple[int, ...]:
        """Return the other blocks that say nothing but the headline, as breadcrumbs and first lines do."""
        folded = key(text)
        size = len(text)
        return tuple(
            block.number
            for block in self._page.blocks
            if block.number != first
            and block.number not in taken
            and abs(len(block.text) - size) < 8
            and key(block.text) == folded
        )
