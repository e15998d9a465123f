"""Which story a page is: its addresses in, one key and the reason out, so that one story is one row.

Folded are tracking parameters, mobile, AMP and print variants, session ids; kept is whatever names the article.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urlsplit

from scraper.model import Article
from scraper.store.identity.address_words import (
    ARTICLE_IDS,
    LIST_CONTEXT,
    SESSIONS,
    TRACKER_PREFIXES,
    TRACKERS,
    VARIANT_FIRST_SEGMENTS,
    VARIANT_HOSTS,
    VARIANT_LAST_SEGMENTS,
    VARIANT_PARAMETERS,
    VARIANT_VALUES,
)
from scraper.urls import join

_INDEX_PAGE = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?|jsp|do)$", re.IGNORECASE)
_AMP_NAME = re.compile(r"(?<=[a-z])Amp(?=\.(?:html?|php)$)|\.amp(?=(?:\.html?)?$)")
# Sessions that stand in the path: Java's and PHP's, and ASP.NET's /(S(code))/.
_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid|sessionid)=[^/?]*|(?<=/)\([A-Z]\([a-z0-9]{16,}\)\)/?", re.IGNORECASE
)
# The value of a session: nothing but letters and digits, both of them, as many as no story's number has.
_SESSION_VALUE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_-]{16,}", re.ASCII)
# A slash that is written %2F parts no folders.
_PATH_SAFE = ":@!$&'()*+,;=~-._"
_QUERY_SAFE = "/:,="
# A key has no more characters than this, so that every database can hold it in an index.
LONGEST_KEY = 1000
# An index of PostgreSQL takes some 2,700 bytes in all; no browser's address is longer than 2,083 letters.
LONGEST_ADDRESS = 2400
_PORTS = frozenset({("http", 80), ("https", 443)})


class Identity(NamedTuple):
    """The story's `key`, the address to show for it, and why this address was taken."""

    key: str
    url: str
    reason: str


def identify(article: Article, asked: str | None = None, final: str | None = None) -> Identity:
    """Return the story of a record: its canonical URL, else the address it was had from, else its own text.

    1. the canonical URL, when it names a page of the same paper and does not lose the article's number;
    2. the address after redirects, unless these led to the front page;
    3. the address asked for;
    4. without any address, a digest of headline and body.
    """
    address = next((url for url in (final, asked or article.url) if url and not _is_front_page(url)), None)
    address = address or asked or article.url or article.canonical_url
    if address is None:
        digest = hashlib.sha256(f"{article.headline}\n{article.body_text}".encode("utf-8", "surrogatepass")).hexdigest()
        return Identity(f"sha256:{digest}", f"urn:sha256:{digest}", "no address: headline and body")
    canonical = article.canonical_url
    doubt = _doubt(canonical, address) if canonical else "none given"
    if canonical and not doubt:
        return Identity(story_key(canonical), normal_url(canonical), "canonical URL")
    return from_address(address, f"canonical URL: {doubt}")


def from_address(address: str, doubt: str) -> Identity:
    """Return the identity by the address alone, with the reason why no canonical URL is taken."""
    return Identity(story_key(address), normal_url(address), f"address; {doubt}")


def story_key(url: str) -> str:
    """Return the key under which all addresses of a story fall together.

    >>> story_key("https://m.paper.example/news/articleViewAmp.html?utm_source=x&idxno=7&replyAll=&sc_word=a#top")
    'paper.example/news/articleView.html?idxno=7'
    >>> story_key("http://www.paper.example:80/news/articleView.html?idxno=7")
    'paper.example/news/articleView.html?idxno=7'
    """
    parts = _split(normal_url(url))
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    key = f"{host}{port}{parts.path}{'?' + parts.query if parts.query else ''}"
    return bounded(key, LONGEST_KEY)


def bounded(text: str, most: int = LONGEST_ADDRESS) -> str:
    """Return a text of `most` bytes at most: of a longer one the beginning, and a digest of the whole in its end.

    >>> bounded("http://paper.example/1"), bounded("http://paper.example/" + "a" * 5000)[:30]
    ('http://paper.example/1', 'http://paper.example/aaaaaaaaa')
    """
    data = text.encode("utf-8", "replace")
    if len(data) <= most:
        return text
    return f"{data[: most // 4].decode('utf-8', 'ignore')}~sha256:{hashlib.sha256(data).hexdigest()}"


