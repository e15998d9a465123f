"""An archive that the first version wrote is brought forward, in both databases: nothing is lost, everything works."""

import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select

from scraper.cli import run
from scraper.model import Article
from scraper.model.versions import with_todays_names
from scraper.store.archive import DATABASE, Archive
from scraper.store.database.connection import HEAD
from scraper.store.database.schema import metadata, versions
from scraper.store.search import Question
from scraper.version import __version__
from tests.fakes.postgres import Place, Server
from tests.fakes.store_records import FULL, page, record, url_of
from tests.places import FIXTURES

STORY = FIXTURES / "english-local-article" / "page.html"
FIRST = Path(__file__).parent / "first_archive"
ROWS: dict[str, list[dict[str, Any]]] = json.loads((FIRST / "rows.json").read_text(encoding="utf-8"))
# The evidence of the field that version 2 of the schema renames, as the first version wrote it.
for _row in (row for table in ("articles", "versions") for row in ROWS[table] if "공유" in row["record"]):
    _record = json.loads(_row["record"])
    _record["evidence"] |= {
        "furniture": {"source": "visible text", "confidence": 1.0, "raw": None, "reason": None, "rejected": []}
    }
    _row["record"] = json.dumps(_record, ensure_ascii=False)
TYPES = {
    "sqlite": {
        "id": "INTEGER",
        "instant": "VARCHAR",
        "bytes": "BLOB",
        "by_time": "julianday(published_at)",
        "without_rowid": " WITHOUT ROWID",
        "search_terms": "CREATE VIRTUAL TABLE search_terms USING"
        " fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii')",
    },
    "postgresql": {
        "id": "BIGINT",
        "instant": "TIMESTAMP WITH TIME ZONE",
        "bytes": "BYTEA",
        "by_time": "published_at",
        "without_rowid": "",
        "search_terms": "CREATE TABLE search_terms (article_id bigint PRIMARY KEY REFERENCES articles,"
        " terms tsvector NOT NULL); CREATE INDEX search_by_term ON search_terms USING gin (terms)",
    },
}
# What the second version makes anew.
REMADE = ("signatures", "signature_bands", "duplicates", "unclustered", "alembic_version")
# Filled from the records, see below.
LABELS = ("sections", "tags")


@pytest.fixture(params=["sqlite", "postgresql"])
def first(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """The archive of the first version."""
    folder = tmp_path / "archive"
    (folder / "warc").mkdir(parents=True)
    (folder / "scraper.lock").touch()
    for file in FIRST.glob("*.warc.gz"):
        shutil.copy(file, folder / "warc")
    schema = (FIRST / "schema.sql").read_text(encoding="utf-8").format(**TYPES[request.param])
    if request.param == "sqlite":
        with sqlite3.connect(folder / DATABASE) as database:
            database.executescript(schema)
            fill(database, "?")
        database.close()
        return Place(folder)
    import psycopg

    server: Server = request.getfixturevalue("postgresql_server")
    address = server.create()
    with psycopg.connect(address) as server_connection:
        server_connection.execute(schema.encode())
        fill(server_connection, "%s")
    return Place(folder, address)


def fill(connection: Any, mark: str) -> None:
    for table, rows in ROWS.items():
        for row in rows:
            values = dict(row)
            if "signature" in values:
                values["signature"] = bytes.fromhex(values["signature"])
            if "name_inferred" in values:
                values["name_inferred"] = bool(values["name_inferred"])
            if table == "search_terms" and mark == "?":
                values = {"rowid": values["article_id"], "terms": values["terms"]}
            names, marks = ", ".join(values), ", ".join(mark for _ in values)
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608 -- names of this test


def stored(archive: Archive, table: str) -> list[dict[str, Any]]:
    with archive.reading() as connection:
        chosen = versions if table == "versions" else metadata.tables[table]
        return [dict(row._mapping) for row in connection.execute(select(chosen))]


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_first_schema_becomes_the_newest(first: Place) -> None:
    with first.open(create=False) as archive, archive.reading() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("search_terms")}
        context = MigrationContext.configure(connection, opts=options)
        found = [one for one in compare_metadata(context, metadata) if "articles_by_time" not in str(one)]
        assert found == []
        assert context.get_current_revision() == HEAD


def test_every_row_of_the_first_schema_is_kept(first: Place) -> None:
    with first.open(create=False) as archive:
        # What the table `versions` held is now seen through a view of this name.
        tables = [one for one in metadata.sorted_tables if one.name not in (*REMADE, *LABELS, "version_rows")]
        for table, columns in ((one.name, one.columns) for one in (*tables, versions)):
            # Copies are looked for anew, see below.
            names = [column.name for column in columns if column.name != "cluster_id"]
            kept = sorted([_plain(row[name]) for name in names] for row in stored(archive, table))
            expected = sorted([_todays(name, row[name]) for name in names] for row in ROWS.get(table, []))
            assert kept == expected, table


