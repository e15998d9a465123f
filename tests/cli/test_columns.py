"""Tables of texts: the rows of JSON Lines, CSV and Parquet files as pages."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.cli import run as run_command

TEXT = (
    "Harbour Gazette\nHome\nNews\nLibrary reopens after two years\nBy Ann Lee\n4 May 2024\n\n"
    "The council voted on Monday to reopen the old harbour library after two years of repairs.\n\n"
    "Readers may come again from Tuesday, said the mayor, who had promised it to the town.\n\n"
    "The reading room for children is on the upper floor, next to the room with the maps of the coast.\n"
)
ROWS = [
    {"id": 1, "text": TEXT, "link": "https://g.example/1"},
    {"id": 2, "text": None},
    {"id": 3, "words": TEXT},
    ["no object"],
]


def lines(rows: list[object]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode() + b"no json\n\n"


def write_parquet(path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table({"text": [TEXT, None], "link": ["https://g.example/1", ""]}), path)


Run = Callable[..., tuple[int, list[dict[str, object]], str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
        code = run_command(["extract", *arguments])
        out, said = capfd.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], said

    return run


@pytest.mark.parametrize("name", ["texts.jsonl", "texts.ndjson", "texts.JSONL.gz"])
def test_json_lines(tmp_path: Path, run: Run, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(gzip.compress(lines(ROWS)) if name.endswith("gz") else lines(ROWS))
    code, records, said = run(str(file), "--text-column", "text", "--url-column", "link")
    assert code == 1
    assert [(one["url"], one["headline"]) for one in records] == [
        ("https://g.example/1", "Library reopens after two years")
    ]
    assert f"{file}, row 2: is empty" in said
    assert f"{file}, row 3: has no column 'text' but id, words" in said
    assert f"{file}, row 4: is no JSON object" in said
    assert f"{file}, row 5: is no JSON" in said
    assert "5 pages, 1 good, 4 failed" in said


def test_parquet(tmp_path: Path, run: Run) -> None:
    write_parquet(tmp_path / "texts.parquet")
    code, records, said = run(str(tmp_path), "--text-column", "text", "--url-column", "link")
    assert code == 1
    assert [one["url"] for one in records] == ["https://g.example/1"]
    assert "texts.parquet, row 2: is empty" in said


def test_a_column_that_is_not_there(tmp_path: Path, run: Run) -> None:
    write_parquet(tmp_path / "texts.parquet")
    code, records, said = run(str(tmp_path / "texts.parquet"), "--text-column", "body")
    assert (code, records) == (2, [])
    assert "has no column 'body' but text, link" in said


@pytest.mark.parametrize("name", ["texts.parquet", "texts.jsonl.gz"])
def test_a_file_that_is_cut_off(tmp_path: Path, run: Run, name: str) -> None:
    file = tmp_path / name
    if name.endswith("gz"):
        file.write_bytes(gzip.compress(lines(ROWS * 50))[:-30])
    else:
        write_parquet(file)
        file.write_bytes(file.read_bytes()[:-20])
    code, _, said = run(str(file), "--text-column", "text")
    assert code in {1, 6}
    assert "is no whole Parquet file" in said or "can't be read behind row" in said


def test_without_a_column_a_table_is_a_page(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(lines(ROWS))
    assert run(str(file), "--url-column", "link")[0] == 2
    assert "name the texts with --text-column" in run(str(file), "--url-column", "link")[2]


@pytest.mark.parametrize(("name", "delimiter"), [("texts.csv", ","), ("texts.tsv", "\t"), ("texts.CSV.gz", ",")])
def test_separated_values(tmp_path: Path, run: Run, name: str, delimiter: str) -> None:
    text = io.StringIO()
    long = TEXT + "\n\nThe harbour lay still and nobody came to the pier on that day." * 3000
    rows = [{"text": TEXT, "link": "https://g.example/1"}, {"text": "", "link": ""}, {"text": long, "link": ""}]
    writer = csv.DictWriter(text, ["link", "text"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    content = ("\ufeff" + text.getvalue()).encode()
    file = tmp_path / name
    file.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    code, records, said = run(str(file), "--text-column", "text", "--url-column", "link")
    assert code == 1
    assert [one["url"] for one in records] == ["https://g.example/1", None]
    assert f"{file}, row 2: is empty" in said
    assert f"{file}, row 1: has no column 'words' but link, text" in run(str(file), "--text-column", "words")[2]


@pytest.mark.parametrize("name", ["page.html", "page.txt", "pages.warc"])
def test_what_is_no_table_has_no_columns(tmp_path: Path, run: Run, name: str) -> None:
    file = tmp_path / name
    file.write_text(TEXT, encoding="utf-8")
    code, records, said = run(str(file), "--text-column", "text")
    assert (code, records) == (2, [])
    assert "--text-column is of tables, files named *.jsonl, *.csv or *.parquet; no source is one" in said
    assert "no such file" in run(str(tmp_path / "texts.jsonl"), "--text-column", "text")[2]
