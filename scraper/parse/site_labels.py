"""What the rule of a page's site says of it: labels of blocks and given values in, a field's finding out, or none.

A field asks here first and its own parser next. A label says where something stands, a value what it is; the field's
parser still reads both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from scraper.model import Author, Evidence, Finding, Label, Page, Role, Statement
from scraper.page.markup import HEADINGS
from scraper.parse.authors import board_writer, korean_reporters, letters, people
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.parse.headline import without_rubric
from scraper.parse.subtitle import clean_line
from scraper.parse.texts import key

# A rule is checked against pages by who writes it; what it can't know is that the system's markup changed.
_SURE = 0.97
_LONGEST_HEADLINE = 300
_LONGEST_BYLINE = 200
_LONGEST_NAME = 60
# What a part of a block gives, a span, may have so many letters beside it.
_BESIDE_HEADLINE, _BESIDE_NAME = 60, 24
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
    """The labels of one page, by role, and the values that are given, by field."""

    def __init__(
        self,
        page: Page,
        labels: Sequence[Label],
        boilerplate: BoilerplateKinds,
        statements: Sequence[Statement] = (),
    ) -> None:
        self._page = page
        self._given = {one.field: one for one in statements}
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

    def given(self, field: str) -> Statement | None:
        """Return the value that is given for a field."""
        return self._given.get(field)

    def line(self, field: str, taken: frozenset[int]) -> Finding[str] | None:
        """Return the value that is given for a field of one line, with the blocks that print it."""
        given = self._given.get(field)
        if given is None:
            return None
        text = " ".join(given.texts)
        return Finding(text, Evidence(given.source, _SURE, raw=text), self._prints(text, -1, taken))

    def headline(self, taken: frozenset[int]) -> Finding[str] | None:
        """Return the given or first labelled text of a headline's length, and all blocks near it that print it too."""
        given = self._given.get("headline")
        raw = " ".join(given.texts) if given else ""
        if given and len(raw) <= _LONGEST_HEADLINE:
            text = without_rubric(raw, self._page.signals.title)
            return Finding(text, Evidence(given.source, _SURE, raw=raw), self._around(text, taken, _BESIDE_HEADLINE))
        for number in self._blocks(Role.HEADLINE, taken):
            raw = " ".join(self._page.blocks[number].text.split())
            text = without_rubric(raw, self._page.signals.title)
            if len(raw) <= _LONGEST_HEADLINE:
                return Finding(text, self._evidence(Role.HEADLINE, raw), (number, *self._prints(text, number, taken)))
        return None

    def subtitle(self, taken: frozenset[int]) -> Finding[str] | None:
        """Return the given or labelled lines, joined by newlines."""
        given = self._given.get("subtitle")
        shown = [line for line in map(clean_line, given.texts) if line] if given else []
        if given and shown:
            printed = tuple(number for line in shown for number in self._prints(line, -1, taken))
            return Finding("\n".join(shown), Evidence(given.source, _SURE, raw="\n".join(given.texts)), printed)
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
        return Evidence(self._labels[Role.BODY][0].reason, _SURE, reason=f"{letters} characters")

    def words(self, role: Role, taken: frozenset[int]) -> Finding[tuple[str, ...]] | None:
        """Return the parts of the labelled blocks: the steps of a path, the keywords of a list."""
        given = self._given.get(role.value)
        if given:
            # Several values are the parts themselves; one may hold them all.
            parts = [text.lstrip("#") for text in given.texts] if len(given.texts) > 1 else _PARTS.split(given.texts[0])
            kept = tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
            return Finding(kept, Evidence(given.source, _SURE, raw=" ".join(given.texts))) if kept else None
        numbers = self._blocks(role, taken)
        texts = [self._page.blocks[number].text for number in numbers]
        found = dict.fromkeys(part.strip() for text in texts for part in _PARTS.split(text))
        found.pop("", None)
        return Finding(tuple(found), self._evidence(role, " ".join(texts)), numbers) if found else None

    def kicker(self, taken: frozenset[int]) -> Finding[str] | None:
        """Return the given or labelled rubric above the headline."""
        given = self.line("kicker", taken)
        if given:
            return given
        numbers = self._blocks(Role.KICKER, taken)
        if not numbers:
            return None
        text = " ".join(self._page.blocks[numbers[0]].text.split())
        return Finding(text, self._evidence(Role.KICKER, text), numbers)

    def authors(self, taken: frozenset[int]) -> Finding[tuple[Author, ...]] | None:
        """Return the people whom the given texts or the labelled blocks name."""
        given = self._given.get("authors")
        named_people = {letters(one.name): one for text in (given.texts if given else ()) for one in _people(text)}
        if given and named_people:
            printed = tuple(number for text in given.texts for number in self._around(text, taken, _BESIDE_NAME))
            return Finding(tuple(named_people.values()), Evidence(given.source, _SURE, raw=given.texts[0]), printed)
        found: dict[str, Author] = {}
        numbers = []
        for number in self._blocks(Role.AUTHOR, taken):
            text = self._page.blocks[number].text
            named = (
                (board_writer(text) or korean_reporters(text) or people(text)) if len(text) <= _LONGEST_BYLINE else ()
            )
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
        return Evidence(self._labels[role][0].reason, _SURE, raw=raw)

    def _around(self, text: str, taken: frozenset[int], beside: int) -> tuple[int, ...]:
        """Return the blocks that print a text, or the first that holds it with at most so many letters more."""
        printed = self._prints(text, -1, taken)
        if printed:
            return printed
        folded, longest = key(text), len(text) + beside
        near = (one for one in self._page.blocks if one.number not in taken and len(one.text) <= longest)
        return tuple(one.number for one in near if folded in key(one.text))[:1]

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


def _people(text: str) -> tuple[Author, ...]:
    """Return the people that a value names; a short one that no parser takes for a name is one because it is given."""
    named = (korean_reporters(text) or people(text)) if len(text) <= _LONGEST_BYLINE else ()
    is_name = len(text) <= _LONGEST_NAME and not any(char.isdigit() or char in "@/:" for char in text)
    return named or ((Author(text, raw=text),) if is_name else ())
