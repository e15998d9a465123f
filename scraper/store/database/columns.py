"""Column types that hold the same value in SQLite and PostgreSQL, and the one order in which times sort."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Integer,
    String,
    any_,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from scraper.model import in_utc

# The values of one row by the names of their columns.
Row = dict[str, Any]

Id = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """An aware point in time: `timestamptz` in PostgreSQL, in SQLite ISO 8601 with its own offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column's type in the database at hand."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return what is sent to the database."""
        if in_utc(value) is None or value is None or dialect.name != "sqlite":
            return in_utc(value)
        offset = value.utcoffset()
        # SQLite reads no offset with seconds in it, as local mean times have.
        is_odd = offset is None or offset.total_seconds() % 60
        return (value.astimezone(UTC) if is_odd else value).isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- the base's shape
        """Return what came from the database as a moment."""
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class Written(str):
    """JSON that is text already; it goes into a JSON column as it is."""

    __slots__ = ()


# As the first steps of the schema made it; since then it is `jsonb` in PostgreSQL.
Json = JSON(none_as_null=True)
Jsonb = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_json(value: Any) -> str:
    """Return the JSON text of a value, as short as it can be and with Unicode kept as it is."""
    return value if type(value) is Written else _encode(value)


class instant(FunctionElement[Any]):  # noqa: N801 -- it reads as an SQL function
    """A time as something that sorts and compares right, whatever offset it was written with."""

    name = "instant"
    inherit_cache = True


@compiles(instant)
def _in_postgresql(element: instant, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(instant, "sqlite")
def _in_sqlite(element: instant, compiler: SQLCompiler, **options: Any) -> str:
    return f"julianday({compiler.process(element.clauses, **options)})"


def one_of(connection: Connection, wanted: ColumnElement[int], numbers: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that a column has one of very many numbers, which travel as a single value."""
    if connection.dialect.name == "postgresql":
        return wanted == any_(literal(list(numbers), ARRAY(BigInteger)))
    each = func.json_each(_encode(list(numbers))).table_valued(column("value", Integer))
    return wanted.in_(select(each.c.value))


class place_of(FunctionElement[int]):  # noqa: N801 -- it reads as an SQL function
    """Where the second text begins in the first, counted from 1; 0 when it is not there."""

    name = "place_of"
    type = Integer()
    inherit_cache = True


@compiles(place_of)
def _place_in_postgresql(element: place_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


@compiles(place_of, "sqlite")
def _place_in_sqlite(element: place_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"
