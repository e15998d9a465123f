"""The chunks of React's flight format, as `self.__next_f.push` calls carry them, in; the values of their rows out.

Its rows are `id:json`, `id:T<bytes in hex>,text`, and others that hold no text:
https://github.com/facebook/react/blob/main/packages/react-client/src/ReactFlightClient.js
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

_DECODER = json.JSONDecoder(strict=False)
_PUSH = re.compile(r"\.push\(\s*(?=\[)")
_ROW = re.compile(rb"([0-9a-f]*):(?:T([0-9a-f]+),)?")
_REFERENCE = re.compile(r"\$[L@]?([0-9a-f]+)\Z")
_ELEMENT = "$"
_DEPTH = 100
# Each costs the decoder a count of all lines before it.
_FAILURES = 20


def is_flight(text: str) -> bool:
    """Whether a script pushes flight chunks."""
    return "__next_f" in text[:200]


def read_flight(scripts: Iterable[str]) -> dict[str, Any]:
    """Return the rows by id; a React element is an object with its `type` and its properties.

    References to rows of text are replaced by the text; rows of elements stay where they are.
    """
    rows = dict(_rows("".join(_chunks(scripts)).encode("utf-8", "surrogatepass")))
    texts = {name: value for name, value in rows.items() if isinstance(value, str)}
    return {name: value if name in texts else _plain(value, texts, 0) for name, value in rows.items()}


def _chunks(scripts: Iterable[str]) -> Iterator[str]:
    for script in scripts:
        position = failures = 0
        while failures < _FAILURES and (push := _PUSH.search(script, position)) is not None:
            try:
                value, position = _DECODER.raw_decode(script, push.end())
            except (ValueError, RecursionError):
                position, failures = push.end(), failures + 1
                continue
            yield from (part for part in value if isinstance(part, str))


def _rows(data: bytes) -> Iterator[tuple[str, Any]]:
    position = 0
    while position < len(data):
        row = _ROW.match(data, position)
        if row is None:
            position = _line_end(data, position) + 1
        elif row[2]:
            end = row.end() + int(row[2], 16)
            yield row[1].decode(), data[row.end() : end].decode("utf-8", "replace")
            position = end
        else:
            end = _line_end(data, row.end())
            if data[row.end() : row.end() + 1] in {b"[", b"{"}:
                with suppress(ValueError, RecursionError):
                    yield row[1].decode(), json.loads(data[row.end() : end])
            position = end + 1


def _line_end(data: bytes, start: int) -> int:
    end = data.find(b"\n", start)
    return len(data) if end < 0 else end


def _plain(value: Any, texts: dict[str, str], depth: int) -> Any:
    """Return the value with elements as objects and references to texts replaced."""
    if isinstance(value, str):
        reference = _REFERENCE.match(value)
        return texts.get(reference[1], value) if reference else value
    if depth > _DEPTH:
        return None
    if isinstance(value, list):
        if len(value) > 3 and value[0] == _ELEMENT and isinstance(value[3], dict):
            return {"type": value[1], **{key: _plain(item, texts, depth + 1) for key, item in value[3].items()}}
        return [_plain(item, texts, depth + 1) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, texts, depth + 1) for key, item in value.items()}
    return value
