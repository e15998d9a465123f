"""Which sites a crawl is to take, and how much of each: as options or as `scraper.toml` says it."""

from __future__ import annotations

from scraper.crawl.plan.configuration import Plan, Planned, read_plan, template, write_template
from scraper.crawl.plan.site import Site, once, site_address

__all__ = [
    "Plan",
    "Planned",
    "Site",
    "once",
    "read_plan",
    "site_address",
    "template",
    "write_template",
]
