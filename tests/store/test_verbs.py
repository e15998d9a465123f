import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from scraper.cli import scraper
from scraper.model import Article, Failure, Response, Verdict
from scraper.store.archive import Archive
from scraper.store.intake import Item
from scraper.store.reextraction import Read, reextract, tally
from scraper.store.warc.writer import WarcFile
from tests.fakes.store_records import FULL, page, record, url_of

PAGE = """<html lang="ko"><head><title>강남구 매매가격 올라 - 한빛일보</title></head><body>
<h1>강남구 매매가격 올라</h1><div class="article">{}</div></body></html>"""
FIRST = """<p>강남구는 지난달 아파트 매매가격이 석 달 만에 다시 올랐다고 했다. 구는 거래가 늘어난 것으로 보고 있다.</p>
<p>전문가들은 당분간 오름세가 이어질 것으로 내다봤다. 다만 금리가 변수라고 덧붙였다고 전했다.</p>"""
TEXTS = (FIRST, FIRST.replace("석 달", "넉 달"))


class Ran:
    def __init__(self, *arguments: str, stdin: bytes = b"") -> None:
        result = CliRunner().invoke(scraper, list(arguments), input=stdin, standalone_mode=False)
        self.error = result.exception
        self.code = result.return_value or 0
        self.out, self.err = result.stdout, result.stderr

    def json(self) -> Any:
        assert self.error is None
        return json.loads(self.out)


@pytest.fixture
def loaded(tmp_path: Path) -> str:
    """An archive of one story in two versions and another page that is none, loaded from a WARC file."""
    with WarcFile(tmp_path / "pages.warc.gz") as file:
        for day, body in enumerate(TEXTS):
            file.write(page(1, PAGE.format(body), day=day))
        file.write(page(2, "\x89PNG", headers=(("Content-Type", "image/png"),)))
    folder = str(tmp_path / "archive")
    ran = Ran("load", "--archive", folder, str(tmp_path / "pages.warc.gz"))
    assert "3 items: 1 changed, 1 new, 1 not_a_page; 0 problems" in ran.err
    return folder


def test_a_file_of_many_pages_is_read_in_child_processes_and_stored_in_its_order(tmp_path: Path) -> None:
    with WarcFile(tmp_path / "pages.warc.gz") as file:
        for number in range(40):
            file.write(page(number, PAGE.format(FIRST)))
            if number % 3 == 0:
                file.write(page(100 + number, "\x89PNG", headers=(("Content-Type", "image/png"),)))
        file.write(page(200, "", status=301))
        file.write(page(201, "<p>gone</p>", status=404))
    folder = str(tmp_path / "archive")
    ran = Ran("load", "--archive", folder, "--json", "--jobs", "2", str(tmp_path / "pages.warc.gz"))
    told = [(json.loads(line)["url"], json.loads(line)["outcome"]) for line in ran.out.splitlines()]
    with (tmp_path / "pages.warc.gz").open("rb") as stream:
        kinds = [
            one.rec_headers.get_header("WARC-Target-URI")
            for one in ArchiveIterator(stream)
            if one.rec_type == "response"
        ]
    assert [url for url, _ in told] == kinds
    assert Counter(outcome for _, outcome in told) == {"new": 40, "not_a_page": 14, "redirect": 1, "error": 1}
    with Archive.open(folder) as archive:
        for number, article in archive.records():
            assert article.url == url_of(number - 1)
            assert article.headline == "강남구 매매가격 올라"


def test_loading_again_changes_nothing(loaded: str, tmp_path: Path) -> None:
    before = Ran("status", "--archive", loaded, "--json").json()
    ran = Ran("load", "--archive", loaded, str(tmp_path / "pages.warc.gz"), "--json")
    assert {json.loads(line)["outcome"] for line in ran.out.splitlines()} == {"repeated"}
    assert Ran("status", "--archive", loaded, "--json").json() == before


def test_search_show_diff_status(loaded: str) -> None:
    found = Ran("search", "매매", "--archive", loaded, "--json").json()
    assert (found["count"], found["hits"][0]["id"]) == (1, 1)
    assert Ran("search", "없는말", "--archive", loaded).code == 3
    story = Ran("show", url_of(1), "--archive", loaded, "--json").json()
    assert [version["changed_fields"] for version in story["versions"]] == [[], ["body"]]
    assert [capture["outcome"] for capture in story["captures"]] == ["new", "changed"]
    assert "version   2" in Ran("show", "1", "--archive", loaded).out
    changes = Ran("diff", "1", "--archive", loaded, "--json").json()["changes"]
    pieces = [(piece["kind"], piece["text"]) for piece in changes[0]["pieces"] if piece["kind"] != "same"]
    assert pieces == [("removed", "석"), ("added", "넉")]
    assert "[-석-]{+넉+} 달" in Ran("diff", "1", "1", "2", "--archive", loaded).out
    status = Ran("status", "--archive", loaded, "--json").json()
    assert status["outcomes"] == {"changed": 1, "new": 1, "not_a_page": 1}
    assert status["warc_bytes"] == sum(path.stat().st_size for path in Path(loaded, "warc").iterdir())


