"""The tables, as the newest migration leaves them; the same in SQLite and PostgreSQL.

Beside them each database has `search_terms`, made by the migration in its own way: an FTS5 table or a `tsvector`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    column,
    table,
)

from scraper.store.database.columns import Id, Instant, Jsonb, instant
from scraper.store.database.words import described, told

metadata = MetaData()

captures = Table(
    "captures",
    metadata,
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
Index("captures_of_article", captures.c.article_id)
Index("captures_by_final_url", captures.c.final_url)
Index("captures_of_payload", captures.c.payload_sha256)

articles = Table(
    "articles",
    metadata,
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
    Column("record", Jsonb, nullable=False),
)
Index("articles_by_time", instant(articles.c.published_at))
Index("articles_by_host", articles.c.host)
Index("articles_of_cluster", articles.c.cluster_id)

# A row a version. What it says at length stands here once the version is past; the newest one's is in `articles`.
version_rows = Table(
    "version_rows",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("captured_at", Instant),
    Column("capture_id", Id, ForeignKey("captures.id")),
    Column("changed_fields", Jsonb, nullable=False),
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
    Column("body_text", String),
    Column("record", Jsonb),
    UniqueConstraint("article_id", "version"),
)
# The view over them that has every version whole.
versions = table("versions", *(column(one.name, one.type) for one in version_rows.c))

weather_readings = Table(
    "weather_readings",
    metadata,
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
Index("weather_of_capture", weather_readings.c.capture_id)
Index("weather_of_article", weather_readings.c.article_id)

authors = Table(
    "authors",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("email", String),
    Column("organization", String),
    Column("host", String),
)
Index("authors_by_name", authors.c.name)

article_authors = Table(
    "article_authors",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("author_id", Id, ForeignKey("authors.id"), nullable=False),
    Column("role", String),
    Column("raw", String),
)
Index("articles_of_author", article_authors.c.author_id)

# The path of sections of an article, from general to special, and its tags, in the order of its record.
sections = Table(
    "sections",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False),
)
Index("sections_by_name", sections.c.name)

tags = Table(
    "tags",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False),
)
Index("tags_by_name", tags.c.name)

search_texts = Table(
    "search_texts",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("headline", String, nullable=False),
    Column("text", String, nullable=False),
)

signatures = Table(
    "signatures",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("content_digest", String, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# Articles whose text is new since copies were last looked for.
unclustered = Table(
    "unclustered",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
)

signature_bands = Table(
    "signature_bands",
    metadata,
    Column("band", Id, primary_key=True),
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    sqlite_with_rowid=False,
)

duplicates = Table(
    "duplicates",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("other_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("similarity", Float, nullable=False),
)
Index("duplicates_of_other", duplicates.c.other_id)

# Captures whose pictures and style sheets are to be fetched.
awaiting_assets = Table(
    "awaiting_assets",
    metadata,
    Column("capture_id", Id, ForeignKey("captures.id"), primary_key=True, autoincrement=False),
)

warc_files = Table(
    "warc_files",
    metadata,
    Column("name", String, primary_key=True),
    Column("size", Id, nullable=False),
)

frontier = Table(
    "frontier",
    metadata,
    Column("id", Id, primary_key=True),
    Column("site", String, nullable=False),
    Column("url", String, nullable=False),
    Column("key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("shape", String, nullable=False),
    Column("state", Integer, nullable=False),
    Column("priority", Float, nullable=False),
    Column("due_at", Instant),
    Column("found_by", String, nullable=False),
    Column("found_in", String),
    Column("found_at", Instant, nullable=False),
    Column("dated", Instant),
    Column("changed", Instant),
    Column("depth", Integer, nullable=False),
    Column("step", String),
    Column("tries", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("fetched_at", Instant),
    Column("etag", String),
    Column("last_modified", String),
    Column("outcome", String),
    Column("reason", String),
    Column("article_id", Id),
    UniqueConstraint("site", "key"),
)
Index("frontier_queue", frontier.c.site, frontier.c.state, frontier.c.priority)
Index("frontier_by_shape", frontier.c.site, frontier.c.shape)
Index("frontier_of_article", frontier.c.article_id)

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("verb", String, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("state", String, nullable=False),
    Column("options", Jsonb, nullable=False),
)

run_sites = Table(
    "run_sites",
    metadata,
    Column("run_id", Id, ForeignKey("runs.id"), primary_key=True),
    Column("site", String, primary_key=True),
    Column("report", Jsonb, nullable=False),
)

for _table in metadata.tables.values():
    _table.comment = described(_table.name)
    for _column in _table.columns:
        _column.comment = told(_table.name, _column.name)
