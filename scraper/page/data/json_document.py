"""A JSON document in, the HTML of a page that carries it as data out.

Some papers' pages have no text of their own: a script fetches it from a JSON file. An archive holds that file too, and
its text is found as in any page's data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_TITLE = re.compile(r"(?:title|headline|subject)\Z", re.IGNORECASE)
_OTHER_TITLE = re.compile(r"sub|site|page|section|category|short|seo|meta", re.IGNORECASE)
_SHORTEST, _LONGEST = 4, 300


def as_page(text: str) -> str | None:
    """Return the document as a page of its title and its data; `None` for text that is no JSON object or list.

    >>> as_page('{"news_title": "Ferry back"}')
    '<title>Ferry back</title><script type="application/json">{"news_title": "Ferry back"}</script>'
    >>> as_page("[단독] 시장이 물러난다") is None
    True
    """
    document = text.strip()
    if document[:1] + document[-1:] not in ("{}", "[]"):
        return None
    try:
        value = json.loads(document)
    except (ValueError, RecursionError):
        return None
    title = next(_titles(value), "")
    data = document.replace("</", "<\\/")
    return f'<title>{escape(title)}</title><script type="application/json">{data}</script>'


def _titles(value: Any, depth: int = 3) -> Iterator[str]:
    """Yield the titles of an object or list, its own before those of what is in it."""
    items = value if isinstance(value, list) else [value]
    nodes = [item for item in items if isinstance(item, Mapping)]
    for node in nodes:
        for key, text in node.items():
            is_title = isinstance(text, str) and _SHORTEST <= len(text) <= _LONGEST and _TITLE.search(key)
            if is_title and not _OTHER_TITLE.search(key):
                yield text
    if depth:
        for node in nodes:
            for inner in node.values():
                yield from _titles(inner, depth - 1)
