"""JSON-LD scripts in, flat nodes out: every object with an @type, in page order. What can't be read is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from scraper.model import Script
from scraper.page.data.json_mend import mended_values

_NODE_LIMIT = 400
_DEPTH_LIMIT = 12
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")


def read_json_ld(scripts: tuple[Script, ...]) -> tuple[Mapping[str, Any], ...]:
    """Return all objects with an @type in the JSON-LD of `scripts`, outer before inner, at most 400."""
    nodes: list[Mapping[str, Any]] = []
    for script in scripts:
        if "ld+json" not in script.type:
            continue
        value = parse_json(script.text)
        for node in _nodes(mended_values(script.text) if value is None and "{" in script.text else value, 0):
            nodes.append(node)
            if len(nodes) >= _NODE_LIMIT:
                return tuple(nodes)
    return tuple(nodes)


def parse_json(text: str) -> Any:
    r"""Return the value of JSON text as pages write it (comments around, trailing commas, raw newlines), else `None`.

    >>> parse_json('<!-- {"a": [1, 2,], "b": "x\\\'y"} -->')
    {'a': [1, 2], 'b': "x\\'y"}
    """
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    mended = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";")
    mended = _BAD_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub(r"\1", mended))
    try:
        return json.loads(mended, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEPTH_LIMIT:
        return
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list):
                yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _nodes(item, depth + 1)
