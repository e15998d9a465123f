"""What the tables and views of an archive and their columns hold, in words: docs/tables.md says the same.

PostgreSQL has them as comments, Datasette as descriptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# What a row is. Views first: they have what one mostly wants, without long columns.
VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "article_list": "a story: articles without the long columns, the day first",
        "days_covered": "a paper and a day: how many stories",
        "copies": "a story that has copies, with the number of its cluster",
        "versions": "a version of a story: the columns of articles as they were then, with changed_fields",
    }
)
TABLES: Mapping[str, str] = MappingProxyType(
    {
        "articles": "a story: its newest version",
        "version_rows": "a version of a story; the long columns of the newest one are in articles",
        "captures": "a fetch, whatever came of it",
        "authors": "a person, told apart by name, address, organization and paper",
        "article_authors": "a person who signed a story",
        "sections": "a section of a story's path",
        "tags": "a tag of a story",
        "weather_readings": "a station in a page's weather strip",
    }
)
# What the program keeps for itself: nothing is to be changed there, and nothing to be built on it.
PLUMBING: Mapping[str, str] = MappingProxyType(
    {
        "search_texts": "the search: the texts that are compared",
        "search_terms": "the search: the index of terms",
        "signatures": "copies: what is compared of a text",
        "signature_bands": "copies: by what texts are found that may be alike",
        "duplicates": "copies: pairs of stories with what they have in common",
        "unclustered": "copies: stories that were not compared yet",
        "awaiting_assets": "pages whose pictures and style sheets are still to come",
        "warc_files": "how far the files in warc/ are known",
        "frontier": "crawls: every address that is known, and what came of it",
        "runs": "crawls: a run",
        "run_sites": "crawls: what a run brought of a site",
        "alembic_version": "the version of this schema",
    }
)
COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "articles": {
            "id": "the number of the story in this archive; scraper show ID",
            "url": "the address that the story is known by",
            "identity": "the same in the form in which two addresses of one story are equal",
            "identity_reason": "why that address: canonical, or its own",
            "host": "the host of the address: the paper",
            "site": "the paper's name, as the page says it",
            "language": "the language of the text, measured (BCP 47)",
            "verdict": "article, live, gallery or paywalled",
            "headline": "the headline",
            "subtitle": "the deck below it",
            "dateline": "the place or agency before the first sentence",
            "published_at": "when it was published",
            "published_on": "the day of that, as printed",
            "modified_at": "when the page says it was changed last",
            "agency": "the news agency or sender it is from",
            "version": "the number of the newest version, from 1",
            "captured_at": "when the page of the newest version was fetched",
            "seen_at": "when the story was last seen to be as it is here",
            "gone_at": "when its page was found gone",
            "cluster_id": "the same for all copies of one story",
            "extractor_version": "the version of the program that made the record",
            "content_digest": "the same for two records that tell the same story",
            "body_text": "the text, blocks joined by a newline",
            "record": "the whole record: scraper schema describes it",
        },
        "version_rows": {
            "id": "the number of the row",
            "article_id": "the story",
            "version": "the number of the version, from 1",
            "captured_at": "when the page that first showed it was fetched",
            "capture_id": "that page in captures",
            "changed_fields": "the fields that differ from the version before",
        },
        "captures": {
            "id": "the number of the capture",
            "url": "the address that was asked",
            "final_url": "the address that answered, after redirects",
            "fetched_at": "when, in UTC",
            "status": "the HTTP status",
            "content_type": "that header",
            "etag": "that header: what to ask with next time",
            "last_modified": "that header",
            "payload_sha256": "the digest of the bytes",
            "payload_bytes": "how many they are",
            "warc_file": "the file in warc/ that has them",
            "warc_offset": "where the record begins in it",
            "warc_length": "how long it is there",
            "refers_to": "an earlier capture with the same bytes, which are stored there",
            "part_of": "the capture whose article this is a further page of, or whose picture or style sheet",
            "article_id": "the story that it showed",
            "content_digest": "what it told, as in articles",
            "outcome": "what became of it",
        },
        "authors": {
            "id": "the number of the person",
            "name": "the name alone",
            "email": "the address for mail",
            "organization": "whom the person writes for",
            "host": "the paper",
        },
        "article_authors": {
            "article_id": "the story that was signed",
            "position": "the place in the byline, from 1",
            "author_id": "the person",
            "role": "reporter, 기자",
            "raw": "the byline as printed",
        },
        "sections": {
            "article_id": "the story",
            "position": "the place in the path (from general to special), or among the tags, from 1",
            "name": "the section, the tag",
        },
        "tags": {
            "article_id": "the story",
            "position": "the place in the path (from general to special), or among the tags, from 1",
            "name": "the section, the tag",
        },
        "weather_readings": {
            "id": "the number of the reading",
            "capture_id": "the page that printed it",
            "article_id": "the story of that page",
            "observed_on": "the day in the page's header",
            "provider": "the weather service",
            "station_id": "the station's number there",
            "station": "the station's name",
            "condition": "the sky as printed",
            "temperature_c": "degrees Celsius",
            "name_inferred": "whether the page left the name out",
        },
    }
)


def described(name: str) -> str | None:
    """Return what a table or view holds, as a sentence.

    >>> described("tags"), described("runs")
    ('A row is a tag of a story.', 'Kept by the program for itself. Crawls: a run.')
    """
    row = TABLES.get(name) or VIEWS.get(name)
    own = PLUMBING.get(name)
    return f"A row is {row}." if row else f"Kept by the program for itself. {own[0].upper()}{own[1:]}." if own else None


def told(table: str, column: str) -> str | None:
    """Return what a column of a table or view holds; columns of versions are as those of `articles`.

    >>> told("versions", "headline"), told("versions", "changed_fields"), told("frontier", "id")
    ('the headline', 'the fields that differ from the version before', None)
    """
    own = COLUMNS.get({"versions": "version_rows"}.get(table, table), {})
    shared = COLUMNS["articles"] if table in VIEWS or table == "version_rows" else {}
    return own.get(column) or shared.get(column) or _COUNTED.get((table, column))


_COUNTED: Mapping[tuple[str, str], str] = MappingProxyType(
    {("days_covered", "articles"): "how many stories", ("copies", "article_id"): "the story"}
)
