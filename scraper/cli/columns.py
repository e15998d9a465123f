"""Tables of texts in, their rows as pages out: JSON Lines (packed or not) and Parquet, a text a row, row by row."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scraper.batch import Input
from scraper.errors import NothingFound, ScraperError, StorageError
from scraper.model import Failure

TABLE_NAME = re.compile(r"\.(?:jsonl|ndjson)(?:\.gz)?$|\.parquet$|\.pq$", re.IGNORECASE)


class Columns(NamedTuple):
    """The names of the columns that hold a row's text and its address; without the first nothing is a table."""

    text: str | None = None
    url: str | None = None


def is_table(page: Input, columns: Columns) -> bool:
    """Whether the source is a file of many texts."""
    return columns.text is not None and page.path is not None and TABLE_NAME.search(page.path) is not None


def tables_in(folder: Path, columns: Columns) -> list[str]:
    """Return the paths of the tables in the folder and below it; none where nobody asked for a column."""
    return [str(path) for path in folder.rglob("*") if TABLE_NAME.search(path.name)] if columns.text else []


def read_table(page: Input, columns: Columns) -> Iterator[Input]:
    """Yield each row as a page, named by the file and its number from 1; a row that has no text has its failure.

    What ends the reading, such as a column that the file does not have, is the last one's failure.
    """
    path = page.path or ""
    rows = _parquet_rows(path, columns) if path.lower().endswith((".parquet", ".pq")) else _json_rows(path)
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            yield _page(page, f"{page.name}, row {number}", row, columns)
    except ScraperError as error:
        yield _failed(page.name, error)
    except (OSError, EOFError, zlib.error) as error:
        yield _failed(page.name, StorageError(f"can't be read behind row {number}: {str(error).lower()}"))


def _page(page: Input, name: str, row: object, columns: Columns) -> Input:
    if isinstance(row, ScraperError):
        return _failed(name, row)
    if not isinstance(row, dict):
        return _failed(name, NothingFound("is no JSON object"))
    text = row.get(columns.text)
    if isinstance(text, bytes):
        content = text
    elif isinstance(text, str):
        content = text.encode("utf-8", "surrogatepass")
    else:
        found = "is empty" if columns.text in row else f"has no column {columns.text!r} but {_names(row)}"
        return _failed(name, NothingFound(found))
    url = row.get(columns.url) if columns.url else None
    return page._replace(name=name, path=None, content=content, url=url if isinstance(url, str) and url else page.url)


def _json_rows(path: str) -> Iterator[object]:
    with gzip.open(path) if path.lower().endswith(".gz") else Path(path).open("rb") as file:
        for line in file:
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except ValueError:
                yield NothingFound("is no JSON")


def _parquet_rows(path: str, columns: Columns) -> Iterator[object]:
    from scraper.export import parquet

    return parquet.read(path, [name for name in columns if name])


def _names(names: Any) -> str:
    return ", ".join(sorted(map(str, names))[:20]) or "none"


def _failed(source: str, error: ScraperError) -> Input:
    return Input(source, failure=Failure(source, error.code, str(error), error.exit_code))
