"""Which block is what: fields claim blocks in order of precedence, the first claim holds, the rest is boilerplate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from scraper.model import BOILERPLATE, Boilerplate, Label, Page, Role, in_bulk

# A date, a byline or a tag line is short. A longer block that merely holds one stays what it is.
_SHORT = 120
_SHORT_ROLES = frozenset({Role.DATE, Role.AUTHOR, Role.SECTION, Role.TAGS, Role.KICKER})
_KINDS = MappingProxyType({role: str(role) for role in BOILERPLATE})


class Claims:
    """Collects the role of each block of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._roles: dict[int, tuple[Role, str]] = {}

    @property
    def taken(self) -> frozenset[int]:
        """The blocks that have a role."""
        return frozenset(self._roles)

    def claim(self, blocks: Iterable[int], role: Role, reason: str) -> None:
        """Give `role` to those of `blocks` that have none yet."""
        free = self.unclaimed(blocks)
        if role in _SHORT_ROLES:
            free = [number for number in free if len(self.page.blocks[number].text) <= _SHORT]
        self._roles.update(dict.fromkeys(free, (role, reason)))

    def release(self, blocks: Iterable[int]) -> None:
        """Take the role of `blocks` back."""
        for number in blocks:
            self._roles.pop(number, None)

    def claim_labels(self, labels: Iterable[Label]) -> None:
        """Give the blocks of `labels` their roles with the reasons given, those that have none yet."""
        for number, role, reason in labels:
            self._roles.setdefault(number, (role, reason))

    def claim_free(self, kinds: Mapping[int, tuple[Role, str]]) -> None:
        """Give blocks without a role those of `kinds`, with their reasons."""
        self._roles.update(kinds)

    def unclaimed(self, blocks: Iterable[int]) -> list[int]:
        """Return those of `blocks` that have no role, in their order."""
        roles = self._roles
        return [number for number in blocks if number not in roles]

    def free(self) -> list[int]:
        """Return the numbers of the blocks without a role, in page order."""
        return self.unclaimed(range(len(self.page.blocks)))

    def labels(self) -> tuple[Label, ...]:
        """Return one label for each block that has a role, in page order."""
        return tuple([Label(number, *kind) for number, kind in sorted(self._roles.items())])

    def boilerplate(self) -> tuple[Boilerplate, ...]:
        """Return the visible text that is no field, in page order."""
        roles, blocks = self._roles, self.page.blocks
        shown = [number for number in sorted(roles) if roles[number][0] in _KINDS]
        kinds = [_KINDS[roles[number][0]] for number in shown]
        return in_bulk(Boilerplate, kinds, [blocks[number].text for number in shown])