# Each address is looked at several times on the way to its key.
@lru_cache(maxsize=1024)
def normal_url(url: str) -> str:
    """Return the address without trackers, variant and fragment, its parameters in order.

    >>> normal_url("HTTP://M.Paper.example/amp/2024/04/30/a%7Eb/?b=2&fbclid=x&a=1")
    'http://paper.example/2024/04/30/a~b?a=1&b=2'
    >>> normal_url("https://paper.example/bbs/board.php?wr_id=9&bo_table=news&page=1")
    'https://paper.example/bbs/board.php?bo_table=news&wr_id=9'
    """
    parts = _split(join(None, url) or url.strip())
    host = _undressed_host((parts.hostname or "").rstrip("."))
    port = _port(parts)
    if port is not None and (parts.scheme, port) not in _PORTS:
        host = f"{host}:{port}"
    return parts._replace(
        netloc=host, path=_undressed_path(parts.path), query=_undressed_query(parts.query), fragment=""
    ).geturl()


def host_of(url: str | None) -> str | None:
    """Return the paper's host without the variant.

    >>> host_of("https://www.m.paper.example/a")
    'paper.example'
    """
    host = _undressed_host((_split(url).hostname or "").rstrip(".")) if url else ""
    return host.removeprefix("www.") or None


# ---------------------------------------------------------------- parts of an address


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", url, "", "")
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


def _undressed_host(host: str) -> str:
    labels = host.split(".")
    has_www = labels[0] == "www"
    while len(labels) > 2 and labels[0] in VARIANT_HOSTS:
        has_www = has_www and labels[0] == "www"
        labels = labels[1:]
    return ".".join(["www", *labels] if has_www and host != ".".join(labels) else labels)


def _undressed_path(path: str) -> str:
    path = "/".join(_one_spelling(segment, _PATH_SAFE) for segment in _SESSION.sub("", path).split("/"))
    segments = [segment for segment in _AMP_NAME.sub("", _INDEX_PAGE.sub("", path)).split("/") if segment]
    if len(segments) > 1 and segments[0].lower() in VARIANT_FIRST_SEGMENTS:
        segments = segments[1:]
    if len(segments) > 1 and segments[-1].lower() in VARIANT_LAST_SEGMENTS:
        segments = segments[:-1]
    return "/" + "/".join(segments)


def _one_spelling(text: str, safe: str) -> str:
    """Return a part of an address with every byte written in one way: as itself, or as %XX."""
    return quote(unquote_to_bytes(text.encode("utf-8", "replace")), safe=safe)


class _Parameter(NamedTuple):
    """A parameter as it stands in a query, and what its name and value say."""

    raw: str
    name: str
    value: str


def _parameters(query: str) -> list[_Parameter]:
    return [_parameter(raw) for raw in query.split("&") if raw]


def _parameter(raw: str) -> _Parameter:
    """Return one parameter; the bytes of its value stay, whatever charset they are in."""
    name, _, value = raw.replace("+", " ").partition("=")
    return _Parameter(raw, unquote(name).lower(), unquote(value))


def _undressed_query(query: str) -> str:
    found = [one for one in _parameters(query) if not _is_dress(one.name, one.value)]
    if any(one.name in ARTICLE_IDS and one.value for one in found):
        found = [one for one in found if one.name not in LIST_CONTEXT]
    return "&".join(sorted(_spelled(one.raw) for one in found))


def _spelled(raw: str) -> str:
    """Return a parameter in one spelling; one without an equals sign has none."""
    parts = ("+".join(_one_spelling(word, _QUERY_SAFE) for word in part.split("+")) for part in raw.split("=", 1))
    return "=".join(parts)


def _is_dress(name: str, value: str) -> bool:
    return (
        name in TRACKERS
        or name.startswith(TRACKER_PREFIXES)
        or name in VARIANT_PARAMETERS
        or (name, value.lower()) in VARIANT_VALUES
        or (name in SESSIONS and _SESSION_VALUE.fullmatch(value) is not None)
    )


def _is_front_page(url: str) -> bool:
    parts = _split(normal_url(url))
    return parts.path in ("", "/") and not parts.query


# ---------------------------------------------------------------- is the canonical URL to be trusted?


def _doubt(canonical: str, address: str) -> str | None:
    """Return why the canonical URL is not taken, or `None`."""
    if not canonical.startswith(("http://", "https://")):
        return "not an address"
    if _is_front_page(canonical):
        return "the front page"
    if not _is_same_paper(host_of(canonical) or "", host_of(address) or ""):
        return "another host"
    stated, own = (_split(normal_url(url)) for url in (canonical, address))
    stated_ids, own_ids = (_article_ids(parts.query) for parts in (stated, own))
    if any(own_ids[name] != value for name, value in stated_ids.items() if name in own_ids):
        return "another article's number"
    if own_ids and not stated_ids and stated.path == own.path:
        return "lacks the article's number"
    return None


def _is_same_paper(one: str, other: str) -> bool:
    return one == other or one.endswith("." + other) or other.endswith("." + one)


def _article_ids(query: str) -> dict[str, str]:
    return {one.name: one.value for one in _parameters(query) if one.value and one.name in ARTICLE_IDS}
