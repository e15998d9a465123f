"""The sites of an archive, as its `scraper.toml` says: defaults under `[crawl]`, a `[[site]]` for each paper.

How pages are fetched stands in the same file under `[fetch]` and is read by `scraper.fetch.settings`. A wrong key or
value is a `UsageError` that names its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from scraper.crawl.plan.site import Site, site_address
from scraper.errors import UsageError
from scraper.fetch.settings import COUNT, Rule, SettingsFile

TABLES = ("db", "fetch", "crawl", "site")
_EVERY = re.compile(r"(\d{1,4})\s*(minutes?|hours?|days?|weeks?|[mhdw])")
_UNITS = MappingProxyType({"m": "minutes", "h": "hours", "d": "days", "w": "weeks"})


class Planned(NamedTuple):
    """A site of the file, and how long its run may be ago before it is due again."""

    site: Site
    every: timedelta | None = None


def _is_patterns(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


_DAY = Rule(lambda value: type(value) is date, "must be a day like 2024-04-30, without quotes")
_PATTERNS = Rule(_is_patterns, 'must be a list of patterns like ["*/sport/*"]')
_SCOPE: Mapping[str, Rule] = MappingProxyType(
    {
        "since": _DAY,
        "until": _DAY,
        "limit": COUNT,
        "max_depth": Rule(lambda value: value == 0 or COUNT.holds(value), "must be a whole number, 0 or more"),
        "include": _PATTERNS,
        "exclude": _PATTERNS,
        "every": Rule(lambda value: isinstance(value, str) and bool(_EVERY.fullmatch(value)),
                       'must be a time like "6 hours" or "1 day"'),
    }
)  # fmt: skip
_SITE: Mapping[str, Rule] = MappingProxyType(
    {"url": Rule(lambda value: isinstance(value, str), "must be the address of a front page"), **_SCOPE}
)
_NAMES = tuple(field.name for field in fields(Site) if field.name != "start")
KEYS = MappingProxyType({"crawl": tuple(_SCOPE), "site": tuple(_SITE)})


class Plan(NamedTuple):
    """The sites of a file, and what holds for a site that is not among them."""

    sites: tuple[Planned, ...] = ()
    general: Mapping[str, Any] = MappingProxyType({})

    def site(self, start: str) -> Site:
        """Return the site that begins at an address, with what the file says of it."""
        other = Site(start, **self.general)
        return next((planned.site for planned in self.sites if planned.site.name == other.name), other)


def read_plan(file: SettingsFile) -> Plan:
    """Return the sites of the file; raises `UsageError` for what is wrong in it."""
    for name in file.table:
        if name not in TABLES:
            raise file.unknown((name,), TABLES)
    general = file.checked(("crawl",), _SCOPE) if "crawl" in file.table else {}
    tables = file.table.get("site", [])
    if not isinstance(tables, list):
        raise file.wrong(("site",), "is written [[site]], in double brackets")
    sites = [_site(file, number, general | _checked_site(file, number)) for number in range(len(tables))]
    return Plan(tuple(sites), MappingProxyType(_scope(general)))


def _checked_site(file: SettingsFile, number: int) -> dict[str, Any]:
    own = file.checked(("site", number), _SITE)
    if "url" not in own:
        raise file.wrong(("site", number), "has no url")
    return own


def _site(file: SettingsFile, number: int, values: dict[str, Any]) -> Planned:
    try:
        start = site_address(values["url"])
    except UsageError as error:
        raise file.wrong(("site", number, "url"), str(error)) from error
    return Planned(Site(start, **_scope(values)), _interval(values.get("every")))


def _scope(values: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: values[name] for name in _NAMES if name in values}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in named.items()}


def _interval(text: str | None) -> timedelta | None:
    found = _EVERY.fullmatch(text) if text else None
    return timedelta(**{_UNITS[found[2][0]]: int(found[1])}) if found else None


def template(sites: Iterable[str], contact: str | None) -> str:
    """Return the text of a new `scraper.toml` with every key in it."""
    told = f'contact = "{contact}"' if contact else '# contact = "mailto:you@university.example"'
    tables = "".join(f'\n[[site]]\nurl = "{site_address(site)}"\n' for site in sites)
    return _TEMPLATE.replace("@contact@", told) + (tables or '\n# [[site]]\n# url = "https://paper.example/"\n')


def write_template(path: Path, text: str) -> None:
    """Write a new file; raises `UsageError` when there is one already."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path}: is there already; edit it") from error


_TEMPLATE = """\
# Settings of this archive. A flag on the command line wins over what stands here.

# The tables stand in this database instead of scraper.db; "$NAME" is taken from the environment.
# db = "postgresql://me@localhost/paper"

[fetch]
# Who you are, for the webmaster who reads the log: an address or a page. Please set it.
@contact@
# Seconds between two requests to one host; a longer crawl-delay in its robots.txt wins.
# delay = 1.0
# Requests to one host at once, at most.
# concurrency = 2
# Seconds for one page, redirects and repeats included; and its bytes.
# timeout = 60
# max_bytes = 33554432
# Store the pictures and style sheets of stories too; for each so many files, so many bytes.
# assets = true
# asset_files = 100
# asset_bytes = 20971520
# Hosts in a private network that may be asked.
# allow_private_hosts = ["intranet.example"]

# What differs for one host: pace, headers, a log-in. "$NAME" is taken from the environment.
# [fetch.hosts."paper.example"]
# delay = 2.0
# concurrency = 1
# headers = { Cookie = "$PAPER_COOKIE" }
# user = "me"                  # with a password, or a token alone
# password = "$PAPER_PASSWORD"
# token = "$PAPER_TOKEN"

[crawl]
# For all sites; a [[site]] can say otherwise.
# since = 2024-01-01           # only what was published on that day or later
# until = 2024-12-31
# limit = 1000                 # new stories of each site in a run
# max_depth = 5                # links from the front page
# include = ["*/local/*"]      # only stories at such addresses
# exclude = ["*/sport/*"]
# every = "6 hours"            # `scraper crawl` without SITE leaves out a site whose last run is not so long ago

# One for each paper; all keys of [crawl] can stand here too.
"""
