"""Records as a table of an SQLite file, as Datasette, sqlite-utils and DuckDB open it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scraper.export.flat import Cells

_KINDS = MappingProxyType(
    {"id": "INTEGER PRIMARY KEY", **dict.fromkeys(("version", "cluster_id", "is_accessible_for_free"), "INTEGER")}
)


def write(path: str, rows: Iterable[Cells], columns: Sequence[str]) -> int:
    """Write the rows to the table `articles` of a new file and return how many there were; `OSError` when it can't be.

    Lists are JSON texts, times ISO 8601. A file that stood there is replaced once the new one is whole; without rows
    none is made.
    """
    remaining = iter(rows)
    first = next(remaining, None)
    if first is None:
        return 0
    target, part = Path(path), Path(f"{path}.part")
    part.unlink(missing_ok=True)
    names = ", ".join(f'"{name}" {_KINDS.get(name, "TEXT")}' for name in columns)
    places = ", ".join("?" for _ in columns)
    count = 0
    try:
        with closing(sqlite3.connect(part)) as connection, connection:
            connection.execute(f"CREATE TABLE articles ({names})")
            for row in chain((first,), remaining):
                cells = [_cell(row.get(name)) for name in columns]
                connection.execute(f"INSERT INTO articles VALUES ({places})", cells)  # noqa: S608 -- places only
                count += 1
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise OSError(str(error)) from error
    part.replace(target)
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
