"""Which sites a crawl is to take, and how much of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import translate
from urllib.parse import urlsplit

from scraper.discover import Scope
from scraper.errors import UsageError


@dataclass(frozen=True, slots=True)
class Site:
    """One paper: where it begins, and how much of it is wanted.

    `limit` ends its run after so many stories, `since` and `until` leave out what was published before and after;
    `include` and `exclude` are patterns of addresses, `*` for any text; `max_depth` counts links from the front page.
    """

    start: str
    limit: int | None = None
    since: date | None = None
    until: date | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_depth: int | None = None

    @property
    def name(self) -> str:
        """What the site is called in reports: its host."""
        return Scope(self.start).name

    def refusal(self, url: str) -> str | None:
        """Return why the address is not wanted, `None` when it is.

        >>> Site("http://paper.example/", exclude=("*/sport/*",)).refusal("http://paper.example/sport/1")
        'excluded by */sport/*'
        """
        for pattern in self.exclude:
            if _matches(pattern, url):
                return f"excluded by {pattern}"
        if self.include and not any(_matches(pattern, url) for pattern in self.include):
            return f"not among {', '.join(self.include)}"
        return None


def _matches(pattern: str, url: str) -> bool:
    return re.fullmatch(translate(pattern), url) is not None


def site_address(text: str) -> str:
    """Return the address of a site's front page; a bare host is taken as https.

    >>> site_address("paper.example"), site_address("http://paper.example")
    ('https://paper.example/', 'http://paper.example/')
    """
    url = text.strip() if "://" in text else f"https://{text.strip()}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{text}: not the address of a site ({error})") from error
    if parts.scheme not in ("http", "https") or not host or any(char.isspace() for char in url):
        raise UsageError(f"{text}: not the address of a site; give one like https://paper.example")
    return url if parts.path else f"{url}/"


def once(sites: Iterable[Site]) -> list[Site]:
    """Return the sites without repetitions, by their name."""
    return list({site.name: site for site in reversed(list(sites))}.values())[::-1]
