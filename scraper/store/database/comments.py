"""What each table, view and column holds, written into PostgreSQL's catalogue, where psql and other tools show it."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from scraper.store.database.words import described, told


def comment(connection: Connection) -> None:
    """Write the words of today; SQLite has no place for them."""
    if connection.dialect.name != "postgresql":
        return
    found = inspect(connection)
    kinds = {**dict.fromkeys(found.get_table_names(), "TABLE"), **dict.fromkeys(found.get_view_names(), "VIEW")}
    for name, kind in kinds.items():
        _write(connection, f"{kind} {name}", described(name))
        for column in found.get_columns(name):
            _write(connection, f"COLUMN {name}.{column['name']}", told(name, column["name"]))


def _write(connection: Connection, thing: str, words: str | None) -> None:
    if words is not None:
        quoted = words.replace("'", "''")
        connection.exec_driver_sql(f"COMMENT ON {thing} IS '{quoted}'")
