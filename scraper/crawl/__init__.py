"""Whole papers: discover, fetch, archive, read and store, resumable; a second run is an update.

`scraper.crawl` is both this room and, by the package's public names, the function: calling the module crawls.
Its names are read from their modules when they are first asked for: the child processes that read pages come through
here, and need neither the network nor the database.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scraper.crawl.run import Report, Watch
    from scraper.crawl.settings import Site, site_address
    from scraper.fetch.settings import FetchSettings
    from scraper.store.archive import Archive

__all__ = ["FetchSettings", "Report", "Site", "crawl", "site_address"]

_MODULES = MappingProxyType(
    {
        "FetchSettings": "scraper.fetch.settings",
        "Report": "scraper.crawl.run",
        **dict.fromkeys(("Site", "site_address"), "scraper.crawl.settings"),
    }
)


def crawl(
    sites: Iterable[str | Site] | str,
    archive: Archive,
    settings: FetchSettings | None = None,
    *,
    rules: Sequence[str] = (),
    watch: Watch | None = None,
    retry: bool = False,
    patience: float | None = None,
) -> Report:
    """Crawl the sites into the archive, and return what came of it.

    A site is the address of its front page, or a `Site` with its own limits; `rules` are folders of rules for sites.
    `watch` is called about once a second with what came so far, by the site's name; `retry` asks again for what could
    not be had before; a site that stops to answer is waited for `patience` seconds, half an hour unless given. What
    goes wrong, and that a site is waited for, is logged under `scraper.crawl`.

    Raises `ArchiveBusy` when another run works on the archive, a `StorageError` when the archive can't be written, a `SiteRuleError` for a wrong rule; whatever fails on the
    network is an outcome of its address.
    """
    from scraper.crawl.run import Crawl
    from scraper.crawl.settings import Site, site_address

    given = [sites] if isinstance(sites, str | Site) else sites
    wanted = [site if isinstance(site, Site) else Site(site_address(site)) for site in given]
    more = {} if patience is None else {"patience": patience}
    return Crawl(archive, wanted, settings, watch=watch, rules=rules, retry=retry, **more).run()


if not TYPE_CHECKING:  # A type checker knows the names from above, and so sees a wrong one.

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module 'scraper.crawl' has no attribute {name!r}")
        value = getattr(import_module(_MODULES[name]), name)
        globals()[name] = value
        return value


class _Room(ModuleType):
    """A module that can be called, so that `scraper.crawl(sites, archive)` works whoever imported this room first."""

    def __call__(self, sites: Iterable[str | Site] | str, archive: Archive, **options: Any) -> Report:
        """Crawl the sites: see `crawl`."""
        return crawl(sites, archive, **options)


sys.modules[__name__].__class__ = _Room
