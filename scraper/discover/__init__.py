"""What a site offers: sitemaps, feeds, lists and links in, addresses with their dates out. Asks no network."""

from __future__ import annotations

from scraper.discover.address_words import NEXT_WORDS, PAGE_PARAMETERS
from scraper.discover.addresses import Scope, absolute, kind_of, look
from scraper.discover.assets import Assets, page_assets, sheet_assets
from scraper.discover.date_archives import DateArchive, date_archive
from scraper.discover.feed_addresses import is_feed_address
from scraper.discover.feeds import FeedEntry, announced_feeds, read_feed
from scraper.discover.numbering import Known, Numbering, numbered
from scraper.discover.page_places import PagePlace, date_in, page_place
from scraper.discover.refusals import HostileXML, Incomplete, NoEntries, PageInstead
from scraper.discover.series import Seen, Step, following
from scraper.discover.shapes import PROBES, Count, Kind, Shapes
from scraper.discover.sitemaps import Entry, read_sitemap

__all__ = [
    "NEXT_WORDS",
    "PAGE_PARAMETERS",
    "PROBES",
    "Assets",
    "Count",
    "DateArchive",
    "Entry",
    "FeedEntry",
    "HostileXML",
    "Incomplete",
    "Kind",
    "Known",
    "NoEntries",
    "Numbering",
    "PageInstead",
    "PagePlace",
    "Scope",
    "Seen",
    "Shapes",
    "Step",
    "absolute",
    "announced_feeds",
    "date_archive",
    "date_in",
    "following",
    "is_feed_address",
    "kind_of",
    "look",
    "numbered",
    "page_assets",
    "page_place",
    "read_feed",
    "read_sitemap",
    "sheet_assets",
]