def test_what_is_stored_is_filed_under_its_sections_and_tags(first: Place) -> None:
    with first.open(create=False) as archive:
        for table, names in (("sections", FULL.section), ("tags", FULL.tags)):
            rows = sorted((row["position"], row["name"]) for row in stored(archive, table) if row["article_id"] == 4)
            assert [name for _, name in rows] == list(names)


def _todays(name: str, value: Any) -> str:
    """A value of the first version as text; in its records boilerplate has another name."""
    if name != "record" or value is None:
        return _plain(value)
    values = json.loads(value)
    assert values["schema_version"] == 1
    return json.dumps(with_todays_names(values), sort_keys=True)


def _plain(value: Any) -> str:
    """A value as text, whichever database it comes from: a time in UTC, JSON without its spelling."""
    if isinstance(value, str) and value.startswith(("{", "[")):
        value = json.loads(value)
    if isinstance(value, str) and len(value) > 18 and value[10] == "T" and value[4] == "-":
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bool):
        return str(int(value))
    return json.dumps(value, sort_keys=True, default=str)


def test_an_old_archive_works_like_a_new_one(first: Place) -> None:
    with first.open(create=False) as archive:
        full = archive.article(4)
        assert full is not None
        # What the first version did not keep has its default.
        known = replace(FULL, body=tuple(replace(block, spans=()) for block in FULL.body))
        assert full.to_dict() | {"evidence": {}} == known.to_dict() | {"evidence": {}}
        assert [archive.version(1, number) for number in (1, 2)] == [
            record(1, f"강남구는 아파트 매매가격이 {word} 밝혔다.") for word in ("올랐다고", "조금 내렸다고")
        ]
        assert [hit.id for hit in archive.search(Question("매매가격"))[1]] == [1]
        response = archive.response(1)
        assert response is not None
        assert response.content == page(1).content

        assert archive.add(page(1), record(1, "강남구는 아파트 매매가격이 올랐다고 밝혔다.")).outcome == "repeated"
        later = record(1, "강남구는 전세가격이 그대로라고 밝혔다.")
        assert archive.add(page(1, "<p>셋째</p>", day=2), later).version == 3
        assert [archive.search(Question(words))[0] for words in ("매매가격", "전세", "강남")] == [0, 1, 2]


def test_copies_are_found_anew(first: Place) -> None:
    def clusters(archive: Archive) -> dict[int, int | None]:
        return {row["id"]: row["cluster_id"] for row in stored(archive, "articles")}

    with first.open(create=False) as archive:
        assert archive.cluster() == len(ROWS["articles"])
        assert clusters(archive) == {row["id"]: row["cluster_id"] for row in ROWS["articles"]}
        assert set(clusters(archive).values()) == {None, 2}
        [found] = stored(archive, "duplicates")
        assert found == ROWS["duplicates"][0]


def test_records_name_boilerplate_as_the_newest_version_does(first: Place) -> None:
    with first.open(create=False) as archive:
        records = [row["record"] for table in ("articles", "versions") for row in stored(archive, table)]
    values = [json.loads(record) if isinstance(record, str) else record for record in records]
    assert {"furniture" in value or "furniture" in value["evidence"] for value in values} == {False}
    assert {value["schema_version"] for value in values} == {2}
    assert any(value["boilerplate"] for value in values)
    assert any("boilerplate" in value["evidence"] for value in values)


def test_an_old_archive_is_searched_exported_and_made_anew(first: Place, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--archive", str(first.folder), *(["--db", first.db] if first.db else [])]

    def ran(*words: str) -> str:
        assert run([*words, *where]) == 0
        return capsys.readouterr().out

    assert "1" in ran("search", "매매가격")
    before = [json.loads(line) for line in ran("export", "--format", "jsonl").splitlines()]
    assert {line["schema_version"] for line in before} == {2}
    assert {"boilerplate" in line for line in before} == {True}
    with first.open(create=False) as archive:
        page_of_story = replace(page(12, ""), content=STORY.read_bytes(), url=url_of(12, "daily.example"))
        archive.add(page_of_story, record(12, url=url_of(12, "daily.example")))
    ran("reextract")
    after = [json.loads(line) for line in ran("export", "--format", "jsonl").splitlines()]
    assert len(after) == len(before)
    made_anew = [line["url"] for line in after if line["extractor_version"] == __version__]
    assert [url.rpartition("=")[2] for url in made_anew] == ["12"]
    assert [line["headline"] for line in after if "idxno=12" in line["url"]] == [
        "Ferry returns to Saltmere after nine-year gap"
    ]


def test_the_records_are_those_that_were_stored(first: Place) -> None:
    with first.open(create=False) as archive:
        expected = [Article.from_dict(json.loads(row["record"])) for row in ROWS["articles"]]
        assert [article for _, article in archive.records()] == expected
