"""Sitemaps: a file in, its entries out one by one, in flat memory whatever its size.

Read are `urlset` and `sitemapindex` (https://www.sitemaps.org/protocol.html) with the news extension, packed or not,
plain lists of addresses, and what sites put in their place: feeds, and pages with links. A file with entities of its
own is refused; one that is not well formed is read as far as it can be, and says when that was not all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, NamedTuple

from scraper.discover.entries import Kind, read_entries
from scraper.discover.pieces import Pieces


class Entry(NamedTuple):
    """A whole address in a sitemap; `dated` is when it was published, as news sitemaps say, `changed` its lastmod.

    `is_news` says that it is a story's: of a news sitemap, or of a feed in the sitemap's place. `is_link` that it is no
    more than a link, of a page that stands there.
    """

    url: str
    is_sitemap: bool = False
    is_news: bool = False
    dated: datetime | None = None
    changed: datetime | None = None
    is_link: bool = False


def read_sitemap(file: BinaryIO, url: str, charset: str | None = None) -> Iterator[Entry]:
    """Yield the entries of the sitemap at `url`; `charset` is the one that the server named.

    Raises `HostileXML`, `NoEntries` for a file that is none, and behind the last entry `Incomplete` when it was not all
    of the file.
    """
    for one in read_entries(Pieces(file.read, charset), url):
        is_news = one.kind in (Kind.NEWS, Kind.FEED)
        yield Entry(one.url, one.kind is Kind.SITEMAP, is_news, one.dated, one.changed, one.kind is Kind.LINK)
