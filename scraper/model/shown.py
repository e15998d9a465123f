"""Values as one short line: what a console and a notebook show of what is long."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

# A line of a console holds a text of this length with its field's name.
LONGEST = 60


def cut(text: str) -> str:
    """Return the text, its end left out when it is long.

    >>> cut("a" * 100) == "a" * 59 + "…", cut("short")
    (True, 'short')
    """
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def shortly(value: Any) -> str:
    """Return what `repr` shows of a dataclass, its long texts cut, long bytes and tuples by their size."""
    shown = []
    for field in fields(value):
        item = getattr(value, field.name)
        if field.repr and (field.default is MISSING or item != field.default):
            shown.append(f"{field.name}={_item(item)}")
    return f"{type(value).__name__}({', '.join(shown)})"


def _item(value: Any) -> str:
    if isinstance(value, str):
        return repr(cut(value))
    if isinstance(value, bytes) and len(value) > LONGEST:
        return f"<{len(value):,} bytes>"
    if isinstance(value, tuple) and len(text := repr(value)) > LONGEST:
        return f"<{len(value)} items>" if value else text
    return repr(value)
