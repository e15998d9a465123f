"""One site as its crawl learns it: what came of an address in, what to store and where to go next out."""

from __future__ import annotations

from scraper.crawl.site.candidates import Source
from scraper.crawl.site.explorer import Decision, Explorer, published
from scraper.crawl.site.failures import LONGEST_PAUSE, due, failing
from scraper.crawl.site.outage import PATIENCE
from scraper.crawl.site.ranks import SOURCES
from scraper.crawl.site.siterun import Chance, SiteRun, begin_site
from scraper.crawl.site.tally import drift

__all__ = [
    "LONGEST_PAUSE",
    "PATIENCE",
    "SOURCES",
    "Chance",
    "Decision",
    "Explorer",
    "SiteRun",
    "Source",
    "begin_site",
    "drift",
    "due",
    "failing",
    "published",
]
