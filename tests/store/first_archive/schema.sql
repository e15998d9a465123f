CREATE TABLE articles (
  id {id} NOT NULL,
  url VARCHAR NOT NULL,
  identity VARCHAR NOT NULL,
  identity_reason VARCHAR NOT NULL,
  host VARCHAR,
  site VARCHAR,
  language VARCHAR,
  verdict VARCHAR NOT NULL,
  headline VARCHAR,
  subtitle VARCHAR,
  dateline VARCHAR,
  published_at {instant},
  published_on DATE,
  modified_at {instant},
  agency VARCHAR,
  version INTEGER NOT NULL,
  captured_at {instant},
  seen_at {instant},
  gone_at {instant},
  cluster_id {id},
  extractor_version VARCHAR NOT NULL,
  content_digest VARCHAR NOT NULL,
  body_text VARCHAR NOT NULL,
  record JSON NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (url),
  UNIQUE (identity)
);

CREATE INDEX articles_by_time ON articles ({by_time});

CREATE INDEX articles_by_host ON articles (host);

CREATE INDEX articles_of_cluster ON articles (cluster_id);

CREATE TABLE captures (
  id {id} NOT NULL,
  url VARCHAR NOT NULL,
  final_url VARCHAR,
  fetched_at {instant} NOT NULL,
  status INTEGER NOT NULL,
  content_type VARCHAR,
  etag VARCHAR,
  last_modified VARCHAR,
  payload_sha256 VARCHAR NOT NULL,
  payload_bytes INTEGER NOT NULL,
  warc_file VARCHAR,
  warc_offset {id},
  warc_length {id},
  refers_to {id},
  part_of {id},
  article_id {id},
  content_digest VARCHAR,
  outcome VARCHAR NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (url, fetched_at, payload_sha256),
  FOREIGN KEY(article_id) REFERENCES articles (id)
);

CREATE INDEX captures_of_article ON captures (article_id);

CREATE INDEX captures_by_final_url ON captures (final_url);

CREATE INDEX captures_of_payload ON captures (payload_sha256);

CREATE TABLE warc_files (
  name VARCHAR NOT NULL,
  size {id} NOT NULL,
  PRIMARY KEY (name)
);

CREATE TABLE versions (
  id {id} NOT NULL,
  article_id {id} NOT NULL,
  version INTEGER NOT NULL,
  captured_at {instant},
  capture_id {id},
  changed_fields JSON NOT NULL,
  url VARCHAR,
  site VARCHAR,
  language VARCHAR,
  verdict VARCHAR NOT NULL,
  headline VARCHAR,
  subtitle VARCHAR,
  dateline VARCHAR,
  published_at {instant},
  published_on DATE,
  modified_at {instant},
  agency VARCHAR,
  extractor_version VARCHAR NOT NULL,
  content_digest VARCHAR NOT NULL,
  body_text VARCHAR NOT NULL,
  record JSON NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (article_id, version),
  FOREIGN KEY(article_id) REFERENCES articles (id),
  FOREIGN KEY(capture_id) REFERENCES captures (id)
);

CREATE TABLE weather_readings (
  id {id} NOT NULL,
  capture_id {id},
  article_id {id},
  observed_on DATE,
  provider VARCHAR,
  station_id INTEGER,
  station VARCHAR,
  condition VARCHAR,
  temperature_c FLOAT,
  name_inferred BOOLEAN NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(capture_id) REFERENCES captures (id),
  FOREIGN KEY(article_id) REFERENCES articles (id)
);

CREATE INDEX weather_of_capture ON weather_readings (capture_id);

CREATE INDEX weather_of_article ON weather_readings (article_id);

CREATE TABLE authors (
  id {id} NOT NULL,
  name VARCHAR NOT NULL,
  email VARCHAR,
  organization VARCHAR,
  host VARCHAR,
  PRIMARY KEY (id)
);

CREATE INDEX authors_by_name ON authors (name);

CREATE TABLE article_authors (
  article_id {id} NOT NULL,
  position INTEGER NOT NULL,
  author_id {id} NOT NULL,
  role VARCHAR,
  raw VARCHAR,
  PRIMARY KEY (article_id, position),
  FOREIGN KEY(article_id) REFERENCES articles (id),
  FOREIGN KEY(author_id) REFERENCES authors (id)
);

CREATE INDEX articles_of_author ON article_authors (author_id);

CREATE TABLE search_texts (
  article_id {id} NOT NULL,
  headline VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (article_id),
  FOREIGN KEY(article_id) REFERENCES articles (id)
);

{search_terms};

CREATE TABLE signatures (
  article_id {id} NOT NULL,
  content_digest VARCHAR NOT NULL,
  signature {bytes} NOT NULL,
  PRIMARY KEY (article_id),
  FOREIGN KEY(article_id) REFERENCES articles (id)
);

CREATE TABLE signature_bands (
  band {id} NOT NULL,
  article_id {id} NOT NULL,
  PRIMARY KEY (band, article_id),
  FOREIGN KEY(article_id) REFERENCES articles (id)
){without_rowid};

CREATE INDEX bands_of_article ON signature_bands (article_id);

CREATE TABLE duplicates (
  article_id {id} NOT NULL,
  other_id {id} NOT NULL,
  similarity FLOAT NOT NULL,
  PRIMARY KEY (article_id, other_id),
  FOREIGN KEY(article_id) REFERENCES articles (id),
  FOREIGN KEY(other_id) REFERENCES articles (id)
);

CREATE INDEX duplicates_of_other ON duplicates (other_id);

CREATE VIEW article_list AS SELECT id, published_on, host, site, headline, subtitle, dateline, agency, language, verdict, version, cluster_id, published_at, modified_at, captured_at, gone_at, url FROM articles;

CREATE VIEW days_covered AS SELECT host, published_on, count(*) AS articles FROM articles WHERE published_on IS NOT NULL GROUP BY host, published_on;

CREATE VIEW copies AS SELECT cluster_id, id AS article_id, published_at, host, agency, headline, url FROM articles WHERE cluster_id IS NOT NULL;

CREATE TABLE alembic_version (
  version_num VARCHAR(32) NOT NULL,
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
