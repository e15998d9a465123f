"""Whole papers: discover, fetch, archive, read and store, resumable; a second run is an update.

`scraper.crawl` is both this room and, by the package's public names, the function: calling the module crawls.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from scraper.crawl.run import Crawl, Report
from scraper.crawl.settings import Site, site_address
from scraper.fetch.settings import FetchSettings
from scraper.store.archive import Archive

__all__ = ["FetchSettings", "Report", "Site", "crawl", "site_address"]


def crawl(sites: Iterable[str | Site] | str, archive: Archive, settings: FetchSettings | None = None) -> Report:
    """Crawl the sites into the archive, and return what came of it.

    A site is the address of its front page, or a `Site` with its own limits. Raises a `StorageError` when the archive
    can't be written; whatever fails on the network is an outcome of its address.
    """
    given = [sites] if isinstance(sites, str | Site) else sites
    wanted = [site if isinstance(site, Site) else Site(site_address(site)) for site in given]
    return Crawl(archive, wanted, settings).run()


class _Room(ModuleType):
    """A module that can be called, so that `scraper.crawl(sites, archive)` works whoever imported this room first."""

    def __call__(self, sites: Iterable[str | Site] | str, archive: Archive, **options: Any) -> Report:
        """Crawl the sites: see `crawl`."""
        return crawl(sites, archive, **options)


sys.modules[__name__].__class__ = _Room
