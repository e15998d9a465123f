"""Who asks: the user agent, and the headers that the user sets for single hosts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from scraper.version import __version__

PRODUCT = "scraper"
VARIABLE = "SCRAPER_CONTACT"

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})

# What is read; a page in any language is as good as another.
_COMMON = MappingProxyType(
    {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5",
        "Accept-Language": "*",
    }
)


def _contact_from_environment() -> str | None:
    return os.environ.get(VARIABLE) or None


@dataclass(frozen=True, slots=True)
class Identity:
    """The name we go by; `contact` is an address or page of the user, for a webmaster to write to.

    `hosts` maps a host (or `host:port`) to the headers it gets, such as `Authorization` or `Cookie`; no other host
    sees them, also after a redirect.
    """

    contact: str | None = field(default_factory=_contact_from_environment)
    hosts: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def user_agent(self) -> str:
        """The User-Agent header.

        >>> Identity("mailto:desk@paper.example").user_agent.partition("/")[0]
        'scraper'
        """
        about = f"+{self.contact}" if self.contact else "news article extractor; no contact set"
        return f"{PRODUCT}/{__version__} ({about})"

    def headers(self, host: str, port: int | None) -> dict[str, str]:
        """Return the request headers for `host`."""
        own = self.hosts.get(f"{host}:{port}") or self.hosts.get(host) or _NO_HEADERS
        return {"User-Agent": self.user_agent, **_COMMON, **own}
