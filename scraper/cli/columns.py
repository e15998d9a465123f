"""Tables of texts in, their rows as pages out: JSON Lines (packed or not) and Parquet, a text a row, row by row."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scraper.batch import Input
from scraper.errors import NothingFound, ScraperError, StorageError, UsageError
from scraper.model import Failure

TABLE_NAME = re.compile(r"\.(?:jsonl|ndjson)(?:\.gz)?$|\.parquet$|\.pq$", re.IGNORECASE)
# Rows of a Parquet file that are in memory together.
_BATCH = 256


class Columns(NamedTuple):
    """The names of the columns that hold a row's text and its address; without the first nothing is a table."""

    text: str | None = None
    url: str | None = None


def is_table(page: Input, columns: Columns) -> bool:
    """Whether the source is a file of many texts."""
    return columns.text is not None and page.path is not None and TABLE_NAME.search(page.path) is not None


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
    except (OSError, EOFError) as error:
        told = StorageError(f"can't be read behind row {number}: {str(error).lower()}")
        yield _failed(page.name, told)
    except ScraperError as error:
        yield _failed(page.name, error)


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
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs the pyarrow package: pip install 'scraper[parquet]'") from error
    wanted = [name for name in columns if name]
    try:
        file = parquet.ParquetFile(path)
        missing = [name for name in wanted if name not in file.schema_arrow.names]
        if missing:
            raise UsageError(f"has no column {missing[0]!r} but {_names(file.schema_arrow.names)}")
        for batch in file.iter_batches(_BATCH, columns=wanted):
            yield from batch.to_pylist()
    except pa.ArrowException as error:
        raise StorageError(f"is no whole Parquet file: {_first_line(error)}") from error


def _names(names: Any) -> str:
    return ", ".join(sorted(map(str, names))[:20]) or "none"


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _failed(source: str, error: ScraperError) -> Input:
    return Input(source, failure=Failure(source, error.code, str(error), error.exit_code))
