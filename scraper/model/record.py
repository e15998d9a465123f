"""The parts of a record, and the evidence of each field."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import repeat
from typing import Any, Generic, NamedTuple, TypeVar

from scraper.model.shown import shortly

T = TypeVar("T")


class Verdict(StrEnum):
    """What kind of page it is."""

    ARTICLE = "article"
    LIVE = "live"
    GALLERY = "gallery"
    LIST = "list"
    PAYWALLED = "paywalled"
    BLOCKED = "blocked"
    CONSENT = "consent"
    NOT_FOUND = "not_found"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field came from and how sure it is; a missing field has the source "missing" and its reason.

    Attributes:
        source: What the value was taken from.
        confidence: How sure it is, from 0 to 1.
        raw: The text as the source has it.
        reason: Why the field is missing, or why this source won.
        rejected: Other values that were found, each as source and value.
    """

    source: str
    confidence: float
    raw: str | None = None
    reason: str | None = None
    rejected: tuple[tuple[str, str], ...] = ()

    __repr__ = shortly


class Finding(NamedTuple, Generic[T]):
    """What a parser of one field returns: the value or `None`, its evidence, and the blocks that show it."""

    value: T | None
    evidence: Evidence
    blocks: tuple[int, ...] = ()


def missing(reason: str, rejected: tuple[tuple[str, str], ...] = ()) -> Evidence:
    """Return the evidence of a field that the page does not give."""
    return Evidence("missing", 0.0, reason=reason, rejected=rejected)


@dataclass(frozen=True, slots=True)
class Author:
    """A person; a publisher or a desk is no author.

    Attributes:
        name: The person's name alone.
        email: The address for mail that is printed beside it.
        role: What the person is: reporter, 기자.
        organization: Whom the person writes for, where the byline says so.
        raw: The byline as printed.
    """

    name: str
    email: str | None = None
    role: str | None = None
    organization: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, with what is known of its precision.

    Attributes:
        at: The time, with its zone.
        precision: How exact it is: day, minute or second.
        zone: Where the zone is from: stated, site or assumed.
        raw: The time as the page has it.
    """

    at: datetime
    precision: str
    zone: str
    raw: str


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that is a link or stands out.

    Attributes:
        start: The place of its first character in the block's text, counted from 0.
        end: The place behind its last character.
        kind: link, strong or emphasis.
        href: Where a link leads.
    """

    start: int
    end: int
    kind: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """One block of the body.

    Attributes:
        kind: paragraph, heading, list, quote, table or code.
        text: The text; items and rows are joined by a newline.
        level: The level of a heading, from 1 to 6.
        items: The items of a list.
        rows: The rows of a table, each as its cells.
        spans: The links and the emphasis in the text, in its order.
    """

    kind: str
    text: str
    level: int | None = None
    items: tuple[str, ...] | None = None
    rows: tuple[tuple[str, ...], ...] | None = None
    spans: tuple[Span, ...] = ()

    __repr__ = shortly


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry of a live blog.

    Attributes:
        at: Its time, when the page states one.
        headline: Its own headline.
        text: Its text.
    """

    at: Moment | None
    headline: str | None
    text: str

    __repr__ = shortly


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article; its caption is not body.

    Attributes:
        url: Its address; empty where only the caption is known, as in a text dump.
        caption: The caption without the credit.
        credit: Who made it or owns it.
        alt: The text in its place for who does not see it.
    """

    url: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One station's reading of the weather.

    Attributes:
        station: The station's name.
        condition: The sky as printed: 맑음, 흐림.
        temperature_c: The temperature in degrees Celsius.
        station_id: The station's number at its weather service.
        latitude: Degrees north.
        longitude: Degrees east.
        name_inferred: Whether the page left the name out and its place in the list supplied it.
        raw: The reading as printed.
    """

    station: str | None
    condition: str | None
    temperature_c: float | None
    station_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    name_inferred: bool = False
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Weather:
    """A weather strip.

    Attributes:
        provider: The weather service that is named.
        observed_on: The day in the page's header.
        readings: The readings in the order of the page.
    """

    provider: str | None
    observed_on: date | None
    readings: tuple[Reading, ...]

    __repr__ = shortly


@dataclass(frozen=True, slots=True)
class Strip:
    """One item of another data strip: a market, an exchange rate.

    Attributes:
        label: What is measured.
        value: The number.
        unit: Its unit.
        raw: The item as printed.
    """

    label: str
    value: float | None
    unit: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Visible text that is no field.

    Attributes:
        kind: share, navigation, related, comments, advert, subscription, byline, copyright, footer or other.
        text: The text as printed.
    """

    kind: str
    text: str

    __repr__ = shortly


def in_bulk(kind: type[T], *columns: Sequence[Any]) -> tuple[T, ...]:
    """Return the values of a frozen dataclass with slots whose fields, in their order, are the columns.

    Its constructor looks up each field anew for each value, which takes twice as long.

    >>> in_bulk(Boilerplate, ["share", "footer"], ["Share this", "Imprint"])
    (Boilerplate(kind='share', text='Share this'), Boilerplate(kind='footer', text='Imprint'))
    """
    made = tuple(map(object.__new__, repeat(kind, len(columns[0]))))
    for name, column in zip(kind.__dataclass_fields__, columns, strict=True):  # type: ignore[attr-defined]
        deque(map(getattr(kind, name).__set__, made, column), maxlen=0)
    return made
