"""The values of the room: what a rule file says, checked, and nothing more."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from scraper.dom import Reach
from scraper.model import Role
from scraper.page import Selector

# What a layout can label. Data strips are told by their grammar, hidden blocks by their markup.
ROLES = MappingProxyType({role.value: role for role in Role if role not in {Role.WEATHER, Role.STRIP, Role.HIDDEN}})
# What it can give as a value, by `css:` and `xpath:`: under the names of roles, or of the fields themselves.
VALUES = MappingProxyType(
    {
        **{name: name for name in ("headline", "subtitle", "kicker", "section", "tags", "body")},
        **{name: name for name in ("published", "modified", "dateline", "agency")},
        "author": "authors",
        "date": "published",
    }
)


class Match(NamedTuple):
    """One way to recognise a page; all that is given must hold.

    `hosts` are names with all that end in them, `url` is searched in path and query, `generator` is a part of the meta
    element of that name, in lower case, `title` is searched in the title, `markup` must be in the page.
    """

    hosts: tuple[str, ...] = ()
    url: re.Pattern[str] | None = None
    generator: str = ""
    title: re.Pattern[str] | None = None
    markup: Selector | None = None

    @property
    def is_cheap(self) -> bool:
        """Whether the page's address or generator decides before its elements are looked at."""
        return bool(self.hosts or self.url or self.generator)


class Layout(NamedTuple):
    """How pages that were captured up to the day `until` (`None`: to this day) are built: role or field -> selectors.

    Of its selectors the first that finds something holds.
    """

    until: date | None
    selectors: tuple[tuple[str, tuple[Selector | Reach, ...]], ...]


class Rule(NamedTuple):
    """One file: the name of the system or site, how to recognise its pages, and its layouts, the newest first."""

    name: str
    file: str
    matches: tuple[Match, ...]
    layouts: tuple[Layout, ...]
