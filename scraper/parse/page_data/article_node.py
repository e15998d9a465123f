"""Page in, the JSON-LD node of its article out, and the strings of a JSON-LD value.

Only typed article nodes count; nodes of related articles lose to the one that the page's URL or title names. Anything
malformed is passed over.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from scraper.model import Page, once_a_page

ARTICLE_TYPES = frozenset(
    {
        "AdvertiserContentArticle",
        "AnalysisNewsArticle",
        "Article",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "DiscussionForumPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "SatiricalArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    }
)
_NAME_KEYS = ("name", "@value", "headline")
_URL_KEYS = ("url", "mainEntityOfPage", "@id")
_MAX_DEPTH = 4


@once_a_page
def article_node(page: Page) -> Mapping[str, Any] | None:
    """Return the JSON-LD node of the article that the page shows, or `None`.

    Among several article nodes: the one whose URL is the page's, then the one whose headline stands in the page's
    title, then the one that says most; the first of equals.
    """
    nodes = [node for node in page.signals.json_ld if has_type(node, ARTICLE_TYPES)]
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    addresses = _own_addresses(page)
    titles = _own_titles(page)
    return max(nodes, key=lambda node: _rank(node, addresses, titles))


def types(node: Mapping[str, Any]) -> frozenset[str]:
    """Return the node's types without their vocabulary.

    >>> sorted(types({"@type": ["http://schema.org/NewsArticle", "Thing", 7]}))
    ['NewsArticle', 'Thing']
    """
    value = node.get("@type")
    names = value if isinstance(value, (list, tuple)) else (value,)
    return frozenset(name.rsplit("/", 1)[-1].strip() for name in names if isinstance(name, str))


def has_type(node: Mapping[str, Any], wanted: frozenset[str]) -> bool:
    """Whether the node is of one of the wanted types."""
    value = node.get("@type")
    if value is None:
        return False
    if isinstance(value, str) and "/" not in value:
        return value in wanted
    return not wanted.isdisjoint(types(node))


def texts(value: object, *, keys: tuple[str, ...] = _NAME_KEYS) -> tuple[str, ...]:
    """Return the strings of a JSON-LD value, in order: a string, the name of a node, or a list of both.

    Entities that were encoded twice are decoded and white space is folded; empty strings are left out.

    >>> texts([{"@type": "Person", "name": "Ann Lee"}, " Tom &amp; Co ", None, {"@value": "x"}])
    ('Ann Lee', 'Tom & Co', 'x')
    """
    return tuple(text for text in (plain(raw) for raw in _strings(value, keys, _MAX_DEPTH)) if text)


def first_text(value: object, *, keys: tuple[str, ...] = _NAME_KEYS) -> str | None:
    """Return the first string of a JSON-LD value, as `texts` gives it."""
    return next(iter(texts(value, keys=keys)), None)


def plain(raw: str) -> str:
    """Return the text with entities decoded (twice, where the page encoded them twice) and white space folded.

    >>> plain("Tom &amp;amp; Co&nbsp;wins ")
    'Tom & Co wins'
    """
    if "&" in raw:
        raw = html.unescape(html.unescape(raw))
    return " ".join(raw.split())


def _strings(value: object, keys: tuple[str, ...], depth: int) -> list[str]:
    if isinstance(value, str):
        return [value]
    if depth == 0:
        return []
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in _strings(item, keys, depth - 1)]
    if isinstance(value, Mapping):
        named = next((value[key] for key in keys if value.get(key)), None)
        return _strings(named, keys, depth - 1)
    return []


def _rank(node: Mapping[str, Any], addresses: frozenset[str], titles: str) -> tuple[bool, bool, int]:
    own = any(_address(url) in addresses for key in _URL_KEYS for url in texts(node.get(key), keys=("@id", "url")))
    headline = (first_text(node.get("headline")) or first_text(node.get("name")) or "").casefold()
    return own, bool(headline) and headline in titles, _fullness(node)


def _fullness(node: Mapping[str, Any]) -> int:
    """Return how many of the fields that only the page's own article has are there."""
    return sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody", "publisher"))


def _own_addresses(page: Page) -> frozenset[str]:
    urls = (page.url, page.signals.meta_value("og:url"), page.signals.head_link("canonical"))
    return frozenset(_address(url) for url in urls if url) - {""}


def _own_titles(page: Page) -> str:
    shown = (page.signals.title, page.signals.meta_value("og:title") or "")
    return plain("\n".join(shown)).casefold()


def _address(url: str) -> str:
    """Return host, path and query for comparison, empty for a site's root or something that is no URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/")
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{path}?{parts.query}" if path or parts.query else ""
