"""What Datasette is told of an archive in SQLite: words for its tables and columns, what to hide, a search to call.

The search is SQL alone, so that Datasette needs nothing of ours: it takes the words apart as the index has them, Hangul
and scripts without blanks two letters at a time, others whole. It lays off no accents and knows no phrases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scraper.store.database import COLUMNS, PLUMBING, TABLES, VIEWS, described, told, versions

# The tables that SQLite makes for the index of the search.
_INDEX = tuple(f"search_terms_{name}" for name in ("config", "data", "idx"))
# As `terms.py` has them: scripts whose words are found by pairs of characters.
_RANGES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3130, 0x318F),
           (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF),
           (0x20000, 0x3FFFF))  # fmt: skip
_PAIRED = " OR ".join(f"unicode(c) BETWEEN {first} AND {last}" for first, last in _RANGES)
# Letters and digits; beyond ASCII all but the signs that a question is likely to hold.
_PLAIN = "c GLOB '[a-z0-9]' OR (unicode(c) > 191 AND NOT unicode(c) BETWEEN 8192 AND 12351 AND unicode(c) < 65280)"
SEARCH = f"""\
WITH RECURSIVE
letters(n, c) AS (
  SELECT 1, substr(lower(:words), 1, 1)
  UNION ALL SELECT n + 1, substr(lower(:words), n + 1, 1) FROM letters WHERE n <= length(:words)
),
kinds AS (
  SELECT n, c, CASE WHEN c = '' THEN 0 WHEN {_PAIRED} THEN 1 WHEN {_PLAIN} THEN 2 ELSE 0 END AS k FROM letters
),
parts AS (
  SELECT n, CASE
    WHEN k = 2 AND lag(k) OVER (ORDER BY n) = 2 THEN c
    WHEN k = 2 THEN ' ' || c
    WHEN k = 1 AND lead(k) OVER (ORDER BY n) = 1 THEN ' ' || c || lead(c) OVER (ORDER BY n)
    WHEN k = 1 AND lag(k) OVER (ORDER BY n) IS NOT 1 THEN ' ' || c || '*'
    ELSE '' END AS part
  FROM kinds
)
SELECT l.id, l.published_on, l.host, l.headline, l.url
FROM search_terms JOIN article_list l ON l.id = search_terms.rowid
WHERE search_terms MATCH (
  SELECT coalesce(nullif(group_concat(part, ''), ''), '""') FROM (SELECT part FROM parts ORDER BY n)
)
ORDER BY l.published_on DESC, l.id DESC"""  # noqa: S608 -- numbers and names of this module


def datasette_metadata(database: str = "scraper") -> str:
    """Return the text of a `metadata.yaml`; `database` is the name of the file without its ending."""
    tables: dict[str, Any] = {}
    for name in (*VIEWS, *TABLES):
        words = {column: text for column in _columns(name) if (text := told(name, column))}
        tables[name] = {"description": described(name), "columns": words}
    tables["articles"]["label_column"] = "headline"
    tables["authors"]["label_column"] = "name"
    tables |= {name: {"hidden": True} for name in (*PLUMBING, *_INDEX)}
    search = {
        "title": "Search",
        "description": "Words that all stand in a story, in any order; Korean words by any two of their letters.",
        "params": ["words"],
        "sql": SEARCH,
    }
    root = {"databases": {database: {"queries": {"search": search}, "tables": tables}}}
    return "".join(f"{line}\n" for line in _yaml(root))


def _columns(name: str) -> tuple[str, ...]:
    whole = ("body_text", "record", "content_digest", "extractor_version")
    shared = tuple(COLUMNS["articles"])
    return {
        "article_list": tuple(one for one in shared if one not in (*whole, "identity", "identity_reason", "seen_at")),
        "days_covered": ("host", "published_on", "articles"),
        "copies": ("cluster_id", "article_id", "published_at", "host", "agency", "headline", "url"),
        "versions": tuple(column.name for column in versions.columns),
        "version_rows": tuple(column.name for column in versions.columns),
    }.get(name, tuple(COLUMNS.get(name, ())))


def _yaml(values: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield the lines of a mapping; texts are written as JSON, which YAML reads, those of several lines as blocks."""
    margin = "  " * depth
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield f"{margin}{key}:"
            yield from _yaml(value, depth + 1)
        elif isinstance(value, str) and "\n" in value:
            yield f"{margin}{key}: |-"
            yield from (f"{margin}  {line}" for line in value.split("\n"))
        else:
            yield f"{margin}{key}: {json.dumps(value, ensure_ascii=False)}"