def test_records_go_in_by_a_pipe_and_come_out_equal(tmp_path: Path) -> None:
    folder = str(tmp_path / "archive")
    lines = "".join(article.to_json() + "\n" for article in (FULL, record(1), record(2))) + "no record\n\n"
    ran = Ran("load", "--archive", folder, stdin=lines.encode())
    assert ran.code == 1
    assert "line 4: not a record" in ran.err
    assert "3 items: 3 new; 1 problems" in ran.err
    out = Ran("export", "--archive", folder).out
    assert [Article.from_dict(json.loads(line)) for line in out.splitlines()] == [FULL, record(1), record(2)]
    one = Ran("load", "--archive", folder, stdin=record(3).to_json(indent=2).encode())
    assert "1 items: 1 new" in one.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_processes_read_the_lines_in_order(tmp_path: Path, jobs: str) -> None:
    lines = [record(number).to_json().encode() for number in range(450)]
    lines[3], lines[300] = b"", b'{"headline": 5}'
    ran = Ran("load", "--archive", str(tmp_path / "new"), "--jobs", jobs, "--json", stdin=b"\n".join(lines))
    assert ran.code == 1
    assert "line 301: not a record: Article.headline: expected str, got '5'" in ran.err
    assert "448 items: 448 new; 1 problems" in ran.err
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert [one["url"] for one in told] == [url_of(n) for n in range(450) if n not in (3, 300)]
    assert [one["article_id"] for one in told] == list(range(1, 449))


def test_a_formula_stays_text_in_csv(tmp_path: Path) -> None:
    folder = str(tmp_path / "archive")
    with Archive.open(folder) as archive:
        archive.add(None, record(1, headline='=HYPERLINK("http://evil.example")'))
        archive.add(None, record(2, url="https://gazette.example/a/2"))
    rows = list(csv.DictReader(io.StringIO(Ran("export", "--archive", folder, "--format", "csv").out)))
    assert rows[0]["headline"].startswith("'=")
    only = Ran("export", "--archive", folder, "--site", "gazette.example").out
    assert [json.loads(line)["url"] for line in only.splitlines()] == ["https://gazette.example/a/2"]
    assert Ran("export", "--archive", folder, "--since", "2030-01-01").code == 3


def test_parquet_has_typed_columns(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = str(tmp_path / "archive")
    with Archive.open(folder) as archive:
        archive.add(page(7), FULL)
        archive.add(page(1), record(1))
    file = tmp_path / "all.parquet"
    assert Ran("export", "--archive", folder, "--format", "parquet", "-o", str(file)).code == 0
    rows = parquet.read_table(file).to_pylist()
    assert [Article.from_dict(json.loads(row["record"])) for row in rows] == [FULL, record(1)]
    assert (rows[0]["published_at"], str(rows[0]["published_on"])) == (FULL.published_at, "2024-04-30")
    assert rows[0]["authors"][0]["name"] == "홍길동"


def test_evidence_can_be_checked_without_us(loaded: str, tmp_path: Path) -> None:
    file = tmp_path / "evidence.zip"
    assert Ran("show", "1", "--archive", loaded, "--evidence", str(file)).error is None
    with zipfile.ZipFile(file) as package:
        package.extractall(tmp_path / "out")
    sums = shutil.which("sha256sum") or "sha256sum"
    ran = subprocess.run([sums, "-c", "SHA256SUMS"], cwd=tmp_path / "out", check=False, capture_output=True)
    assert ran.returncode == 0
    story = json.loads((tmp_path / "out/story.json").read_text())
    with (tmp_path / "out/pages.warc.gz").open("rb") as stream:
        bodies = [found.content_stream().read() for found in ArchiveIterator(stream, check_digests="raise")]
    assert [hashlib.sha256(body).hexdigest() for body in bodies] == [
        capture["payload_sha256"] for capture in story["captures"]
    ]
    again = tmp_path / "again.zip"
    Ran("show", "1", "--archive", loaded, "--evidence", str(again))
    assert again.read_bytes() == file.read_bytes()


def reading(extract: Callable[[Response], Article | Failure]) -> Read:
    return lambda responses: map(extract, responses)


def test_reextract_reports_before_it_writes(loaded: str) -> None:
    def better(page: Response) -> Article:
        text = "둘째" if "넉".encode() in page.content else "첫째"
        return record(1, text, url=page.url, subtitle="새 부제", language=None, extractor_version="2.0")

    with Archive.open(loaded) as archive:
        old = archive.article(1)
        report = tally(reextract(archive, reading(better), current="2.0", dry_run=True))
        assert report["hanbit.example"]["subtitle"] == {"gained": 1}
        assert report["hanbit.example"]["body"] == {"changed": 1}
        assert archive.article(1) == old
        assert tally(reextract(archive, reading(better), current="2.0")) == report
        assert [archive.version(1, number) for number in (1, 2)] == [
            record(1, text, subtitle="새 부제", language=None, extractor_version="2.0") for text in ("첫째", "둘째")
        ]
        assert list(reextract(archive, reading(better), current="2.0")) == []


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        (record(1, verdict=Verdict.EMPTY), "now read as empty; the old record is kept"),
        (Failure("x", "deadline", "took longer than 60 s"), "took longer than 60 s; the old record is kept"),
    ],
)
def test_a_worse_extractor_takes_nothing_away(loaded: str, result: Article | Failure, problem: str) -> None:
    with Archive.open(loaded) as archive:
        old = archive.article(1)
        [kept] = reextract(archive, reading(lambda _: result), current="3.0")
        assert kept.problem == problem
        assert archive.article(1) == old


