"""What a fetcher is, and the two that ask no network: a folder of saved pages, and pages given in the program."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from scraper.errors import BadStatus, FetchError
from scraper.model import Response
from scraper.page.charset import decode


class Fetcher(Protocol):
    """Anything that has pages by their address: the network, a folder, a WARC file, a test."""

    def fetch(self, url: str) -> Response:
        """Return the page at `url`; raises a `FetchError` when it can't be had. May be called by many threads."""


class FolderFetcher:
    """Pages saved as `wget --mirror` does: `folder/host/path`, the query in the name, index.html for a slash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def fetch(self, url: str) -> Response:
        """Return the saved page; one that is not there is a `BadStatus` of 404."""
        for path in self._candidates(url):
            if path.is_file() and path.resolve().is_relative_to(self._folder):
                return _page(url, path.read_bytes(), path.name)
        raise _missing(url, "no such page in the folder")

    def _candidates(self, url: str) -> Iterator[Path]:
        parts = urlsplit(url)
        at = self._folder / (parts.hostname or "") / unquote(parts.path).lstrip("/")
        if not parts.query:
            yield from (at, at / "index.html", at.with_name(f"{at.name}.html"))
            return
        for mark in "?@":
            name = f"{at.name}{mark}{parts.query}"
            yield from (at.with_name(name), at.with_name(f"{name}.html"))


class CannedFetcher:
    """Pages given by the program, for tests: bytes, whole responses, or the errors to raise; `asked` is the log."""

    def __init__(self, pages: Mapping[str, bytes | Response | FetchError]) -> None:
        self._pages = dict(pages)
        self.asked: list[str] = []

    def fetch(self, url: str) -> Response:
        """Return or raise what was given for `url`; an address that is not there is a `BadStatus` of 404."""
        self.asked.append(url)
        page = self._pages.get(url)
        if isinstance(page, FetchError):
            raise page
        if isinstance(page, Response):
            return page
        if page is None:
            raise _missing(url, "no such page among those given")
        return _page(url, page, "index.html")


def _page(url: str, content: bytes, name: str) -> Response:
    kind = mimetypes.guess_type(name.partition("?")[0].partition("@")[0])[0] or "text/html"
    decoded = decode(content)
    return Response(
        url,
        content,
        final_url=url,
        headers=(("Content-Type", kind),),
        charset=decoded.charset,
        charset_source=decoded.source,
    )


def _missing(url: str, told: str) -> BadStatus:
    return BadStatus(url, told, Response(url, b"", 404, final_url=url))
