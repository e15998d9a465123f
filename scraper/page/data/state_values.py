"""Scripts in, the values of the data that they carry out: JSON, assignments of JSON, what a JavaScript call spells.

Any script may hold anything, so what can't be read is left out. Linear in the script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from scraper.model import Script
from scraper.page.data.flight import is_flight, read_flight
from scraper.page.data.json_ld import parse_json

_DECODER = json.JSONDecoder(strict=False)
# `window.__STATE__ = {`, `["queries"] = [`, `.push({`, `= JSON.parse("`
_BEGINS = re.compile(r"(?:=|\.push\()\s*(?:JSON\.parse\(\s*(?:decodeURIComponent\(\s*)?)?(?=[\[{\"'])")
# The name before it, which is looked for backwards: a name may begin at any letter of a script.
_ASSIGNED = re.compile(r"([\w$.]{0,80})(?:\[[^\[\]]{1,80}\])?\s*\Z")
_LONGEST_NAME = 240
_NAME = re.compile(r"([\w$.]{3,80})\s*=")
# Of a script's own code, as many assignments as this are tried.
_ATTEMPTS = 40
_UNDEFINED = re.compile(r"(?<=[:,\[])\s*(?:undefined|void 0|!0|!1|NaN)(?=\s*[,}\]])")
_LITERAL = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_SHORTEST_LITERAL = 8
_REVIVED_DEPTH = 60


class State(NamedTuple):
    """The value of a script's data, under the name that the script gives it."""

    name: str
    value: Any


def read_states(scripts: Iterable[Script]) -> Iterator[State]:
    """Yield the data of all scripts but JSON-LD, in page order; flight chunks, which belong together, come last."""
    flight: list[str] = []
    for script in scripts:
        if "ld+json" in script.type:
            continue
        if "json" in script.type:
            yield State(script.id or script.type, _revived(parse_json(script.text)))
        elif is_flight(script.text):
            flight.append(script.text)
        else:
            yield from _assigned(script.text)
    if flight:
        yield State("self.__next_f", read_flight(flight))


def read_inner(text: str) -> Any:
    """Return the value of a string that is itself JSON, perhaps percent-encoded, else `None`."""
    if text[:3] in {"%7B", "%5B"}:
        text = unquote(text)
    return parse_json(text) if text[:1] in {"{", "["} else None


def _assigned(text: str) -> Iterator[State]:
    """Yield the JSON values that a script assigns; a script of other JavaScript yields the strings it spells."""
    position, found = 0, False
    for _ in range(_ATTEMPTS):
        begins = _BEGINS.search(text, position)
        if begins is None:
            break
        start = position
        value, position = _decoded(text, begins.end())
        if isinstance(value, str):
            value = read_inner(value)
        if isinstance(value, dict | list) and value:
            found = True
            yield State(_name_before(text, begins.start(), start), value)
    if not found:
        raws = [raw for raw in _LITERAL.findall(text) if len(raw) >= _SHORTEST_LITERAL]
        called = _NAME.search(text)
        yield State(called[1] if called else "script", {str(at): _unquoted(raw) for at, raw in enumerate(raws)})


def _name_before(text: str, end: int, start: int) -> str:
    """Return the name that ends at `end`, and begins after `start`; "" if there is none."""
    named = _ASSIGNED.search(text, max(start, end - _LONGEST_NAME), end)
    return named[1] if named else ""


def _decoded(text: str, start: int) -> tuple[Any, int]:
    """Return the JSON value that begins at `start`, and where to go on; JavaScript's own constants are allowed."""
    if text[start] == "'":
        end = text.find("')", start)
        raw = text[start + 1 : end] if end > 0 else ""
        return _unquoted(raw.replace("\\'", "'").replace('"', '\\"')), max(end, start + 1)
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        pass
    mended = _UNDEFINED.sub("null", text[start:])
    if len(mended) != len(text) - start:
        try:
            value, length = _DECODER.raw_decode(mended)
        except (ValueError, RecursionError):
            return None, start + 1
        # Where it ends in the script is unknown; a value that was mended is the script's last.
        return value, len(text) if length else start + 1
    return None, start + 1


def _unquoted(raw: str) -> str:
    try:
        value = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        return raw
    return value if isinstance(value, str) else raw


def _revived(value: Any) -> Any:
    """Return the tree of a flat array whose objects name their members by number (the format of devalue)."""
    if not isinstance(value, list) or len(value) < 2 or not _is_table(value[0]):
        return value
    known: dict[int, Any] = {}

    def at(number: object, depth: int) -> Any:
        if not isinstance(number, int) or not 0 <= number < len(value) or depth > _REVIVED_DEPTH:
            return None
        if number in known:
            return known[number]
        raw = value[number]
        known[number] = None
        if isinstance(raw, dict):
            known[number] = {key: at(member, depth + 1) for key, member in raw.items()}
        elif isinstance(raw, list):
            is_wrapped = len(raw) == 2 and isinstance(raw[0], str)
            known[number] = at(raw[1], depth + 1) if is_wrapped else [at(member, depth + 1) for member in raw]
        else:
            known[number] = raw
        return known[number]

    return at(0, 0)


def _is_table(first: object) -> bool:
    members = first.values() if isinstance(first, dict) else first if isinstance(first, list) else ()
    numbers = [member for member in members if isinstance(member, int)]
    return bool(numbers) and len(numbers) + 1 >= len(list(members))
