"""Scores of your own pages: what counts as right, which files go together, and what the command prints."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from scraper.cli import run
from scraper.evaluate.scores import Pair, Scores, find_pairs, score, score_pair, summarize
from scraper.model import Article, Author, BodyBlock, Failure, LiveEntry, Moment, Verdict
from tests.fixture_pages import FOLDER

PAGE = (FOLDER / "english-local-article" / "page.html").read_bytes()
KST = timezone(timedelta(hours=9))
FOUND = Article(
    verdict=Verdict.ARTICLE,
    headline="새 다리\u00a0개통",
    authors=(Author("홍길동"), Author("Kim")),
    published=Moment(datetime(2024, 4, 30, 23, 5, 40, tzinfo=UTC), "second", "stated", ""),
    body=(BodyBlock("paragraph", "one two three four five"), BodyBlock("paragraph", "six")),
)


@pytest.mark.parametrize(
    ("expected", "marks"),
    [
        ({"headline": "새 다리 개통"}, {"headline": 1}),
        ({"headline": "새 다리 개통!"}, {"headline": 0}),
        ({"headline": None}, {"headline": 0}),
        ({"subtitle": None, "verdict": "article"}, {"subtitle": 1, "verdict": 1}),
        ({"subtitle": "Deck", "verdict": "list"}, {"subtitle": 0, "verdict": 0}),
        ({"authors": ["kim", {"name": "홍길동"}]}, {"authors": 1}),
        ({"authors": ["Kim", "Lee", "Park"]}, {"authors": 0.4}),
        ({"authors": []}, {"authors": 0}),
        ({"authors": None}, {"authors": 0}),
        ({"published": "2024-04-30"}, {"published day": 1}),
        ({"published": "2024-05-01T08:05:00+09:00"}, {"published day": 1, "published minute": 1}),
        ({"published_at": "2024-05-01T08:06:00+09:00"}, {"published day": 1, "published minute": 0}),
        ({"published": {"at": "2024-04-30T23:05:00+00:00"}}, {"published day": 1, "published minute": 1}),
        ({"published": "2024-04-29T23:05:00+00:00"}, {"published day": 0, "published minute": 0}),
        ({"published": None}, {"published day": 0}),
        ({"body": "one two three four five six"}, {"body precision": 1, "body recall": 1}),
        ({"body": ["one two three four", "five six"]}, {"body precision": 1, "body recall": 1}),
        ({"body_text": "zero one two three four"}, {"body precision": 1 / 3, "body recall": 1 / 2}),
        ({"body": [{"kind": "paragraph", "text": "six"}]}, {"body precision": 0, "body recall": 0}),
        ({"body": None}, {"body precision": 0, "body recall": 0}),
        ({"body": [{"kind": "heading"}, {"text": "one two three four five"}]}, {"body recall": 1}),
        ({"body": [{"kind": "heading"}, {"text": "three four five six seven"}]}, {"body recall": 0.5}),
        ({"body": [{"kind": "heading", "level": 2}]}, {}),
        ({"body": [{"items": ["one two three four", "five six"]}]}, {"body precision": 1, "body recall": 1}),
        ({"body": [{"rows": [["one", "two"], ["three", "four five six"]]}]}, {"body precision": 1, "body recall": 1}),
        ({"body": []}, {"body precision": 0, "body recall": 0}),
        ({"published": {"precision": "second"}}, {}),
        ({"url": "x", "dateline": "y"}, {}),
    ],
)
def test_marks(expected: Mapping[str, Any], marks: dict[str, float]) -> None:
    assert dict(score(expected, FOUND)) == pytest.approx(marks)


def test_marks_of_an_empty_record() -> None:
    expected = {"body": "a b", "authors": [], "published": "2024-04-30T09:00:00+09:00"}
    assert dict(score(expected, Article())) == {
        "body recall": 0,
        "authors": 1,
        "published day": 0,
        "published minute": 0,
    }
    assert dict(score({"body": ""}, Article())) == {"body recall": 1}


def test_the_body_of_a_live_blog_is_its_entries() -> None:
    live = Article(entries=(LiveEntry(None, None, "one two"), LiveEntry(None, None, "three four")))
    assert dict(score({"body": "one two three four"}, live)) == {"body precision": 1, "body recall": 1}


def test_a_script_without_blanks_is_scored_by_character() -> None:
    found = Article(body=(BodyBlock("paragraph", "東京都は十日に"),))
    assert dict(score({"body": "東京都は五日に"}, found)) == {"body precision": 0.25, "body recall": 0.25}


def test_a_local_time_is_compared_as_it_is_printed() -> None:
    found = Article(published=Moment(datetime(2024, 4, 30, 9, 5, tzinfo=KST), "minute", "site", ""))
    assert dict(score({"published": "2024-04-30T09:05"}, found)) == {"published day": 1, "published minute": 1}


def test_the_summary() -> None:
    pages = [
        Scores("a", (("body precision", 0.5), ("body recall", 1.0), ("headline", 1.0))),
        Scores("b", (("body recall", 0.5), ("headline", 0.0))),
    ]
    assert summarize(pages) == {
        "body F1": {"mean": 0.6, "pages": 2},
        "body precision": {"mean": 0.5, "pages": 1},
        "body recall": {"mean": 0.75, "pages": 2},
        "headline": {"mean": 0.5, "pages": 2},
    }
    assert summarize([]) == {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "a.html": PAGE,
        "a.json": b'{"verdict": "article", "body": "The Marigold cast off from the rebuilt north quay"}',
        "b/page.html": PAGE,
        "b/expected.json": b'{"url": "https://a.example/b", "record": {"verdict": "list"}}',
        "c.htm": PAGE,
        "d.json": b"{}",
        "e.txt": PAGE,
        "e.json": b"[1]",
        "f.html": PAGE,
        "f.json": b'{"published": "yesterday"}',
        "h.html": PAGE,
        "h.json": b'{"titel": "Ferry"}',
        "i.html": PAGE,
        "i.json": b'{"authors": [{"email": "a@b.example"}]}',
        "j.html": PAGE,
        "j.json": b'{"captured_at": "now", "record": {"headline": "x"}}',
        "k.html": PAGE,
        "k.json": b'{"record": ["headline"]}',
        "g.html": b"",
        "g.json": b'{"verdict": "empty"}',
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_pairs(folder: Path) -> None:
    pairs = find_pairs(str(folder))
    assert [(Path(pair.name).name, Path(pair.expectation).name) for pair in pairs if not pair.failure] == [
        ("a.html", "a.json"),
        ("page.html", "expected.json"),
        ("e.txt", "e.json"),
        ("f.html", "f.json"),
        *((f"{name}.html", f"{name}.json") for name in "ghijk"),
    ]
    failures = [pair.failure for pair in pairs if pair.failure]
    assert [(Path(failure.source).name, failure.message) for failure in failures] == [
        ("c.htm", "has no c.json beside it"),
        ("d.json", "has no page beside it"),
    ]


def test_a_page_that_cannot_be_scored_says_why(folder: Path) -> None:
    messages = {}
    for pair in find_pairs(str(folder)):
        result = score_pair(pair)
        if isinstance(result, Failure):
            messages[Path(result.source).name] = result.message.replace(f"{folder}/", "")
    assert messages == {
        "c.htm": "has no c.json beside it",
        "d.json": "has no page beside it",
        "e.txt": "e.json: expected an object",
        "f.html": "f.json: a field is not written as the record writes it: Invalid isoformat string: 'yesterday'",
        "g.html": "is empty",
        "h.html": "h.json: nothing to score: 'titel' is no field of a record",
        "i.html": "i.json: a field is not written as the record writes it: an author has no name",
        "j.html": "j.json: captured_at is no time: 'now'",
        "k.html": "k.json: expected an object",
    }


def test_a_missing_page_is_a_failure() -> None:
    result = score_pair(Pair("nowhere.html", "nowhere.json"))
    assert isinstance(result, Failure)


def test_the_table(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(folder)]) == 1
    out, err = capfd.readouterr()
    lines = out.splitlines()
    assert lines[0].split() == ["mean", "pages"]
    rows = {line[:18].strip(): line[18:].split() for line in lines[1 : lines.index("")]}
    assert rows["body recall"] == ["1.000", "1"]
    assert rows["verdict"] == ["0.500", "2"]
    worst = lines[lines.index("worst pages") + 1 :]
    assert worst[0] == f"  {folder}/b/page.html: verdict 0.00"
    assert len(err.splitlines()) == 10


def test_json(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "--json", "--jobs", "2", str(folder)]) == 1
    shown = json.loads(capfd.readouterr().out)
    assert shown["summary"]["verdict"] == {"mean": 0.5, "pages": 2}
    assert [Path(page["page"]).name for page in shown["pages"]] == ["a.html", "page.html"]
    assert shown["pages"][1] == {"page": f"{folder}/b/page.html", "verdict": 0.0}


@pytest.mark.parametrize(
    ("name", "code", "message"), [("empty", 3, "no pages in this folder"), ("nowhere", 2, "does not exist")]
)
def test_no_pages(name: str, code: int, message: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["evaluate", str(tmp_path / name)]) == code
    out, err = capfd.readouterr()
    assert (out, message in err) == ("", True)
