"""The values that travel: Response, Page, Block, Role, Label, Article and its parts.

All are immutable. A `Page` is what was read, a `Label` says what one block is, an `Article` is the record. Nothing here
reads, guesses or fetches.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, Self, TypeVar

from scraper import codec

SCHEMA_VERSION = 1

T = TypeVar("T")


# ---------------------------------------------------------------- what was fetched and read


class Validators(NamedTuple):
    """What a server said of a page's version: sent back, it answers 304 when the page is still the same."""

    etag: str | None = None
    last_modified: str | None = None


class Wall(StrEnum):
    """What may stand in place of a page, also with status 200; `shell` is a page whose text only a browser can make."""

    CHALLENGE = "challenge"
    CONSENT = "consent"
    LOGIN = "login"
    NOT_FOUND = "not_found"
    SHELL = "shell"


class Timings(NamedTuple):
    """Seconds that one fetch spent: in name look-up, connecting, TLS, until the first byte of the last answer, in all.

    A connection that was kept open costs no look-up. Waits for politeness are not part of `total`.
    """

    resolve: float = 0.0
    connect: float = 0.0
    tls: float = 0.0
    first_byte: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Response:
    """One page as it came: `content` is the raw body after transfer and content decoding.

    `redirects` are the addresses that sent the fetch on, in order, without `final_url`; `received` counts the bytes of
    all answers as they came over the wire, headers included; `address` is the IP address that was connected to.
    `charset` is what the body is read with and `charset_source` how that was found (bom, header, meta, ...). `wall` is
    what stands in place of the page, if anything does.
    """

    url: str
    content: bytes
    status: int = 200
    final_url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: datetime | None = None
    redirects: tuple[str, ...] = ()
    reason: str = ""
    request_headers: tuple[tuple[str, str], ...] = ()
    address: str | None = None
    received: int = 0
    timings: Timings | None = None
    charset: str = "utf-8"
    charset_source: str = "assumed"
    wall: Wall | None = None
    wall_reason: str = ""

    @property
    def text(self) -> str:
        """The body read with `charset`, its byte order mark off; what can't be read becomes U+FFFD."""
        return self.content.decode(self.charset, "replace").removeprefix("\ufeff")

    def header(self, name: str) -> str | None:
        """Return the first header called `name`, in any case, or `None`."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


class Element(NamedTuple):
    """One block-level element; `parent` is its number in `Page.elements` (-1: none)."""

    parent: int
    tag: str
    depth: int
    attributes: Mapping[str, str] = MappingProxyType({})
    is_hidden: bool = False

    @property
    def hint(self) -> str:
        """Its class, id and itemprop in lower case, for what they say about its part in the page."""
        get = self.attributes.get
        return f"{get('class', '')} {get('id', '')} {get('itemprop', '')}".strip().lower()


class Block(NamedTuple):
    """A run of text between two block-level tags, in page order.

    `text` has its white space folded, with a newline where the page has a single line break. `element` is the number
    of the innermost block-level element around it; `link_chars` of its characters are inside links.
    """

    number: int
    text: str
    tag: str
    element: int
    link_chars: int = 0
    bold_chars: int = 0


class Mark(NamedTuple):
    """An inline or block element whose markup says what it is: `kind` is time, author, date, section or caption.

    `value` is the machine-readable attribute (datetime, content, href), `hint` the markup that says so; `block` is the
    number of the block it stands in or before.
    """

    kind: str
    text: str
    value: str
    hint: str
    block: int


class ImageTag(NamedTuple):
    """An image as the page names it; `block` is the number of the next block, `element` the one around it."""

    src: str
    alt: str
    block: int
    element: int


class Script(NamedTuple):
    """The text of a script that may carry data (JSON-LD, hydration state)."""

    type: str
    id: str
    text: str


class Link(NamedTuple):
    """A link; `block` is the number of the block its text went to."""

    href: str
    text: str
    rel: str
    block: int


@dataclass(frozen=True, slots=True)
class Signals:
    """What the page says of itself outside its visible text; names are lower case, in page order."""

    title: str = ""
    language: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    head_links: tuple[tuple[str, str], ...] = ()
    scripts: tuple[Script, ...] = ()
    json_ld: tuple[Mapping[str, Any], ...] = ()

    def meta_value(self, *names: str) -> str | None:
        """Return the first non-empty content of the first of `names` that the page has."""
        for name in names:
            for key, value in self.meta:
                if key == name and value:
                    return value
        return None

    def meta_values(self, name: str) -> tuple[str, ...]:
        """Return all non-empty contents of `name`, in page order."""
        return tuple(value for key, value in self.meta if key == name and value)

    def head_link(self, rel: str) -> str | None:
        """Return the first `<link rel=… href>` of the page."""
        return next((href for name, href in self.head_links if name == rel and href), None)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its blocks in order, the elements around them, and its signals.

    `kind` is html, text or binary; `charset_source` says how the charset was found. `wall` is what stands in place of a
    page that has little text of its own.
    """

    url: str | None
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...] = ()
    signals: Signals = Signals()
    marks: tuple[Mark, ...] = ()
    images: tuple[ImageTag, ...] = ()
    links: tuple[Link, ...] = ()
    kind: str = "html"
    charset: str = "utf-8"
    charset_source: str = "str"
    notes: tuple[str, ...] = ()
    wall: Wall | None = None
    wall_reason: str = ""


# ---------------------------------------------------------------- what a block is


class Role(StrEnum):
    """What one block is. The roles from `share` on are kinds of furniture."""

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


FURNITURE = frozenset(list(Role)[list(Role).index(Role.SHARE) :])


class Label(NamedTuple):
    """The one role of one block, and why."""

    block: int
    role: Role
    reason: str


class Outline(NamedTuple):
    """Where the article stands in the page: the headline's block, if visible, and the body's blocks in order."""

    headline: int | None
    body: tuple[int, ...]


# ---------------------------------------------------------------- the record


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
class Furniture:
    """Visible text that is no field; `kind` is one of the furniture roles."""

    kind: str
    text: str


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
    furniture: tuple[Furniture, ...] = ()
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
        """Return the record that `to_dict` wrote; raises `ValueError` naming the key that is wrong or unknown."""
        return codec.decode(cls, {key: value for key, value in record.items() if key not in _DERIVED})

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of what `to_dict` writes."""
        schema = codec.json_schema(cls)
        schema["properties"] |= {name: dict(shape) for name, shape in _DERIVED.items()}
        schema["required"] += list(_DERIVED)
        return schema


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one input gave no record: a stable `code` and one clear sentence."""

    source: str
    code: str
    message: str
    exit_code: int = 1
