"""Feeds: RSS, Atom and JSON Feed in, their entries out; broken ones as far as they can be read."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin

from scraper.discover.sitemaps import HostileXML, read_date
from scraper.page.charset import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|RDF|channel)[\s>]", re.IGNORECASE)
_HEAD = 4096
# Feeds announced in a page's head, by their type or their address.
_LINK = re.compile(r"<link\s[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|text/rss", re.IGNORECASE)


class FeedEntry(NamedTuple):
    """A story in a feed; `dated` is when it was published, `changed` when it was last."""

    url: str
    dated: datetime | None = None
    changed: datetime | None = None


def is_feed(content: bytes) -> bool:
    """Whether the bytes begin as a feed does.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<html><body>")
    (True, False)
    """
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return bool(_ROOT.search(head)) or (head[:1] == b"{" and b"jsonfeed" in head)


def read_feed(content: bytes, url: str, charset: str | None = None) -> list[FeedEntry]:
    """Return the entries of a feed at `url`; raises `HostileXML`. `charset` is the one that the server named."""
    text = decode(content, charset=charset).text
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return list(_read_json(text, url))
    if "<!ENTITY" in text[: _HEAD * 4]:
        raise HostileXML("the feed declares entities of its own")
    return list(_read_xml(_DECLARATION.sub("", text), url))


def _read_xml(text: str, url: str) -> Iterator[FeedEntry]:
    import feedparser

    found = feedparser.parse(text.encode(), response_headers={"content-type": "application/xml; charset=utf-8"},
                             sanitize_html=False, resolve_relative_uris=False)  # fmt: skip
    for entry in found.entries:
        address = _address(entry)
        if address:
            # The library's own `get` gives the one date for the other.
            dates = [_date(dict.get(entry, f"{name}_parsed")) for name in ("published", "updated")]
            yield FeedEntry(urljoin(url, address), dates[0] or dates[1], dates[1])


def _address(entry: Any) -> str | None:
    """Return the story's own address: its link, or an id that is one."""
    for value in (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")):
        if isinstance(value, str) and (value.startswith(("http://", "https://", "/"))):
            return value.strip()
    return None


def _date(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _read_json(text: str, url: str) -> Iterator[FeedEntry]:
    """Read a JSON Feed: https://www.jsonfeed.org/version/1.1/."""
    try:
        told = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return
    items = told.get("items") if isinstance(told, Mapping) else told
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, Mapping):
            continue
        address = item.get("url") or item.get("external_url") or item.get("link") or item.get("id")
        if isinstance(address, str) and address.startswith(("http", "/")):
            dates = [read_date(str(item.get(name) or "")) for name in ("date_published", "date_modified")]
            yield FeedEntry(urljoin(url, address), dates[0] or dates[1], dates[1])


def announced_feeds(html: str, url: str) -> list[str]:
    """Return the feeds that a page's head announces.

    >>> announced_feeds('<link rel=alternate type="application/rss+xml" href="/rss/all.xml">', "http://paper.example/")
    ['http://paper.example/rss/all.xml']
    """
    found = []
    for tag in _LINK.findall(html[: 1 << 18]):
        attributes = {name.lower(): one or two or three for name, one, two, three in _ATTRIBUTE.findall(tag)}
        href = attributes.get("href")
        if href and _FEED_TYPE.search(attributes.get("type", "")):
            found.append(urljoin(url, href.replace("&amp;", "&")))
    return list(dict.fromkeys(found))
