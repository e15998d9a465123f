"""The room that knows SQL and WARC: pages and records in, an archive that can be searched, compared and cited out.

`scraper.store.archive` is its door; `scraper.store.warc` and `warc_reader` need no database.
"""
