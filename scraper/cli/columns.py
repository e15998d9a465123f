"""Tables of texts in, their rows as pages out, row by row: JSON Lines and CSV (packed or not), Parquet."""

from __future__ import annotations

import csv
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

TABLE_NAME = re.compile(r"\.(?:jsonl|ndjson|csv|tsv)(?:\.gz)?$|\.parquet$|\.pq$", re.IGNORECASE)
_SEPARATED = re.compile(r"\.([ct]sv)(?:\.gz)?$", re.IGNORECASE)
# The longest text of a row; the csv module stops at 131,072 characters.
_LONGEST_FIELD = 2**31 - 1


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
    rows = _rows(page.path or "", columns)
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            yield _page(page, f"{page.name}, row {number}", row, columns)
    except ScraperError as error:
        yield _failed(page.name, error)
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        yield _failed(page.name, StorageError(f"can't be read behind row {number}: {str(error).lower()}"))


def _rows(path: str, columns: Columns) -> Iterator[object]:
    if path.lower().endswith((".parquet", ".pq")):
        return _parquet_rows(path, columns)
    separated = _SEPARATED.search(path)
    if separated:
        return _separated_rows(path, "\t" if separated[1].lower() == "tsv" else ",")
    return _json_rows(path)


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


def _separated_rows(path: str, delimiter: str) -> Iterator[object]:
    """Yield the rows of a CSV file as objects; the first one names the columns, an empty cell is `None`."""
    csv.field_size_limit(_LONGEST_FIELD)
    opened = gzip.open if path.lower().endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
        for row in csv.DictReader(file, delimiter=delimiter):
            yield {name: value or None for name, value in row.items() if isinstance(name, str)}


def _parquet_rows(path: str, columns: Columns) -> Iterator[object]:
    from scraper.export import parquet

    return parquet.read(path, [name for name in columns if name])


def _names(names: Any) -> str:
    return ", ".join(sorted(map(str, names))[:20]) or "none"


def _failed(source: str, error: ScraperError) -> Input:
    return Input(source, failure=Failure(source, error.code, str(error), error.exit_code))
