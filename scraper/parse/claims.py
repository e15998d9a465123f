"""Which block is what: fields claim blocks in order of precedence, the first claim holds, what is left is furniture."""

from __future__ import annotations

from collections.abc import Iterable

from scraper.model import FURNITURE, Furniture, Label, Page, Role

# A date, a byline or a tag line is short. A longer block that merely holds one stays what it is.
_SHORT = 120
_SHORT_ROLES = frozenset({Role.DATE, Role.AUTHOR, Role.SECTION, Role.TAGS, Role.KICKER})


class Claims:
    """Collects the role of each block of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._labels: dict[int, Label] = {}

    @property
    def taken(self) -> frozenset[int]:
        """The blocks that have a role."""
        return frozenset(self._labels)

    def claim(self, blocks: Iterable[int], role: Role, reason: str) -> None:
        """Give `role` to those of `blocks` that have none yet."""
        labels, is_short = self._labels, role in _SHORT_ROLES
        for number in blocks:
            if number in labels or (is_short and len(self.page.blocks[number].text) > _SHORT):
                continue
            labels[number] = Label(number, role, reason)

    def claim_labels(self, labels: Iterable[Label]) -> None:
        """Give the blocks of `labels` their roles with the reasons given, those that have none yet."""
        for label in labels:
            self._labels.setdefault(label.block, label)

    def free(self) -> tuple[int, ...]:
        """Return the numbers of the blocks without a role, in page order."""
        return tuple(number for number in range(len(self.page.blocks)) if number not in self._labels)

    def labels(self) -> tuple[Label, ...]:
        """Return one label for each block that has a role, in page order."""
        return tuple(self._labels[number] for number in sorted(self._labels))

    def furniture(self) -> tuple[Furniture, ...]:
        """Return the visible text that is no field, in page order."""
        blocks = self.page.blocks
        return tuple(
            [Furniture(str(role), blocks[number].text) for number, role, _ in self.labels() if role in FURNITURE]
        )
