"""A record as one row of a table; a cell never starts like a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from scraper.export.flat import COLUMNS, Cells, flat
from scraper.model import Article

# What a spreadsheet takes for the start of a formula, the full-width forms among it (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Excel takes a file for UTF-8 only when it begins with this.
BYTE_ORDER_MARK = "\ufeff"


def row(article: Article) -> str:
    """Return the record as one line; several values of a field are joined by "; "."""
    return line(flat(article), COLUMNS)


def line(cells: Cells, columns: Sequence[str]) -> str:
    """Return the cells of the columns as one line."""
    return _line(_cell(cells.get(name)) for name in columns)


def head(columns: Sequence[str]) -> str:
    """Return the line that names the columns."""
    return _line(columns)


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _cell(value: object) -> str:
    """Return the value as text that no spreadsheet runs.

    >>> _cell("=1+1"), _cell(("지역", "사회")), _cell(None), _cell(True)
    ("'=1+1", '지역; 사회', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat()
    text = "; ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) else text


HEAD = head(COLUMNS)
