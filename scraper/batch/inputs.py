"""A page that is to be read: where it comes from, its bytes, and what is known of it."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.errors import NothingFound
from scraper.inputs import stated_charset
from scraper.model import Failure, Response
from scraper.parse import Sibling
from scraper.pipeline import require_article

_GZIP = b"\x1f\x8b\x08"
# A thousandth of it can be a gzip file; more than this no page is, but a bomb may be.
_MOST_BYTES = 64 * 1024 * 1024


class Input(NamedTuple):
    """One page to be read, under the `name` that messages call it by.

    Its bytes are `content`, or in the file `path`, or still at `url`; `failure` says that they could not be had, `note`
    what else to say when there is no article.
    """

    name: str
    url: str | None = None
    path: str | None = None
    content: bytes | None = None
    charset: str | None = None
    captured_at: datetime | None = None
    note: str = ""
    failure: Failure | None = None


# Some pages of each site, by the site's name.
Siblings = Mapping[str, Sequence[Sibling]]
NO_SIBLINGS: Siblings = MappingProxyType({})


def site_of(given: Input) -> str:
    """Return the host that a page came from; pages that nobody knows the address of are of one site, the empty one."""
    host = urlsplit(given.url or "").hostname or ""
    return host.removeprefix("www.")


def content_of(given: Input) -> bytes:
    """Return the bytes of a page that is at hand, a gzip file unpacked; raises `NothingFound`, `OSError`."""
    content = Path(given.path).read_bytes() if given.path else given.content or b""
    return _unpacked(content) if content.startswith(_GZIP) else content


def _unpacked(content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            page = file.read(_MOST_BYTES + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise NothingFound("a gzip file that is broken or cut off") from error
    if len(page) > _MOST_BYTES:
        raise NothingFound(f"a gzip file of more than {_MOST_BYTES // 1024**2} MiB; no page is that large")
    return page


def as_input(response: Response, name: str) -> Input:
    """Return a page that was fetched; raises `Blocked` or `NothingFound` when a wall stands in its place."""
    if response.wall:
        require_article(response.wall, response.wall_reason)
    return Input(
        name,
        url=response.final_url or response.url,
        content=response.content,
        charset=stated_charset(response),
        captured_at=response.fetched_at,
        note=response.wall_reason,
    )
