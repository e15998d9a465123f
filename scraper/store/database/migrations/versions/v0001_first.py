"""The first schema."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    column,
)

from scraper.store.database.columns import Id, Instant, Json, instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, index and view."""
    _pages()
    _records()
    _weather()
    _people()
    _search()
    _copies()
    _views()


def _pages() -> None:
    op.create_table(
        "articles",
        Column("id", Id, primary_key=True, autoincrement=False),
        Column("url", String, nullable=False, unique=True),
        Column("identity", String, nullable=False, unique=True),
        Column("identity_reason", String, nullable=False),
        Column("host", String),
        Column("site", String),
        Column("language", String),
        Column("verdict", String, nullable=False),
        Column("headline", String),
        Column("subtitle", String),
        Column("dateline", String),
        Column("published_at", Instant),
        Column("published_on", Date),
        Column("modified_at", Instant),
        Column("agency", String),
        Column("version", Integer, nullable=False),
        Column("captured_at", Instant),
        Column("seen_at", Instant),
        Column("gone_at", Instant),
        Column("cluster_id", Id),
        Column("extractor_version", String, nullable=False),
        Column("content_digest", String, nullable=False),
        Column("body_text", String, nullable=False),
        Column("record", Json, nullable=False),
    )
    op.create_index("articles_by_time", "articles", [instant(column("published_at"))])
    op.create_index("articles_by_host", "articles", ["host"])
    op.create_index("articles_of_cluster", "articles", ["cluster_id"])

    op.create_table(
        "captures",
        Column("id", Id, primary_key=True, autoincrement=False),
        Column("url", String, nullable=False),
        Column("final_url", String),
        Column("fetched_at", Instant, nullable=False),
        Column("status", Integer, nullable=False),
        Column("content_type", String),
        Column("etag", String),
        Column("last_modified", String),
        Column("payload_sha256", String, nullable=False),
        Column("payload_bytes", Integer, nullable=False),
        Column("warc_file", String),
        Column("warc_offset", Id),
        Column("warc_length", Id),
        Column("refers_to", Id),
        Column("part_of", Id),
        Column("article_id", Id, ForeignKey("articles.id")),
        Column("content_digest", String),
        Column("outcome", String, nullable=False),
        UniqueConstraint("url", "fetched_at", "payload_sha256"),
    )
    op.create_index("captures_of_article", "captures", ["article_id"])
    op.create_index("captures_by_final_url", "captures", ["final_url"])
    op.create_index("captures_of_payload", "captures", ["payload_sha256"])

    op.create_table(
        "warc_files",
        Column("name", String, primary_key=True),
        Column("size", Id, nullable=False),
    )


def _records() -> None:
    op.create_table(
        "versions",
        Column("id", Id, primary_key=True, autoincrement=False),
        Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
        Column("version", Integer, nullable=False),
        Column("captured_at", Instant),
        Column("capture_id", Id, ForeignKey("captures.id")),
        Column("changed_fields", Json, nullable=False),
        Column("url", String),
        Column("site", String),
        Column("language", String),
        Column("verdict", String, nullable=False),
        Column("headline", String),
        Column("subtitle", String),
        Column("dateline", String),
        Column("published_at", Instant),
        Column("published_on", Date),
        Column("modified_at", Instant),
        Column("agency", String),
        Column("extractor_version", String, nullable=False),
        Column("content_digest", String, nullable=False),
        Column("body_text", String, nullable=False),
        Column("record", Json, nullable=False),
        UniqueConstraint("article_id", "version"),
    )


def _weather() -> None:
    op.create_table(
        "weather_readings",
        Column("id", Id, primary_key=True, autoincrement=False),
        Column("capture_id", Id, ForeignKey("captures.id")),
        Column("article_id", Id, ForeignKey("articles.id")),
        Column("observed_on", Date),
        Column("provider", String),
        Column("station_id", Integer),
        Column("station", String),
        Column("condition", String),
        Column("temperature_c", Float),
        Column("name_inferred", Boolean, nullable=False),
    )
    op.create_index("weather_of_capture", "weather_readings", ["capture_id"])
    op.create_index("weather_of_article", "weather_readings", ["article_id"])


def _people() -> None:
    op.create_table(
        "authors",
        Column("id", Id, primary_key=True, autoincrement=False),
        Column("name", String, nullable=False),
        Column("email", String),
        Column("organization", String),
        Column("host", String),
    )
    op.create_index("authors_by_name", "authors", ["name"])

    op.create_table(
        "article_authors",
        Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("author_id", Id, ForeignKey("authors.id"), nullable=False),
        Column("role", String),
        Column("raw", String),
    )
    op.create_index("articles_of_author", "article_authors", ["author_id"])


def _search() -> None:
    op.create_table(
        "search_texts",
        Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
        Column("headline", String, nullable=False),
        Column("text", String, nullable=False),
    )

    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_terms USING fts5"
            "(terms, content='', columnsize=0, detail=none, tokenize='ascii')"
        )
    else:
        op.execute(
            "CREATE TABLE search_terms (article_id bigint PRIMARY KEY REFERENCES articles, terms tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX search_by_term ON search_terms USING gin (terms)")


def _copies() -> None:
    op.create_table(
        "signatures",
        Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
        Column("content_digest", String, nullable=False),
        Column("signature", LargeBinary, nullable=False),
    )

    op.create_table(
        "signature_bands",
        Column("band", Id, primary_key=True),
        Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("bands_of_article", "signature_bands", ["article_id"])

    op.create_table(
        "duplicates",
        Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
        Column("other_id", Id, ForeignKey("articles.id"), primary_key=True),
        Column("similarity", Float, nullable=False),
    )
    op.create_index("duplicates_of_other", "duplicates", ["other_id"])


def _views() -> None:
    """Make what a reader of the database looks at first: the list without the long columns, the days, the copies."""
    op.execute(
        "CREATE VIEW article_list AS SELECT id, published_on, host, site, headline, subtitle, dateline, agency,"
        " language, verdict, version, cluster_id, published_at, modified_at, captured_at, gone_at, url FROM articles"
    )
    op.execute(
        "CREATE VIEW days_covered AS SELECT host, published_on, count(*) AS articles FROM articles"
        " WHERE published_on IS NOT NULL GROUP BY host, published_on"
    )
    op.execute(
        "CREATE VIEW copies AS SELECT cluster_id, id AS article_id, published_at, host, agency, headline, url"
        " FROM articles WHERE cluster_id IS NOT NULL"
    )
