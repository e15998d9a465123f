"""Records name as boilerplate what schema version 1 named furniture: in the record and in its evidence.

SQLite's search index is filled anew. It forgets an article only when it is told the very terms that it was given, and
the first version gave each of them once: such an archive could not be changed any more.
"""

from __future__ import annotations

from alembic import op

from scraper.store.terms import terms

revision = "0005"
down_revision = "0004"

TABLES = ("articles", "version_rows")
SQLITE = """
    UPDATE {table} SET record = json_set(
        json_remove(record, '$.furniture', '$.evidence.furniture'),
        '$.boilerplate', json(json_extract(record, '$.furniture')),
        '$.evidence', json(CASE WHEN json_type(record, '$.evidence.furniture') IS NULL
            THEN json_extract(record, '$.evidence')
            ELSE json_set(
                json_remove(json_extract(record, '$.evidence'), '$.furniture'),
                '$.boilerplate', json(json_extract(record, '$.evidence.furniture'))
            ) END),
        '$.schema_version', 2
    ) WHERE json_type(record, '$.furniture') IS NOT NULL
"""
POSTGRESQL = """
    UPDATE {table} SET record = (
        record::jsonb - 'furniture' || jsonb_build_object(
            'boilerplate', record::jsonb -> 'furniture',
            'evidence', CASE WHEN record::jsonb -> 'evidence' -> 'furniture' IS NULL
                THEN record::jsonb -> 'evidence'
                ELSE (record::jsonb -> 'evidence') - 'furniture'
                    || jsonb_build_object('boilerplate', record::jsonb -> 'evidence' -> 'furniture')
                END,
            'schema_version', 2
        )
    )::json WHERE record::jsonb ? 'furniture'
"""


def upgrade() -> None:
    """Rename the key in every stored record, the newest ones and those of past versions."""
    connection = op.get_bind()
    is_sqlite = connection.dialect.name == "sqlite"
    for table in TABLES:
        connection.exec_driver_sql((SQLITE if is_sqlite else POSTGRESQL).format(table=table))
    if is_sqlite:
        connection.exec_driver_sql("INSERT INTO search_terms (search_terms) VALUES ('delete-all')")
        for number, text in connection.exec_driver_sql("SELECT article_id, text FROM search_texts"):
            values = (number, terms(text))
            connection.exec_driver_sql("INSERT INTO search_terms (rowid, terms) VALUES (?, ?)", values)
