"""The record: it goes to JSON and comes back equal, its schema describes what it prints, and nothing can change it."""

import json
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from scraper.model import Article, Evidence, codec
from tests.fakes.records import FULL, articles

SCHEMA = Article.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_full_record_of_this_test_leaves_no_field_out() -> None:
    empty = Article()
    assert [item.name for item in fields(Article) if getattr(FULL, item.name) == getattr(empty, item.name)] == [
        "schema_version"
    ]


@given(articles)
def test_a_record_is_written_at_once_as_it_is_encoded(article: Article) -> None:
    assert codec.write_json(article) == json.dumps(codec.encode(article), ensure_ascii=False, separators=(",", ":"))


@given(articles)
def test_a_record_comes_back_equal(article: Article) -> None:
    assert Article.from_dict(json.loads(article.to_json())) == article


@given(articles)
def test_a_record_of_the_first_version_is_read(article: Article) -> None:
    old = json.loads(article.to_json()) | {"schema_version": 1}
    old["furniture"] = old.pop("boilerplate")
    if "boilerplate" in old["evidence"]:
        old["evidence"]["furniture"] = old["evidence"].pop("boilerplate")
    assert Article.from_dict(old) == article


@given(articles)
def test_the_schema_describes_what_is_printed(article: Article) -> None:
    VALIDATOR.validate(json.loads(article.to_json()))


def test_the_schema_tells_of_every_object_and_field_what_it_is() -> None:
    objects = {"Article": SCHEMA, **SCHEMA["$defs"]}
    assert [name for name, one in objects.items() if not one["description"].endswith(".")] == []
    fields = [(name, key, field) for name, one in objects.items() for key, field in one["properties"].items()]
    assert [(name, key) for name, key, field in fields if not field.get("description", "").endswith(".")] == []


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def without(key: str) -> Callable[[dict[str, Any]], None]:
    def change(record: dict[str, Any]) -> None:
        del record[key]

    return change


def with_value(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(record: dict[str, Any]) -> None:
        record[key] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        *(without(key) for key in FULL.to_dict()),
        with_value("headline", 1),
        with_value("verdict", "novel"),
        with_value("published_at", "yesterday"),
        with_value("weather", {}),
        with_value("colour", "red"),
    ],
)
def test_the_schema_refuses_what_is_never_printed(change: Callable[[dict[str, Any]], None]) -> None:
    record = json.loads(FULL.to_json())
    assert VALIDATOR.is_valid(record)
    change(record)
    assert not VALIDATOR.is_valid(record)


def test_the_derived_values() -> None:
    record = FULL.to_dict()
    assert record["body_text"] == "다리가 열렸다.\n주민들\n하나\n둘\na b"
    assert record["published_at"] == "2024-04-30T09:05:00+09:00"
    assert record["modified_at"] == "2024-05-01T01:02:03+00:00"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("colour", "red", "Article: unknown key 'colour'"),
        ("headline", 7, "Article.headline: expected str, got '7'"),
        ("authors", [{"name": None}], "Article.authors[0].name: expected str, got 'None'"),
        ("authors", [{}], "Article.authors[0]: "),
        ("verdict", "novel", "Article.verdict: expected a Verdict, got 'novel'"),
        ("section", "news", "Article.section: expected an array, got 'news'"),
        ("is_accessible_for_free", 1, "Article.is_accessible_for_free: expected bool, got '1'"),
        ("schema_version", True, "Article.schema_version: expected int, got 'True'"),
    ],
)
def test_a_wrong_record_is_refused_with_its_place(key: str, value: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"^Article") as caught:
        Article.from_dict({**FULL.to_dict(), key: value})
    assert str(caught.value).startswith(message)


def test_the_record_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.headline = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        FULL.evidence["headline"] = Evidence("x", 0.0)  # type: ignore[index]
    with pytest.raises((AttributeError, TypeError)):
        FULL.colour = "red"  # type: ignore[attr-defined]
