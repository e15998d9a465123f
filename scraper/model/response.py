"""What was fetched: a response with its timings, the walls that may stand in its place, and why an input failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from scraper.model.shown import shortly


class Validators(NamedTuple):
    """What a server said of a page's version: sent back, it answers 304 when the page is still the same."""

    etag: str | None = None
    last_modified: str | None = None


class Wall(StrEnum):
    """What may stand in place of a page, also with status 200; `shell` is a page whose text only a browser can make."""

    CHALLENGE = "challenge"
    CONSENT = "consent"
    LOGIN = "login"
    NOT_FOUND = "not_found"
    SHELL = "shell"


class Timings(NamedTuple):
    """Seconds that one fetch spent: in name look-up, connecting, TLS, until the first byte of the last answer, in all.

    A connection that was kept open costs no look-up. Waits for politeness are not part of `total`.
    """

    resolve: float = 0.0
    connect: float = 0.0
    tls: float = 0.0
    first_byte: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Response:
    """One page as it came: `content` is the raw body after transfer and content decoding.

    `redirects` are the addresses that sent the fetch on, in order, without `final_url`; `received` counts the bytes of
    all answers as they came over the wire, headers included; `address` is the IP address that was connected to.
    `charset` is what the body is read with and `charset_source` how that was found (bom, header, meta, ...). `wall` is
    what stands in place of the page, if anything does. `is_saved` says that no server answered: it is the file
    of a page that somebody saved, under the address that it came from.
    """

    url: str
    content: bytes
    status: int = 200
    final_url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: datetime | None = None
    redirects: tuple[str, ...] = ()
    reason: str = ""
    request_headers: tuple[tuple[str, str], ...] = ()
    address: str | None = None
    received: int = 0
    timings: Timings | None = None
    charset: str = "utf-8"
    charset_source: str = "assumed"
    wall: Wall | None = None
    wall_reason: str = ""
    is_saved: bool = False

    __repr__ = shortly

    @property
    def text(self) -> str:
        """The body read with `charset`, its byte order mark off; what can't be read becomes U+FFFD."""
        return self.content.decode(self.charset, "replace").removeprefix("\ufeff")

    def header(self, name: str) -> str | None:
        """Return the first header called `name`, in any case, or `None`."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one input gave no record: a stable `code` and one clear sentence."""

    source: str
    code: str
    message: str
    exit_code: int = 1
