"""Page in, its section (from general to special), its kicker and its tags out."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from scraper.model import Page
from scraper.parse.article_node import article_node, texts
from scraper.parse.likeness import key

_MAX_SECTION = 40


def section_keys(page: Page) -> frozenset[str]:
    """Return the keys of everything that the page or its address calls a section."""
    signals = page.signals
    names = list(signals.meta_values("article:section"))
    node = article_node(page)
    if node is not None:
        names += texts(node.get("articleSection"))
    for other in signals.json_ld:
        if other.get("@type") == "ListItem":
            names += texts(other.get("name") or other.get("item"))
    names += _path_parts(page.url)
    return frozenset(key(name) for name in names if len(name) <= _MAX_SECTION and "://" not in name) - {""}


def _path_parts(url: str | None) -> list[str]:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return []
    return [unquote(part) for part in path.strip("/").split("/")[:-1]]
