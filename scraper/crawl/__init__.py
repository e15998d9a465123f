"""Whole papers: discover, fetch, archive, read and store, resumable; a second run is an update.

By the package's public names `scraper.crawl` is the function; the other names are read `from scraper.crawl`.
Its names are read from their modules when they are first asked for: the child processes that read pages come through
here, and need neither the network nor the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from scraper.lazy import lazily

if TYPE_CHECKING:
    from scraper.crawl.plan import Site, site_address
    from scraper.crawl.run import Crawl, Report
    from scraper.fetch.settings import FetchSettings
    from scraper.store import Archive

__all__ = ["Crawl", "FetchSettings", "Report", "Site", "crawl", "site_address"]

_MODULES = MappingProxyType(
    {
        "FetchSettings": "scraper.fetch",
        **dict.fromkeys(("Crawl", "Report"), "scraper.crawl.run"),
        **dict.fromkeys(("Site", "site_address"), "scraper.crawl.plan"),
    }
)


def crawl(
    sites: Iterable[str | Site] | str,
    archive: Archive,
    settings: FetchSettings | None = None,
    *,
    rules: Sequence[str] = (),
    **options: Any,
) -> Report:
    """Crawl the sites into the archive, and return what came of it.

    A site is the address of its front page, or a `Site` with its own limits; `rules` are folders of rules for sites.
    Further `options` are those of `Crawl`: `watch` is called about once a second with what came so far, by the site's
    name; `retry` asks again for all that could not be had before; a site that stops to answer is waited for
    `patience` seconds. What goes wrong, and that a site is waited for, is logged under `scraper.crawl`.

    Raises `ArchiveBusy` when another run works on the archive, another `StorageError` when it can't be written, a
    `SiteRuleError` for a wrong rule; whatever fails on the network is an outcome of its address.
    """
    from scraper.crawl.plan import Site, site_address
    from scraper.crawl.run import Crawl

    given = [sites] if isinstance(sites, str | Site) else sites
    wanted = [site if isinstance(site, Site) else Site(site_address(site)) for site in given]
    return Crawl(archive, wanted, settings, rules=rules, **options).run()


if not TYPE_CHECKING:  # A type checker knows the names from above, and so sees a wrong one.
    __getattr__ = lazily(__name__, _MODULES)
