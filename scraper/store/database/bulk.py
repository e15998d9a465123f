"""Many rows into one table at once: rows in, nothing out; in each database by the way that costs least a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from scraper.store.database.columns import Row


def insert_many(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns."""
    if rows:
        insert_values(connection, table.name, tuple(rows[0]), _values(connection, table, rows))


def insert_values(connection: Connection, table: str, names: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
    """Insert values of the columns `names`, as the driver takes them: by COPY in PostgreSQL, else by one statement."""
    columns = ", ".join(f'"{name}"' for name in names)
    into = f"{table} ({columns})"
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        marks = ", ".join("?" for _ in names)
        driver = connection.connection
        driver.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608 -- names of the schema


def _values(connection: Connection, table: Table, rows: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    """Return the rows as the database's driver takes them; made column by column, which costs least."""
    columns = []
    for name in rows[0]:
        convert = _to_driver(connection, table.c[name].type)
        values = [row[name] for row in rows]
        columns.append([convert(value) for value in values] if convert else values)
    return zip(*columns, strict=True)


def _to_driver(connection: Connection, kind: Any) -> Callable[[Any], Any] | None:
    convert: Callable[[Any], Any] | None = kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return convert
