"""Records as a Parquet table, written piece by piece, and any table's rows read so; needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from scraper.errors import StorageError, UsageError
from scraper.export.flat import Cells, flat
from scraper.model import Article

# Rows of one row group: enough to pack well, few enough to stay small in memory.
ROW_GROUP = 5000
# Rows of a table that are in memory together while it is read.
ROWS_AT_ONCE = 256

_TEXT = (
    "url", "canonical_url", "site", "language", "verdict", "headline", "subtitle", "kicker", "dateline", "agency",
    "copyright", "body_text", "extractor_version",
)  # fmt: skip
_KINDS_OF_TIME = ("published_precision", "published_zone", "modified_precision", "modified_zone")
_LISTS = ("section", "tags", "corrections")


def write(path: str, rows: Iterable[tuple[Cells, Article | None]]) -> int:
    """Write the records, with what is said around each, to the file and return how many rows there were.

    Times are in UTC with microseconds; `published_on` is the day as the paper printed it; `record` is the whole record
    as JSON. Without records no file is made. Raises `UsageError` when pyarrow is not installed, `OSError`.
    """
    pa, parquet = _pyarrow()
    schema = _schema(pa)
    count, remaining = 0, iter(rows)
    chunk = list(islice(remaining, ROW_GROUP))
    if not chunk:
        return 0
    with Path(path).open("wb") as file, parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while chunk:
            writer.write_table(pa.Table.from_pylist([_row(*one) for one in chunk], schema=schema))
            count += len(chunk)
            chunk = list(islice(remaining, ROW_GROUP))
    return count


def read(path: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of any Parquet file with those of its columns that are named.

    Raises `UsageError` when pyarrow is not installed or a column is not there, `StorageError` when the file is none.
    """
    pa, parquet = _pyarrow()
    try:
        file = parquet.ParquetFile(path)
        names = file.schema_arrow.names
        for name in columns:
            if name not in names:
                raise UsageError(f"has no column {name!r} but {', '.join(names[:20]) or 'none'}")
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(columns)):
            yield from batch.to_pylist()
    except pa.ArrowException as error:
        told = (str(error).splitlines() or [type(error).__name__])[0]
        raise StorageError(f"is no whole Parquet file: {told}") from error


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs the pyarrow package: pip install 'newsrecord[parquet]'") from error
    return pa, parquet


def _schema(pa: Any) -> Any:
    author = pa.struct([(name, pa.string()) for name in ("name", "email", "role", "organization")])
    return pa.schema(
        [
            *((name, pa.int64()) for name in ("id", "version", "cluster_id")),
            ("captured_at", pa.timestamp("us", tz="UTC")),
            ("source", pa.string()),
            *((name, pa.string()) for name in _TEXT),
            *((name, pa.list_(pa.string())) for name in _LISTS),
            ("authors", pa.list_(author)),
            ("published_on", pa.date32()),
            ("published_at", pa.timestamp("us", tz="UTC")),
            ("modified_at", pa.timestamp("us", tz="UTC")),
            *((name, pa.string()) for name in _KINDS_OF_TIME),
            ("is_accessible_for_free", pa.bool_()),
            ("record", pa.string()),
            ("error", pa.string()),
        ]
    )


def _row(around: Cells, article: Article | None) -> dict[str, Any]:
    if article is None:
        return dict(around)
    published = article.published_at
    authors = [
        {"name": one.name, "email": one.email, "role": one.role, "organization": one.organization}
        for one in article.authors
    ]
    return {
        **around,
        **{name: flat(article)[name] for name in _KINDS_OF_TIME},
        **{name: getattr(article, name) for name in _TEXT},
        "verdict": article.verdict.value,
        **{name: list(getattr(article, name)) for name in _LISTS},
        "authors": authors,
        "published_on": published.date() if published else None,
        "published_at": published,
        "modified_at": article.modified_at,
        "is_accessible_for_free": article.is_accessible_for_free,
        "record": article.to_json(),
    }
