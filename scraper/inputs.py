"""What a program has of a page in, its bytes or text out, with what is known of it: bytes, files, responses, trees.

No network here: an address is not fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from scraper.dom import address_of, markup_of
from scraper.model import Response

if TYPE_CHECKING:
    from scraper.dom import SoupTag, XmlElement, XmlTree

TAKEN = (
    "bytes, str, a pathlib.Path, an open file, a response of requests or scraper.fetch, an lxml element or tree, or a "
    "BeautifulSoup"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)
_LONGEST_LINE = 2048
_ADDRESS = re.compile(r"(?:https?|ftp|file)://\S+|www\.[\w-]+\.\S+", re.IGNORECASE)
_PATH = re.compile(
    r"(?:~?/|\.{1,2}/|[A-Za-z]:\\)\S+|[^\n<>]{1,255}\.(?:x?html?|mhtml?|txt|php|json|xml|(?:warc|html)\.gz)",
    re.IGNORECASE,
)


class _File(Protocol):
    def read(self) -> bytes | str: ...


class _Fetched(Protocol):
    """A response of requests, httpx and the like."""

    @property
    def content(self) -> bytes: ...
    @property
    def url(self) -> Any: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


if TYPE_CHECKING:
    Readable: TypeAlias = (
        bytes
        | bytearray
        | memoryview
        | str
        | PathLike[str]
        | _File
        | Response
        | _Fetched
        | XmlElement
        | XmlTree
        | SoupTag
    )
else:
    Readable = Any


class Given(NamedTuple):
    """A page as it was given: `charset` is the one that a server named, `captured_at` when it was fetched."""

    content: bytes | str
    url: str | None = None
    charset: str | None = None
    captured_at: datetime | None = None


def is_readable(value: Any) -> bool:
    """Whether the value is one page; a list of pages is none."""
    return (
        isinstance(value, bytes | bytearray | memoryview | str | PathLike | Response)
        or markup_of(value) is not None
        or _is_fetched(value)
        or callable(getattr(value, "read", None))
    )


def as_given(value: Any) -> Given:
    """Return what is known of a page; raises `TypeError` for what is none, `OSError` for a file that can't be read.

    >>> as_given(bytearray(b"<h1>Ferry")).content
    b'<h1>Ferry'
    """
    if isinstance(value, bytes | str):
        return Given(value)
    if isinstance(value, bytearray | memoryview):
        return Given(bytes(value))
    if isinstance(value, PathLike):
        return Given(Path(value).read_bytes())
    if isinstance(value, Response):
        return Given(value.content, value.final_url or value.url, stated_charset(value), value.fetched_at)
    markup = markup_of(value)
    if markup is not None:
        return Given(markup, address_of(value))
    if _is_fetched(value):
        return _as_fetched(value)
    if callable(getattr(value, "read", None)):
        content = value.read()
        if isinstance(content, bytes | str):
            return Given(content)
    raise TypeError(f"a page is {TAKEN}; {value!r:.60} is a {type(value).__name__}")


def _is_fetched(value: Any) -> bool:
    parts = (getattr(value, "content", None), getattr(value, "headers", None), getattr(value, "url", None))
    return isinstance(parts[0], bytes) and isinstance(parts[1], Mapping) and parts[2] is not None


def _as_fetched(response: _Fetched) -> Given:
    from email.utils import parsedate_to_datetime

    headers = {name.lower(): value for name, value in response.headers.items()}
    # The library's own charset is a guess where the server names none.
    named = _CHARSET.search(headers.get("content-type", ""))
    try:
        sent = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError, TypeError):
        sent = None
    at = sent and (sent if sent.tzinfo else sent.replace(tzinfo=UTC))
    return Given(response.content, str(response.url) or None, named[1] if named else None, at)


def stated_charset(response: Response) -> str | None:
    """Return the charset that the server named; of a response read from a file only its header says so."""
    if response.charset_source == "assumed":
        found = _CHARSET.search(response.header("content-type") or "")
        return found[1] if found else None
    return response.charset if response.charset_source == "header" else None


def hint_for(content: bytes | str) -> str | None:
    """Return what was perhaps meant by a text that is no page but names one; `None` for all else.

    >>> hint_for("https://paper.example/1"), hint_for("pages/ferry.html"), hint_for("The ferry is back.")
    ('the text is an address, not a page: scraper.extract(scraper.fetch(ADDRESS)) reads what is there',
    'the text is the name of a file, not a page: scraper.extract(pathlib.Path(NAME)) reads it', None)
    """
    if not isinstance(content, str) or len(content) > _LONGEST_LINE:
        return None
    line = content.strip()
    if _ADDRESS.fullmatch(line):
        return "the text is an address, not a page: scraper.extract(scraper.fetch(ADDRESS)) reads what is there"
    if _PATH.fullmatch(line):
        return "the text is the name of a file, not a page: scraper.extract(pathlib.Path(NAME)) reads it"
    return None
