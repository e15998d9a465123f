"""A record as rows of the tables, and back; refuses strings that no database stores."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from scraper.errors import RecordRefused
from scraper.model import Article, Response, codec, in_utc
from scraper.store.database import Row, Written
from scraper.store.identity import Identity, bounded, host_of
from scraper.store.terms import searchable, terms
from scraper.urls import without_login

_ORDER = {one.name: number for number, one in enumerate(fields(Article))}


def record_columns(article: Article) -> Row:
    """Return the columns that `articles` and `versions` share."""
    published = article.published_at
    return {
        "site": article.site,
        "language": article.language,
        "verdict": article.verdict.value,
        "headline": article.headline,
        "subtitle": article.subtitle,
        "dateline": article.dateline,
        "published_at": published,
        "published_on": published.date() if published else None,
        "modified_at": article.modified_at,
        "agency": article.agency,
        "extractor_version": article.extractor_version,
        "body_text": article.body_text,
        "record": written(article),
    }


def version_columns(article: Article) -> Row:
    """Return the columns of a version that its record itself gives."""
    return {"url": article.url, **record_columns(article)}


def written(article: Article) -> Written:
    """Return the record as JSON text, without what is derived; raises `RecordRefused` naming the string at fault."""
    text = codec.write_json(article)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise RecordRefused(f"{article.url}: a string holds a lone surrogate {text[error.start]!r}") from error
    if "\\u0000" in text and "\x00" in "".join(_strings(json.loads(text))):
        raise RecordRefused(f"{article.url}: a string holds a NUL")
    return Written(text)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in (*value, *value.values()):
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def read_record(record: Any) -> Article:
    """Return the record that a `record` column holds."""
    if isinstance(record, str):
        return Article.from_dict(json.loads(record))
    # PostgreSQL's `jsonb` keeps no order.
    evidence = record.get("evidence") or {}
    ordered = {name: evidence[name] for name in sorted(evidence, key=lambda name: _ORDER.get(name, len(_ORDER)))}
    return Article.from_dict({**record, "evidence": ordered})


def printed_time(record: Any) -> datetime | None:
    """Return when the record was published in the paper's own zone, which PostgreSQL's column does not keep."""
    values = json.loads(record) if isinstance(record, str) else record
    moment = values.get("published")
    return datetime.fromisoformat(moment["at"]) if moment else None


def identity_columns(identity: Identity) -> Row:
    """Return the columns of `articles` that say which story it is."""
    return {
        "url": bounded(identity.url),
        "identity": identity.key,
        "identity_reason": identity.reason,
        "host": host_of(identity.url),
    }


def capture_columns(response: Response, fetched_at: datetime) -> Row:
    """Return the columns of `captures` that the response itself gives; times in UTC."""
    headers = {name.lower(): _clean(value) for name, value in reversed(response.headers)}
    return {
        "url": bounded(without_login(response.url)),
        "final_url": response.final_url and bounded(without_login(response.final_url)),
        "fetched_at": in_utc(fetched_at) or datetime.now(UTC),
        "status": response.status,
        "content_type": headers.get("content-type"),
        "etag": headers.get("etag"),
        "last_modified": headers.get("last-modified"),
        "payload_sha256": hashlib.sha256(response.content).hexdigest(),
        "payload_bytes": len(response.content),
    }


def _clean(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def weather_columns(article: Article) -> Iterator[Row]:
    """Yield the columns of `weather_readings` that the record itself gives."""
    weather = article.weather
    for reading in weather.readings if weather else ():
        yield {
            "observed_on": weather.observed_on if weather else None,
            "provider": weather.provider if weather else None,
            "station_id": reading.station_id,
            "station": reading.station,
            "condition": reading.condition,
            "temperature_c": reading.temperature_c,
            "name_inferred": reading.name_inferred,
        }


def search_columns(article: Article) -> Row:
    """Return what the article is found by: `headline` and `text` as compared, `terms` as looked up."""
    text = searchable(
        (
            article.headline,
            article.subtitle,
            article.kicker,
            article.dateline,
            *(author.name for author in article.authors),
            article.agency,
            *article.tags,
            *(block.text for block in article.body),
            *(entry.headline for entry in article.entries),
            *(entry.text for entry in article.entries),
            *(image.caption for image in article.images),
        )
    )
    return {"headline": searchable([article.headline]), "text": text, "terms": terms(text)}
