"""Records as text and as tables: JSON, JSON lines, plain text, Markdown, CSV, JSON-LD, Parquet, SQLite."""

from __future__ import annotations

from scraper.export import parquet, sqlite
from scraper.export.flat import NOWHERE, OF_A_PAGE, OF_A_STORY, Cells, flat
from scraper.export.formats import FORMAT_NAMES, FORMATS, Format
from scraper.export.writing import Writing
from scraper.export.xray import FieldRow, field_rows, table

__all__ = [
    "FORMATS",
    "FORMAT_NAMES",
    "NOWHERE",
    "OF_A_PAGE",
    "OF_A_STORY",
    "Cells",
    "FieldRow",
    "Format",
    "Writing",
    "field_rows",
    "flat",
    "parquet",
    "sqlite",
    "table",
]
