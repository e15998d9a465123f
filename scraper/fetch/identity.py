"""Who asks: the user agent, and the headers that the user sets for single hosts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from scraper.errors import UsageError
from scraper.fetch.pace import host_name, of_host
from scraper.version import __version__

PRODUCT = "scraper"
VARIABLE = "SCRAPER_CONTACT"

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# What a request is made of, and what asks for a page only if it changed.
_OURS = frozenset({
    "host", "connection", "content-length", "transfer-encoding", "accept-encoding", "expect", "te", "upgrade",
    "trailer", "range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range",
    "proxy-authorization",
})  # fmt: skip

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
    sees them, also after a redirect. Raises `UsageError` for a contact or header that can't be sent.
    """

    contact: str | None = field(default_factory=_contact_from_environment)
    hosts: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.contact is not None and not (self.contact.isascii() and self.contact.isprintable()):
            raise UsageError(f"the contact must be plain ASCII on one line, not {self.contact!r}")
        for headers in self.hosts.values():
            for name, value in headers.items():
                why = why_no_header(name, value)
                if why:
                    raise UsageError(f"{name}: {why}")

    @property
    def user_agent(self) -> str:
        """The User-Agent header.

        >>> Identity("mailto:desk@paper.example").user_agent.partition("/")[0]
        'scraper'
        """
        about = f"+{self.contact}" if self.contact else "news article extractor; no contact set"
        return f"{PRODUCT}/{__version__} ({about})"

    @property
    def headers(self) -> dict[str, str]:
        """The request headers that every host gets."""
        return {"User-Agent": self.user_agent, **_COMMON}

    def own(self, host: str, port: int | None) -> Mapping[str, str]:
        """Return the headers that only `host` gets."""
        return of_host(self.hosts, host_name(f"{host}:{port}" if port else host)) or _NO_HEADERS


def why_no_header(name: str, value: Any) -> str | None:
    """Return why a user can't set this header, `None` when it is well.

    >>> why_no_header("Cookie", "plan=archive"), why_no_header("User-Agent", "Mozilla/5.0")
    (None, 'the user agent is always told truly; set contact')
    """
    if not _TOKEN.fullmatch(name):
        return "is no name of a header"
    if name.lower() == "user-agent":
        return "the user agent is always told truly; set contact"
    if name.lower() in _OURS:
        return "is set by the fetcher itself"
    is_plain = isinstance(value, str) and value.isascii() and value.isprintable() and value == value.strip()
    return None if is_plain and value else "must be a text of plain ASCII on one line"
