"""How pages are fetched, as a `scraper.toml` says it: the table `[fetch]`, and in it `[fetch.hosts."paper.example"]`.

Every key and an example stand in docs/fetching.md. A wrong key or value is a `UsageError` that names its line.
"""

from __future__ import annotations

import base64
import hashlib
import math
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scraper.fetch.connection import VARIABLE, Guard
from scraper.fetch.http import HttpFetcher
from scraper.fetch.identity import Identity, why_no_header
from scraper.fetch.limits import MEBIBYTE, Limits
from scraper.fetch.pace import Courtesy, Speed, host_name
from scraper.fetch.settings.file import COUNT, TABLE, Rule, SettingsFile
from scraper.model import Validators
from scraper.urls import split_login

FILE_NAME = "scraper.toml"

_HERE = ("fetch",)

# A value that stands in the environment, so that the file can be shared: "$PAPER_PASSWORD".
_VARIABLE = re.compile(r"\$([A-Za-z_]\w*)", re.ASCII)
_HOST = re.compile(r"(?:[^\s/@?#:\[\]]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """What the user sets for all fetches of a run; `speeds` and `headers` have what differs for single hosts."""

    contact: str | None = None
    delay: float = 1.0
    concurrency: int = 2
    timeout: float = 60.0
    max_bytes: int = 32 * MEBIBYTE
    allow_private_hosts: tuple[str, ...] = ()
    assets: bool = False
    asset_files: int = 100
    asset_bytes: int = 20 * MEBIBYTE
    speeds: Mapping[str, Speed] = field(default_factory=lambda: MappingProxyType({}))
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what the file at `path` says; raises `UsageError` when it can't be read or holds something wrong."""
        return cls.of(SettingsFile(path))

    @classmethod
    def of(cls, file: SettingsFile) -> Self:
        """Return what the file says under `[fetch]`, defaults for the rest; raises `UsageError` for what is wrong."""
        found = file.checked(_HERE, _GENERAL) if _is_there(file) else {}
        hosts = {_host(file, name): _of_host(file, name) for name in found.pop("hosts", {})}
        found["allow_private_hosts"] = tuple(found.get("allow_private_hosts", ()))
        return cls(
            **found,
            speeds=MappingProxyType({host: speed for host, (speed, _) in hosts.items()}),
            headers=MappingProxyType({host: headers for host, (_, headers) in hosts.items()}),
        )

    def with_flags(self, **flags: Any) -> Self:
        """Return these settings under the flags that are given, not `None`: a flag wins, over what a host has too.

        `allow_private_hosts` adds to those of the file.
        """
        given = {name: value for name, value in flags.items() if value is not None}
        allowed = (*self.allow_private_hosts, *given.pop("allow_private_hosts", ()))
        speeds = {
            host: Speed(*(None if name in given else own for name, own in speed._asdict().items()))
            for host, speed in self.speeds.items()
        }
        return replace(self, **given, allow_private_hosts=allowed, speeds=MappingProxyType(speeds))

    def with_log_ins(self, addresses: Iterable[str]) -> Self:
        """Return these settings with the log-ins that stand in addresses, as headers of their hosts."""
        headers = dict(self.headers)
        for address in addresses:
            bare, log_in = split_login(address)
            if log_in is not None:
                host = host_name(urlsplit(bare).netloc)
                own = _authorization(dict(zip(("user", "password"), log_in, strict=True)))
                headers[host] = MappingProxyType({**headers.get(host, {}), **({"Authorization": own} if own else {})})
        return replace(self, headers=MappingProxyType(headers))

    def reach(self) -> str:
        """Return a digest of what decides whether a site lets us in: who asks, and where it may ask."""
        names = sorted({*self.allow_private_hosts, os.environ.get(VARIABLE, "")})
        log_ins = sorted((host, sorted(own.items())) for host, own in self.headers.items())
        told = repr((self.contact, self.timeout, self.max_bytes, names, log_ins, sorted(getproxies().items())))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def courtesy(self) -> Courtesy:
        """Return the pace for a run of many pages."""
        return Courtesy(self.delay, self.concurrency, self.speeds)

    def fetcher(
        self, courtesy: Courtesy | None = None, validators: Callable[[str], Validators | None] | None = None
    ) -> HttpFetcher:
        """Return a fetcher that keeps to these settings and to `courtesy`; without one it is for a single page."""
        identity = Identity(self.contact, self.headers) if self.contact else Identity(hosts=self.headers)
        guard = Guard.from_environment(self.allow_private_hosts)
        return HttpFetcher(Limits(total=self.timeout, max_bytes=self.max_bytes), identity, guard, courtesy, validators)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


_DELAY = Rule(lambda value: _is_number(value) and value >= 0, "must be a number of seconds, 0 or more")
_TEXT = Rule(_is_text, "must be a text on one line")

_GENERAL: Mapping[str, Rule] = MappingProxyType(
    {
        "contact": Rule(lambda value: _is_text(value) and value.isascii(), "must be plain ASCII on one line"),
        "delay": _DELAY,
        "concurrency": COUNT,
        "timeout": Rule(lambda value: _is_number(value) and value > 0, "must be a number of seconds, more than 0"),
        "max_bytes": COUNT,
        "assets": Rule(lambda value: isinstance(value, bool), "must be true or false"),
        "asset_files": COUNT,
        "asset_bytes": COUNT,
        "allow_private_hosts": Rule(
            lambda value: isinstance(value, list) and all(map(_is_text, value)), "must be a list of host names"
        ),
        "hosts": TABLE,
    }
)
_OF_HOST: Mapping[str, Rule] = MappingProxyType(
    {"delay": _DELAY, "concurrency": COUNT, "user": _TEXT, "password": _TEXT, "token": _TEXT, "headers": TABLE}
)

_LOGIN = ("user", "password", "token")


def _is_there(file: SettingsFile) -> bool:
    """Tell whether the file has our table; other parts of the program may have theirs in it, none of a like name."""
    if _HERE[0] in file.table:
        return True
    for name in get_close_matches(_HERE[0], file.table, n=1):
        raise file.unknown((name,), _HERE)
    return False


def _host(file: SettingsFile, name: str) -> str:
    if not _HOST.fullmatch(name):
        raise file.wrong((*_HERE, "hosts", name), 'must be a host, as in "paper.example" or "paper.example:8080"')
    return host_name(name)


def _of_host(file: SettingsFile, name: str) -> tuple[Speed, Mapping[str, str]]:
    """Return the pace and the headers of one host."""
    at = (*_HERE, "hosts", name)
    own = file.checked(at, _OF_HOST)
    headers: dict[str, str] = {}
    for header, value in own.get("headers", {}).items():
        why = why_no_header(header, value)
        if why:
            raise file.wrong((*at, "headers", header), why)
        headers[header] = _secret(file, (*at, "headers", header), value)
    secrets = {key: _secret(file, (*at, key), own[key]) for key in _LOGIN if key in own}
    login = _authorization(secrets)
    if login is None and secrets:
        raise file.wrong(at, "a log-in is either user and password, or token; the user has no colon")
    if login and any(header.lower() == "authorization" for header in headers):
        raise file.wrong((*at, "headers"), "Authorization is there twice: as a header, and made from the log-in")
    if login:
        headers["Authorization"] = login
    return Speed(own.get("delay"), own.get("concurrency")), MappingProxyType(headers)


def _authorization(secrets: Mapping[str, str]) -> str | None:
    """Return the header for a token, or for a user with a password (RFC 6750, RFC 7617); `None` for anything else."""
    if secrets.keys() == {"token"}:
        return f"Bearer {secrets['token']}"
    if secrets.keys() == {"user", "password"} and ":" not in secrets["user"]:
        return "Basic " + base64.b64encode(f"{secrets['user']}:{secrets['password']}".encode()).decode()
    return None


def _secret(file: SettingsFile, at: tuple[str, ...], value: str) -> str:
    """Return the value, or what the environment has for it when it names a variable."""
    named = _VARIABLE.fullmatch(value)
    if not named:
        return value
    found = os.environ.get(named[1])
    if not found or not _is_text(found):
        raise file.wrong(at, f"the environment has no {named[1]}")
    return found
