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
    """Where a field came from (`source`), how sure it is (0 to 1), its raw text, and what was rejected.

    A missing field has source "missing" and its reason.
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
    """A person. `raw` is the text as printed; a publisher or a desk is no author."""

    name: str
    email: str | None = None
    role: str | None = None
    organization: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: `at` is aware; `precision` is day, minute or second; `zone` is stated, site or assumed."""

    at: datetime
    precision: str
    zone: str
    raw: str


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """One block of the body; `kind` is paragraph, heading, list, quote, table or code."""

    kind: str
    text: str
    level: int | None = None
    items: tuple[str, ...] | None = None
    rows: tuple[tuple[str, ...], ...] | None = None

    __repr__ = shortly


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry of a live blog; `at` is its time when the page states one."""

    at: Moment | None
    headline: str | None
    text: str

    __repr__ = shortly


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article; its caption is not body."""

    url: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One station's reading. `name_inferred` says that the page left the name out and the order supplied it."""

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
    """A weather strip; `observed_on` is the page's header date."""

    provider: str | None
    observed_on: date | None
    readings: tuple[Reading, ...]

    __repr__ = shortly


@dataclass(frozen=True, slots=True)
class Strip:
    """One item of another data strip (market, exchange rates)."""

    label: str
    value: float | None
    unit: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Visible text that is no field; `kind` is one of the boilerplate roles."""

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