def test_an_interrupted_reextraction_goes_on_where_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.store.reextraction.CHUNK", 2)
    archive.add_batch([Item(page(number), record(number)) for number in range(5)])
    read: list[str] = []

    def better(response: Response) -> Article:
        read.append(response.url)
        return record(int(response.url.rpartition("=")[2]), extractor_version="2.0")

    first = reextract(archive, reading(better), current="2.0")
    assert [next(first).article_id for _ in range(3)] == [1, 2, 3]
    first.close()  # type: ignore[attr-defined] # it is a generator
    read.clear()
    assert [one.article_id for one in reextract(archive, reading(better), current="2.0")] == [5]
    assert read == [url_of(4)]


def test_pages_without_a_record_get_theirs(archive: Archive) -> None:
    archive.add(page(1))
    archive.add(page(2, status=404))
    archive.add(page(3))

    def sometimes(response: Response) -> Article | Failure:
        return record(1) if response.url == url_of(1) else Failure(response.url, "deadline", "took too long")

    [planned] = reextract(archive, reading(sometimes), current="1.0", dry_run=True)
    assert (planned.article_id, planned.is_new, archive.article(1)) == (None, True, None)
    [made] = reextract(archive, reading(sometimes), current="1.0")
    assert (made.article_id, made.host, made.is_new) == (1, "hanbit.example", True)
    assert archive.article(1) == record(1)
    assert archive.status()["outcomes"] == {"captured": 2, "new": 1}


def test_the_same_extractor_changes_nothing(loaded: str) -> None:
    report = Ran("reextract", "--archive", loaded, "--all", "--json", "--jobs", "2").json()
    assert report == {"articles": 1, "kept": 0, "new": 0, "sites": {}}
    assert len(Ran("show", "1", "--archive", loaded, "--json").json()["versions"]) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "a"),
        ("search", "a", "--archive", "/tmp/no-archive-here"),
        ("show", "99", "--archive", "ARCHIVE"),
        ("show", "https://paper.example/none", "--archive", "ARCHIVE"),
        ("show", "1", "--version", "9", "--archive", "ARCHIVE"),
        ("diff", "1", "3", "9", "--archive", "ARCHIVE"),
        ("search", "…", "--archive", "ARCHIVE"),
        ("load", "--archive", "ARCHIVE", "/tmp/none.jsonl"),
        ("load", "--archive", "ARCHIVE", "/tmp/none.warc.gz"),
        ("load", "--archive", "ARCHIVE/scraper.db"),
        ("show", "99999999999999999999", "--archive", "ARCHIVE"),
        ("show", "1", "--archive", "ARCHIVE", "--evidence", "/none/evidence.zip"),
        ("export", "--archive", "ARCHIVE", "-o", "/none/all.jsonl"),
        ("export", "--archive", "ARCHIVE", "--format", "parquet", "-o", "/none/all.parquet"),
        ("export", "--format", "parquet", "--archive", "ARCHIVE"),
        ("status", "--db", "mysql://a/b"),
    ],
)
def test_errors_are_one_line_with_their_code(loaded: str, arguments: tuple[str, ...]) -> None:
    given = [argument.replace("ARCHIVE", loaded) for argument in arguments]
    ran = subprocess.run([sys.executable, "-m", "scraper", *given], check=False, capture_output=True, text=True)
    assert ran.returncode in {2, 3, 6}
    assert ran.stderr.count("\n") == 1
    assert ran.stderr.startswith("scraper: ")


def test_a_broken_warc_is_loaded_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = tmp_path / "whole.warc.gz"
    with WarcFile(whole) as file:
        for number in range(5):
            file.write(replace(page(number), url=url_of(number), content=PAGE.format(TEXTS[0]).encode()))
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(whole.read_bytes()[:-900])
    ran = Ran("load", "--archive", str(tmp_path / "archive"), str(cut))
    assert ran.code == 1
    assert "cut off" in ran.err
    assert "new" in ran.err


def test_a_page_is_no_record_and_says_so_once(tmp_path: Path) -> None:
    ran = Ran("load", "--archive", str(tmp_path / "archive"), stdin=b"<!doctype html>\n<p>The ferry\n<p>sails.\n")
    assert ran.code == 1
    assert ran.err.count("no record") == 1
    assert "scraper extract" in ran.err
