"""Tables and columns in words: the same in the docs, in PostgreSQL's catalogue and in what Datasette is told."""

import importlib.util
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from scraper.cli import run
from scraper.store import datasette_metadata
from scraper.store.archive import DATABASE, Archive
from scraper.store.database import COLUMNS, PLUMBING, TABLES, VIEWS, described, told
from scraper.store.database.schema import metadata
from scraper.store.datasette import SEARCH, _columns
from tests.fakes.postgres import Place
from tests.fakes.store_records import page, record
from tests.places import ROOT

DOCS = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def test_every_table_has_words() -> None:
    assert {*TABLES, *PLUMBING} == {*metadata.tables, "search_terms", "alembic_version"}
    assert {name: set(COLUMNS[name]) for name in TABLES if name != "version_rows"} == {
        name: {column.name for column in metadata.tables[name].columns} for name in TABLES if name != "version_rows"
    }
    assert all(column.comment for name in TABLES for column in metadata.tables[name].columns)


@pytest.mark.parametrize("table", TABLES)
def test_the_docs_say_the_same(table: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|$", DOCS, re.MULTILINE)
    said = {(name, re.sub(r"\s*\(\[[^\]]*\]\([^)]*\)\)|`", "", words)) for name, words in rows}
    assert set(COLUMNS[table].items()) - said == set()


@pytest.fixture
def postgresql(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return Place(tmp_path / "archive", request.getfixturevalue("postgresql_server").create())


def test_postgresql_shows_them_and_json_can_be_asked(postgresql: Place) -> None:
    with postgresql.open() as archive:
        archive.add(page(1), record(1, "강남구 매매가격이 다시 올랐다."))
        with archive.reading() as connection:
            found = inspect(connection)
            assert found.get_table_comment("articles")["text"] == "A row is a story: its newest version."
            comments = {column["name"]: column["comment"] for column in found.get_columns("weather_readings")}
            assert comments["temperature_c"] == "degrees Celsius"
            view = "SELECT col_description('versions'::regclass, 1), obj_description('days_covered'::regclass)"
            assert connection.execute(text(view)).one() == (
                "the number of the row",
                "A row is a paper and a day: how many stories.",
            )
            asked = text("SELECT record ->> 'headline' FROM articles WHERE record @> '{\"verdict\": \"article\"}'")
            assert connection.execute(asked).scalars().all() == [archive.article(1).headline]  # type: ignore[union-attr]
            # The record is the same to the letter, though `jsonb` keeps no order.
            assert archive.article(1).to_json() == record(1, "강남구 매매가격이 다시 올랐다.").to_json()  # type: ignore[union-attr]
            assert connection.execute(text("SELECT pg_typeof(record)::text FROM versions")).scalar() == "jsonb"


# ---------------------------------------------------------------- Datasette


@pytest.fixture
def paper(tmp_path: Path) -> Archive:
    with Archive.open(tmp_path / "paper") as archive:
        archive.add(page(1), record(1, "강남구 매매가격이 다시 올랐다. 구는 5G망을 깔았다."))
        archive.add(page(2), record(2, "The ferry left the quay at dawn, for the first time since 2015."))
        archive.add(page(3), record(3, "매매는 줄고 전세는 늘었다. Ferries wait."))
    return archive


QUESTIONS = {
    "강남": [1],
    "강남구": [1],
    "매매": [3, 1],
    "매매가격": [1],
    "매매 ferries": [3],
    "Ferry": [2],
    "ferry, QUAY!": [2],
    "5G망을": [1],
    "망": [1],
    "2015": [2],
    "개": [],
    "": [],
    "…!": [],
    "a\" OR 'b": [],
}


@pytest.mark.parametrize(("words", "found"), QUESTIONS.items())
def test_its_search_finds_what_ours_finds(paper: Archive, words: str, found: list[int]) -> None:
    database = sqlite3.connect(Path(str(paper.folder)) / DATABASE)
    try:
        rows = database.execute(SEARCH, {"words": words}).fetchall()
    finally:
        database.close()
    assert sorted(row[0] for row in rows) == sorted(found)
    if any(character.isalnum() for character in words):
        with Archive.open(str(paper.folder)) as archive:
            assert sorted(hit.id for hit in archive.search(words.replace('"', "").replace(" OR ", " "))[1]) == sorted(
                found
            )


def test_it_is_told_of_columns_that_are_there(paper: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    yaml = pytest.importorskip("yaml")
    assert run(["schema", "--datasette"]) == 0
    told_of: dict[str, Any] = yaml.safe_load(capsys.readouterr().out)["databases"]["scraper"]
    database = sqlite3.connect(Path(str(paper.folder)) / DATABASE)
    try:
        there = {
            name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")}
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        }
    finally:
        database.close()
    shown = {name for name, table in told_of["tables"].items() if not table.get("hidden")}
    assert shown == {*TABLES, *VIEWS}
    assert {*told_of["tables"]} == {*there}
    for name in shown:
        assert set(_columns(name)) <= there[name]
        assert told_of["tables"][name]["description"] == described(name)
        missing = there[name] - set(told_of["tables"][name]["columns"])
        assert missing == set(), name
    assert told("article_list", "headline") == "the headline"
    assert told_of["queries"]["search"]["sql"] == SEARCH


@pytest.mark.skipif(importlib.util.find_spec("datasette") is None, reason="Datasette is not installed")
def test_datasette_itself_shows_it(paper: Archive) -> None:
    folder = Path(str(paper.folder))
    (folder / "metadata.yaml").write_text(datasette_metadata(), encoding="utf-8")
    ask = [sys.executable, "-m", "datasette", str(folder / DATABASE), "-m", str(folder / "metadata.yaml"), "--get"]

    def get(path: str) -> str:
        return subprocess.run([*ask, path], capture_output=True, text=True, check=True, timeout=120).stdout

    rows = json.loads(get("/scraper/search.json?_shape=array&words=%EA%B0%95%EB%82%A8"))
    assert [row["id"] for row in rows] == [1]
    listed = json.loads(get("/scraper.json"))["tables"]
    assert {table["name"] for table in listed if not table["hidden"]} == set(TABLES)
    page_of_list = get("/scraper/article_list")
    assert "A row is a story" in page_of_list
    assert "the day of that, as printed" in page_of_list
