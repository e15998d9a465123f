"""What each block of a page is, where the article stands, and what a site says of its fields."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What one block is: a field of the record, data, or a kind of boilerplate."""

    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    SECTION = "section"
    TAGS = "tags"
    DATE = "date"
    AUTHOR = "author"
    BODY = "body"
    CAPTION = "caption"
    CORRECTION = "correction"
    WEATHER = "weather"
    STRIP = "strip"
    HIDDEN = "hidden"
    SHARE = "share"
    NAVIGATION = "navigation"
    RELATED = "related"
    COMMENTS = "comments"
    ADVERT = "advert"
    SUBSCRIPTION = "subscription"
    BYLINE = "byline"
    COPYRIGHT = "copyright"
    FOOTER = "footer"
    OTHER = "other"


BOILERPLATE = frozenset(
    {
        Role.SHARE, Role.NAVIGATION, Role.RELATED, Role.COMMENTS, Role.ADVERT, Role.SUBSCRIPTION, Role.BYLINE,
        Role.COPYRIGHT, Role.FOOTER, Role.OTHER,
    }
)  # fmt: skip


class Label(NamedTuple):
    """The one role of one block, and why."""

    block: int
    role: Role
    reason: str


class Statement(NamedTuple):
    """What the rule or the function of a site says that a field is: its texts, and for a body its HTML, too."""

    field: str
    texts: tuple[str, ...]
    source: str
    html: str = ""


class Outline(NamedTuple):
    """Where the article stands in the page: the headline's block, if visible, and the body's blocks in order."""

    headline: int | None
    body: tuple[int, ...]
