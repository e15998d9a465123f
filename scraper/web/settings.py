"""What whoever starts the server decides: the archive, who may come in, what one request may cost."""

from __future__ import annotations

from dataclasses import dataclass, field

from scraper.store import Archive

_MEBIBYTE = 2**20


@dataclass(frozen=True)
class Bounds:
    """What a request may cost: bytes of its body, seconds of a query, requests of one client.

    `most_form` bounds the bodies that are no page. A client may ask `burst` times at once and then `rate` times a
    second, and for what reads, fetches or changes something `dear_burst` times and then `dear_rate`. `at_once` requests
    are worked on at a time; the others wait.
    """

    most_page: int = 16 * _MEBIBYTE
    most_form: int = 64 * 1024
    query_seconds: float = 10.0
    rate: float = 20.0
    burst: int = 200
    dear_rate: float = 0.5
    dear_burst: int = 20
    at_once: int = 8


@dataclass(frozen=True)
class Settings:
    """The archive (`None`: only pages that are given), its name, and who may do what.

    `token` is asked of everybody when it is given; `names` are the host names that the server goes by beside localhost;
    `sites` are folders of rules for sites, asked before the archive's own.
    """

    archive: Archive | None = None
    name: str = "archive"
    token: str | None = None
    names: tuple[str, ...] = ()
    is_read_only: bool = False
    sites: tuple[str, ...] = ()
    allow_private_hosts: tuple[str, ...] = ()
    bounds: Bounds = field(default_factory=Bounds)
