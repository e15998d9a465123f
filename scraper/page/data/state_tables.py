"""A store of a page's data that keeps things by id in tables in, what the ids of one thing point at out.

`{"articles": {"a7": {"authorIds": ["u5"]}}, "users": {"u5": {"name": "Ann Lee"}}}`: the name before `Ids` and that of
the table mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_DEEPEST, _MOST_IDS = 3, 60
_REFERENCE = re.compile(r"(\w+?)(?:ids|id|refs|ref|keys)\Z")
# Words for the same thing, in names of members and of tables.
_KINDS = (
    re.compile(r"author|reporter|writer|byline|journalist|contributor|people|person|user|staff|member|profile"),
    re.compile(r"section|categor|channel|rubric|desk"),
    re.compile(r"tag|topic|keyword"),
    re.compile(r"image|photo|picture|media|asset|img"),
)


def tables_of(value: Any, depth: int = _DEEPEST) -> dict[str, Mapping[str, Any]]:
    """Return the tables in a value by their names, in small letters: objects of objects that repeat their key as id.

    >>> tables_of({"entities": {"users": {"u5": {"id": "u5", "name": "Ann Lee"}}}})
    {'users': {'u5': {'id': 'u5', 'name': 'Ann Lee'}}}
    """
    found: dict[str, Mapping[str, Any]] = {}
    for name, inner in value.items() if isinstance(value, Mapping) and depth else ():
        if isinstance(inner, Mapping):
            key, first = next(iter(inner.items()), ("", None))
            if isinstance(first, Mapping) and str(first.get("id", first.get("_id", first.get("uid")))) == key:
                found[str(name).casefold()] = inner
            else:
                found.update(tables_of(inner, depth - 1))
    return found


def resolved(name: str, value: Any, tables: Mapping[str, Mapping[str, Any]]) -> tuple[str, Any]:
    """Return a member under its bare name with what its ids point at; one that names no table's thing is as it was.

    >>> resolved("authorids", ["u5"], {"users": {"u5": {"name": "Ann Lee"}}})
    ('author', [{'name': 'Ann Lee'}])
    """
    named = _REFERENCE.match(name) if tables else None
    kind = next((kind for kind in _KINDS if kind.search(named[1])), None) if named else None
    if named is None or kind is None:
        return name, value
    ids = value[:_MOST_IDS] if isinstance(value, list) else [value]
    for table, rows in tables.items():
        if kind.search(table):
            found = [rows[str(one)] for one in ids if isinstance(one, str | int) and str(one) in rows]
            if found:
                return named[1], found
    return name, value
