"""Feeds: RSS, Atom and JSON Feed in, their entries out; and where a page says that its feeds are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from scraper.discover.addresses import absolute
from scraper.discover.entries import Kind, read_entries
from scraper.discover.pieces import Pieces
from scraper.discover.refusals import Incomplete, NoEntries
from scraper.page.markup import unescape_attribute

# Feeds announced in a page's head, by their type or their address.
_LINK = re.compile(r"<(link|base)\s[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|text/rss", re.IGNORECASE)


class FeedEntry(NamedTuple):
    """A story in a feed; `dated` is when it was published, `changed` when it was last."""

    url: str
    dated: datetime | None = None
    changed: datetime | None = None


def read_feed(content: bytes, url: str, charset: str | None = None) -> Iterator[FeedEntry]:
    """Yield the entries of a feed at `url`; `charset` is the one that the server named.

    Raises `HostileXML`, `NoEntries` for what is no feed, and behind the last entry `Incomplete` when it was not all.
    """
    left = ""
    for one in read_entries(Pieces(BytesIO(content).read, charset), url):
        if one.kind is Kind.LINK:
            raise NoEntries("the answer is no feed but a page")
        if one.kind is Kind.SITEMAP:
            left = "it names sitemaps, which are not read as feeds"
        else:
            yield FeedEntry(one.url, one.dated, one.changed)
    if left:
        raise Incomplete(left)


def announced_feeds(html: str, url: str) -> list[str]:
    """Return the feeds that a page's head announces.

    >>> announced_feeds('<link rel=alternate type="application/rss&#43;xml" href="/rss/all.xml">', "http://paper.example/")
    ['http://paper.example/rss/all.xml']
    """
    found = []
    for tag in _LINK.finditer(html[: 1 << 18]):
        attributes = {
            name.lower(): unescape_attribute(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(tag[0])
        }
        href = attributes.get("href", "").strip()
        if tag[1].lower() == "base":
            url = absolute(url, href) or url
        elif href and _FEED_TYPE.search(attributes.get("type", "")):
            found.append(absolute(url, href))
    return [one for one in dict.fromkeys(found) if one]
