"""The tables, the connection to SQLite or PostgreSQL, and the lock of the one writer."""

from __future__ import annotations

from scraper.store.database.bulk import insert_many, insert_values
from scraper.store.database.columns import Instant, Row, Written, instant, one_of, place_of
from scraper.store.database.connection import claimed, connect, database_url, reading, upgrade, writing
from scraper.store.database.lock import Claim, FileLock
from scraper.store.database.schema import (
    article_authors,
    articles,
    authors,
    awaiting_assets,
    captures,
    duplicates,
    frontier,
    run_sites,
    runs,
    search_texts,
    sections,
    signature_bands,
    signatures,
    tags,
    unclustered,
    version_rows,
    versions,
    warc_files,
    weather_readings,
)
from scraper.store.database.words import COLUMNS, PLUMBING, TABLES, VIEWS, described, told

__all__ = [
    "COLUMNS",
    "PLUMBING",
    "TABLES",
    "VIEWS",
    "Claim",
    "FileLock",
    "Instant",
    "Row",
    "Written",
    "article_authors",
    "articles",
    "authors",
    "awaiting_assets",
    "captures",
    "claimed",
    "connect",
    "database_url",
    "described",
    "duplicates",
    "frontier",
    "insert_many",
    "insert_values",
    "instant",
    "one_of",
    "place_of",
    "reading",
    "run_sites",
    "runs",
    "search_texts",
    "sections",
    "signature_bands",
    "signatures",
    "tags",
    "told",
    "unclustered",
    "upgrade",
    "version_rows",
    "versions",
    "warc_files",
    "weather_readings",
    "writing",
]
