"""A record as one row of a table; a cell never starts like a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from scraper.model import Article

COLUMNS = (
    "url",
    "canonical_url",
    "site",
    "language",
    "verdict",
    "headline",
    "subtitle",
    "kicker",
    "section",
    "tags",
    "authors",
    "dateline",
    "published_at",
    "modified_at",
    "agency",
    "copyright",
    "is_accessible_for_free",
    "body_text",
)
# What a spreadsheet takes for the start of a formula, the full-width forms among it (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def row(article: Article) -> str:
    """Return the record as one line; several values of a field are joined by "; "."""
    record = article.to_dict()
    record["authors"] = [author.name for author in article.authors]
    return _line(_cell(record[name]) for name in COLUMNS)


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
    text = "; ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) else text


HEAD = _line(COLUMNS)
