"""What is given out: the record with its parts, and the evidence of each field."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import repeat
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, Self, TypeVar

from scraper.model import codec
from scraper.model.versions import SCHEMA_VERSION, with_todays_names

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


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry of a live blog; `at` is its time when the page states one."""

    at: Moment | None
    headline: str | None
    text: str


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


_DERIVED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "body_text": {"type": "string"},
        "published_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
        "modified_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
    }
)


@dataclass(frozen=True, slots=True)
class Article:
    """The record: what the page says, field by field, each with its evidence under the field's name."""

    url: str | None = None
    canonical_url: str | None = None
    site: str | None = None
    language: str | None = None
    verdict: Verdict = Verdict.EMPTY
    headline: str | None = None
    subtitle: str | None = None
    kicker: str | None = None
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    dateline: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    body: tuple[BodyBlock, ...] = ()
    entries: tuple[LiveEntry, ...] = ()
    images: tuple[Image, ...] = ()
    agency: str | None = None
    copyright: str | None = None
    corrections: tuple[str, ...] = ()
    is_accessible_for_free: bool | None = None
    next_page: str | None = None
    weather: Weather | None = None
    strips: tuple[Strip, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: MappingProxyType({}))
    schema_version: int = SCHEMA_VERSION
    extractor_version: str = ""

    @property
    def body_text(self) -> str:
        """The body as plain text, blocks joined by a newline."""
        return "\n".join(block.text for block in self.body)

    @property
    def published_at(self) -> datetime | None:
        """When it was published: `published.at`."""
        return self.published.at if self.published else None

    @property
    def modified_at(self) -> datetime | None:
        """When it was last modified: `modified.at`."""
        return self.modified.at if self.modified else None

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON-ready values, with the derived `body_text`, `published_at` and `modified_at`."""
        record: dict[str, Any] = codec.encode(self)
        record["body_text"] = self.body_text
        record["published_at"] = codec.encode(self.published_at)
        record["modified_at"] = codec.encode(self.modified_at)
        return record

    def to_json(self, *, indent: int | None = None) -> str:
        """Return `to_dict()` as JSON text, Unicode kept as it is."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Return the record that `to_dict` wrote, in this or an earlier schema version.

        Raises `ValueError` naming the key that is wrong or unknown.
        """
        values = with_todays_names(record)
        return codec.decode(cls, {key: value for key, value in values.items() if key not in _DERIVED})

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of what `to_dict` writes."""
        schema = codec.json_schema(cls)
        schema["properties"] |= {name: dict(shape) for name, shape in _DERIVED.items()}
        schema["required"] += list(_DERIVED)
        return schema
