"""What is given out: the record, each field with its evidence."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Self

from scraper.model import codec
from scraper.model.frozen import FrozenDict
from scraper.model.record import (
    Author,
    BodyBlock,
    Boilerplate,
    Evidence,
    Image,
    LiveEntry,
    Moment,
    Strip,
    Verdict,
    Weather,
)
from scraper.model.shown import cut
from scraper.model.versions import SCHEMA_VERSION, is_newer, with_todays_names

_TIME: Mapping[str, Any] = MappingProxyType({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]})
_NUMBER: Mapping[str, Any] = MappingProxyType({"anyOf": [{"type": "integer"}, {"type": "null"}]})
_DERIVED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "body_text": {"type": "string", "description": "The body as plain text, blocks joined by a newline."},
        "published_at": {**_TIME, "description": "When it was published: the time of `published` alone."},
        "modified_at": {**_TIME, "description": "When it was last changed: the time of `modified` alone."},
    }
)


# What is printed around a record: where it came from, and its place in an archive.
_AROUND: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "source": {"type": "string", "description": "The file or the address that the page came from."},
        "error": {"type": "string", "description": "Why there is no record."},
        "id": {**_NUMBER, "description": "The number of the story in its archive."},
        "version": {**_NUMBER, "description": "Which version of the story it is, counted from 1."},
        "captured_at": {**_TIME, "description": "When the page of this version was fetched."},
        "cluster_id": {**_NUMBER, "description": "What all copies of the same story in an archive have in common."},
    }
)
_NO_FIELDS = frozenset((*_DERIVED, *_AROUND))


@dataclass(frozen=True, slots=True)
class Article:
    """The record: what the page says, field by field, each with its evidence under the field's name.

    Attributes:
        url: The address that was asked for, or that the page was saved from.
        canonical_url: The address that the page declares as its own, unless that is the site's front page.
        site: The publisher's name.
        language: The language of the text, measured on it, as a BCP 47 tag.
        verdict: What kind of page it is.
        headline: The headline without the names of site and section.
        subtitle: The deck below the headline; several lines are joined by a newline. Never part of the body.
        kicker: The rubric printed above the headline.
        section: The path of sections, from general to special.
        tags: The keywords that the page gives the story.
        authors: The persons who wrote it.
        dateline: The place or agency before the first sentence, as printed, brackets off. Not in the body's text.
        published: When it was published.
        modified: When it was last changed.
        body: The text in reading order.
        entries: The entries of a live blog, as printed.
        images: The pictures of the story; their captions are no body.
        agency: The news agency or sender of a press release that the text is from.
        copyright: The copyright notice as printed.
        corrections: The notes of correction.
        is_accessible_for_free: Whether the whole text can be read without paying, if the page says so.
        next_page: The address of the next page of the same article.
        weather: The weather strip of the page.
        strips: Other data in the margin: markets, exchange rates.
        boilerplate: Every other visible text of the page.
        evidence: For each field where it came from, how sure it is, and what was rejected.
        schema_version: The version of this schema that the record was written in.
        extractor_version: The version of the program that made the record.
    """

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
    evidence: Mapping[str, Evidence] = field(default_factory=FrozenDict)
    schema_version: int = SCHEMA_VERSION
    extractor_version: str = ""

    def __post_init__(self) -> None:
        if type(self.evidence) is not FrozenDict:
            object.__setattr__(self, "evidence", FrozenDict(self.evidence))

    def __repr__(self) -> str:
        """Say which story it is; `to_json` tells all."""
        day = self.published.at.date().isoformat() if self.published else None
        about = (self.site, day, f"{len(self.body_text):,} characters")
        return f"<Article {cut(self.headline or self.url or self.verdict.value)!r}: {', '.join(filter(None, about))}>"

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

    def to_text(self) -> str:
        """Return headline, subtitle and body as plain text, an empty line between them."""
        from scraper.model.render import text

        return text.document(self)

    def to_markdown(self, *, links: bool = True) -> str:
        """Return the record as one Markdown document with its facts in front, in YAML.

        Without `links`, those of the body are their text alone.
        """
        from scraper.model.render import markdown

        return markdown.document(self, links=links)

    def to_jsonld(self, *, indent: int | None = None) -> str:
        """Return the record as a schema.org NewsArticle in JSON text, a live blog as a LiveBlogPosting."""
        from scraper.model.render import jsonld

        return json.dumps(jsonld.node(self), ensure_ascii=False, indent=indent)

    def _repr_html_(self) -> str:
        """Return the record as a card, which notebooks show for it."""
        from scraper.model.render import card

        return card.document(self)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Return the record that `to_dict` wrote, in this or an earlier schema version.

        Of a newer version, what this one does not know is passed over with a `UserWarning`. Raises `ValueError` naming
        the key that is wrong or unknown.
        """
        values = with_todays_names({key: value for key, value in record.items() if key not in _NO_FIELDS})
        if is_newer(values):
            values = _read_as_todays(cls, values)
        return codec.decode(cls, values)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of what `to_dict` writes."""
        schema = codec.json_schema(cls)
        schema["properties"] |= {name: dict(shape) for name, shape in (*_DERIVED.items(), *_AROUND.items())}
        schema["required"] += list(_DERIVED)
        return schema


def _read_as_todays(cls: type[Article], values: Mapping[str, Any]) -> dict[str, Any]:
    names: list[str] = []
    known: dict[str, Any] = codec.passed_over(cls, values, cls.__name__, names)
    told = f"passed over {', '.join(names)}; a newer release reads them" if names else "read as today's"
    warnings.warn(
        f"a record of schema version {values['schema_version']}, newer than {SCHEMA_VERSION}: {told}", stacklevel=3
    )
    return known | {"schema_version": SCHEMA_VERSION}
