"""Every pair in `fixtures/` gives the record it expects, and every record keeps the promises all records make."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scraper.model import Article
from scraper.pipeline import explain, extract
from tests.fixture_pages import Fixture, FixtureError, fixture_folders, load, mismatches

FOLDERS = fixture_folders()
VALIDATOR = Draft202012Validator(Article.json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def fixture(request: pytest.FixtureRequest) -> Fixture:
    return load(request.param)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def test_the_record(fixture: Fixture, request: pytest.FixtureRequest) -> None:
    if fixture.xfail:
        request.applymarker(pytest.mark.xfail(reason=fixture.xfail, strict=True))
    article = extract(fixture.content, fixture.url, captured_at=fixture.captured_at)
    assert list(mismatches(dict(fixture.record), article.to_dict())) == []
    assert [text for text in fixture.not_in_body if text in article.body_text] == []


def test_the_promises_of_every_record(fixture: Fixture) -> None:
    article = extract(fixture.content, fixture.url, captured_at=fixture.captured_at)
    record = json.loads(article.to_json())
    VALIDATOR.validate(record)
    assert Article.from_dict(record) == article
    bad = {char for text in strings(record) for char in text if unicodedata.category(char) in {"Cc", "Cs"}}
    assert bad <= {"\n"}
    again = extract(fixture.content, fixture.url, captured_at=fixture.captured_at)
    assert again.to_json() == article.to_json()


def test_every_block_has_one_role_with_a_reason(fixture: Fixture) -> None:
    explained = explain(fixture.content, fixture.url, captured_at=fixture.captured_at)
    assert [label.block for label in explained.labels] == [block.number for block in explained.page.blocks]
    assert all(label.reason for label in explained.labels)


EXPECTED = {"headline": "a", "authors": [{"name": "b"}], "tags": ["x", "y"]}


@pytest.mark.parametrize(
    ("actual", "lines"),
    [
        ({"headline": "a", "authors": [{"name": "b", "role": None}], "tags": ["x", "y"], "more": 1}, []),
        ({"authors": [{"name": "b"}], "tags": ["x", "y"]}, ["record.headline: missing, expected 'a'"]),
        (
            {"headline": "z", "authors": [{"name": "b"}], "tags": ["x", "y"]},
            ["record.headline: 'z', expected 'a'"],
        ),
        (
            {"headline": "a", "authors": [], "tags": ["x", "z"]},
            ["record.authors: 0 items, expected 1: []", "record.tags[1]: 'z', expected 'y'"],
        ),
        (
            {"headline": None, "authors": [{"name": "c"}], "tags": None},
            [
                "record.headline: None, expected 'a'",
                "record.authors[0].name: 'c', expected 'b'",
                "record.tags: None, expected ['x', 'y']",
            ],
        ),
    ],
)
def test_mismatches(actual: object, lines: list[str]) -> None:
    assert list(mismatches(EXPECTED, actual)) == lines


def test_a_truth_is_not_a_number() -> None:
    assert list(mismatches({"level": 1}, {"level": True})) == ["record.level: True, expected 1"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"page.html": "x"}, "expected.json"),
        ({"expected.json": '{"record": {"headline": "a"}}'}, "0 of page.html or page.txt"),
        (
            {"page.html": "x", "page.txt": "x", "expected.json": '{"record": {"headline": "a"}}'},
            "2 of page.html or page.txt",
        ),
        ({"page.html": "x", "expected.json": "{}"}, "expects nothing"),
        ({"page.html": "x", "expected.json": '{"record": {"headline": "a"}, "not_in_bdy": []}'}, "not_in_bdy"),
        ({"page.html": "x", "expected.json": "{"}, "expected.json"),
    ],
)
def test_an_orphan_fails(files: dict[str, str], message: str, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(FixtureError, match=message):
        load(folder)
