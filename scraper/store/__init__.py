"""The room that knows SQL and WARC: pages and records in, an archive that can be searched, compared and cited out."""
