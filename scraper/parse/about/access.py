"""Page in, whether the article is free to read out, as the page itself says; silence is no answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from scraper.model import Evidence, Finding, Page, missing
from scraper.parse.page_data import article_node

_KEY = "isAccessibleForFree"
# A metered article stands behind a wall for some readers, so `isAccessibleForFree` is false for it, too.
_TIERS = MappingProxyType({"free": True, "metered": False, "locked": False})
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def find_access(page: Page) -> Finding[bool]:
    """Return whether the article is free: by its JSON-LD node, its paid parts, the page's nodes, then the meta tier.

    >>> from scraper.page import read
    >>> find_access(read("<meta name='isaccessibleforfree' content='false'>")).value
    False
    """
    for source, raw in _statements(page):
        value = _TIERS.get(str(raw).strip().lower()) if source == "article:content_tier" else as_bool(raw)
        if value is not None:
            return Finding(value, Evidence(source, 0.9, raw=str(raw)))
    return Finding(None, missing("the page does not say"))


def as_bool(raw: object) -> bool | None:
    """Return what a JSON-LD boolean says, in any of the shapes that are in use.

    >>> as_bool(True), as_bool("False"), as_bool("http://schema.org/True"), as_bool("maybe"), as_bool(None)
    (True, False, True, None, None)
    """
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, (list, tuple)) and len(raw) == 1:
        return as_bool(raw[0])
    word = str(raw).rsplit("/", 1)[-1].strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def _statements(page: Page) -> Iterator[tuple[str, object]]:
    node = article_node(page)
    if node is not None:
        if _KEY in node:
            yield "json-ld isAccessibleForFree", node[_KEY]
        for part in _parts(node):
            if as_bool(part.get(_KEY)) is False:
                yield "json-ld hasPart", part[_KEY]
    else:
        for other in page.signals.json_ld:
            if _KEY in other:
                yield "json-ld of the page", other[_KEY]
    for name in ("article:content_tier", "isaccessibleforfree"):
        for value in page.signals.meta_values(name):
            yield name, value


def _parts(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    parts = node.get("hasPart")
    for part in parts if isinstance(parts, (list, tuple)) else (parts,):
        if isinstance(part, Mapping):
            yield part
