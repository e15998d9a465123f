"""What `extract` and `export` leave behind: where each record came from, what failed, what was chosen."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.cli import run
from scraper.model import Article
from tests.fixture_pages import FOLDER

ENGLISH = (FOLDER / "english-local-article" / "page.html").read_bytes()
GERMAN = (FOLDER / "german-local-article" / "page.html").read_bytes()
HEADLINES = ["Ferry returns to Saltmere after nine-year gap", "Lindenau bekommt eine Brücke nur für Räder"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def scraper(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def scraper(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return scraper


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder with two good pages below one another, and one that is empty."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages" / "news").mkdir(parents=True)
    (tmp_path / "pages" / "a.html").write_bytes(ENGLISH)
    (tmp_path / "pages" / "news" / "b.html").write_bytes(GERMAN)
    (tmp_path / "pages" / "empty.html").write_bytes(b"")
    return "pages"


SOURCES = ["pages/a.html", "pages/empty.html", "pages/news/b.html"]


def table(path: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM articles ORDER BY rowid")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_table_has_a_row_for_each_page(scraper: Run, pages: str, jobs: int) -> None:
    code, out, err = scraper("extract", pages, "--format", "csv", "--jobs", jobs)
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert code == 1
    assert [row["source"] for row in rows] == SOURCES
    assert [row["error"] for row in rows] == ["", "is empty", ""]
    assert [row["headline"] for row in rows] == [HEADLINES[0], "", HEADLINES[1]]
    assert [rows[0][name] for name in ("published_at", "published_precision", "published_zone")] == [
        *("2024-05-14T07:42:00+01:00", "second", "stated")
    ]
    assert "pages/empty.html: is empty" in err


def test_a_table_of_sqlite(scraper: Run, pages: str) -> None:
    Path("out.db").write_bytes(b"what stood there")
    assert scraper("extract", pages, "--format", "sqlite", "-o", "out.db")[:2] == (1, "")
    rows = table("out.db")
    assert [(row["source"], row["error"]) for row in rows] == list(zip(SOURCES, [None, "is empty", None], strict=True))
    assert json.loads(rows[0]["tags"]) == ["Saltmere", "Ferries"]
    assert not Path("out.db.part").exists()


def test_a_table_of_parquet(scraper: Run, pages: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert scraper("extract", pages, "--format", "parquet", "-o", "out.parquet")[:2] == (1, "")
    rows = parquet.read_table("out.parquet").to_pylist()
    assert [row["source"] for row in rows] == SOURCES
    assert [row["error"] for row in rows] == [None, "is empty", None]
    assert [row["published_precision"] for row in rows] == ["second", None, "second"]
    assert Article.from_dict(json.loads(rows[2]["record"])).headline == HEADLINES[1]


def test_several_lines_name_their_sources_and_are_records_still(scraper: Run, pages: str) -> None:
    _, out, _ = scraper("extract", pages)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["source"] for line in lines] == [SOURCES[0], SOURCES[2]]
    assert [Article.from_dict(line).headline for line in lines] == HEADLINES


def test_one_record_is_the_record_alone(scraper: Run, pages: str) -> None:
    _, out, _ = scraper("extract", f"{pages}/a.html")
    assert json.loads(out) == Article.from_dict(json.loads(out)).to_dict()
    _, out, _ = scraper("extract", f"{pages}/a.html", "--format", "text")
    assert out.startswith(HEADLINES[0])


@pytest.mark.parametrize(("form", "line"), [("text", "==== {}\n\n"), ("markdown", '---\nsource: "{}"\n')])
def test_texts_are_parted_and_named(scraper: Run, pages: str, form: str, line: str) -> None:
    _, out, _ = scraper("extract", pages, "--format", form)
    for source in (SOURCES[0], SOURCES[2]):
        assert line.format(source) in out


def test_a_file_a_page(scraper: Run, pages: str) -> None:
    code, out, _ = scraper("extract", pages, "--split", "-o", "out", "--format", "markdown")
    assert (code, out) == (1, "")
    made = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file())
    assert made == ["a.html.md", "news/b.html.md"]
    assert f"# {HEADLINES[1]}" in Path("out/news/b.html.md").read_text(encoding="utf-8")


def test_a_file_a_page_of_several_folders_and_of_one_given_twice(scraper: Run, pages: str) -> None:
    scraper("extract", f"{pages}/a.html", f"{pages}/news", f"{pages}/a.html", "--split", "-o", "out")
    made = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file())
    assert made == ["a.html-2.json", "a.html.json", "news/b.html.json"]
    assert Article.from_dict(json.loads(Path("out/a.html.json").read_text(encoding="utf-8"))).headline == HEADLINES[0]


def test_chosen_fields_in_their_order(scraper: Run, pages: str) -> None:
    _, out, _ = scraper("extract", pages, "--fields", "headline, source,published_at")
    assert [list(json.loads(line)) for line in out.splitlines()] == [["headline", "source", "published_at"]] * 2
    _, out, _ = scraper("extract", pages, "--fields", "error,headline", "--format", "csv")
    assert out.splitlines()[:3] == ["error,headline", f",{HEADLINES[0]}", "is empty,"]
    scraper("extract", pages, "--fields", "headline", "--format", "sqlite", "-o", "out.db")
    assert [row["headline"] for row in table("out.db")] == [HEADLINES[0], None, HEADLINES[1]]


def test_short_records(scraper: Run, pages: str) -> None:
    _, out, _ = scraper("extract", f"{pages}/a.html", "--short")
    record = json.loads(out)
    assert {"boilerplate", "evidence"}.isdisjoint(record)
    assert Article.from_dict(record).headline == HEADLINES[0]


def test_a_table_for_excel(scraper: Run, pages: str) -> None:
    _, out, _ = scraper("extract", pages, "--format", "csv", "--excel")
    assert out.startswith("\ufeffurl,canonical_url,")
    assert out.count("\ufeff") == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--fields", "headlin"), "there is no 'headlin'; 'headline' is perhaps meant"),
        (("--fields", "x", "--format", "text"), "--fields is for the formats json, jsonl, csv and sqlite"),
        (("--excel",), "--excel is for --format csv"),
        (("--split",), "--split needs -o DIR"),
        (("--format", "sqlite"), "parquet and sqlite need -o FILE"),
        (("--format", "sqlite", "-o", "pages/a.html"), "is one of the pages to read"),
        (("--format", "sqlite", "-o", "none/x.db"), "none/x.db: cannot be written"),
        (("--split", "-o", "pages/a.html"), "is a file; --split writes into a folder"),
    ],
)
def test_a_wrong_choice_is_one_line(scraper: Run, pages: str, options: tuple[str, ...], told: str) -> None:
    code, out, err = scraper("extract", pages, *options)
    assert (code, out) == (2, "")
    assert told in err
    assert Path("pages/a.html").read_bytes() == ENGLISH


# ---------------------------------------------------------------- out of an archive

KEYS = ["id", "version", "captured_at", "cluster_id"]


@pytest.fixture
def archive(scraper: Run, pages: str) -> str:
    scraper("load", "--archive", "paper", pages)
    return "paper"


def test_an_export_can_be_joined_with_the_archive(scraper: Run, archive: str) -> None:
    with closing(sqlite3.connect(f"{archive}/scraper.db")) as connection:
        stored = connection.execute("SELECT id, version, headline FROM articles ORDER BY id").fetchall()
    _, out, _ = scraper("export", "--archive", archive, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [(int(row["id"]), int(row["version"]), row["headline"]) for row in rows] == stored
    assert {"section", "tags"} < set(rows[0])
    assert all(datetime.fromisoformat(row["captured_at"]).tzinfo for row in rows)
    _, out, _ = scraper("export", "--archive", archive)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [[line[key] for key in KEYS] for line in lines] == [
        [int(row["id"]), int(row["version"]), row["captured_at"], None] for row in rows
    ]
    scraper("export", "--archive", archive, "--format", "sqlite", "-o", "out.db")
    assert [[row[key] for key in KEYS] for row in table("out.db")] == [[line[key] for key in KEYS] for line in lines]


def test_an_export_of_parquet_has_the_same_keys(scraper: Run, archive: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    scraper("export", "--archive", archive, "--format", "parquet", "-o", "out.parquet")
    rows = parquet.read_table("out.parquet").to_pylist()
    assert [(row["id"], row["version"], row["cluster_id"]) for row in rows] == [(1, 1, None), (2, 1, None)]
    assert all(row["captured_at"].tzinfo for row in rows)


def test_an_export_can_be_loaded_again(scraper: Run, archive: str) -> None:
    scraper("export", "--archive", archive, "-o", "all.jsonl")
    code, _, err = scraper("load", "--archive", "other", "all.jsonl")
    assert code == 0
    assert "2 items: 2 new; 0 problems" in err
