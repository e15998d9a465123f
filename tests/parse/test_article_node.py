"""The JSON-LD node of the page's article is found among others, and its values are read whatever their shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from scraper.model import Page, Signals
from scraper.parse.page_data.article_node import article_node, first_text, texts, types

OWN: Mapping[str, Any] = {
    "@type": "NewsArticle",
    "headline": "Ferry back in service",
    "url": "https://gazette.example/a/1",
}
OTHER: Mapping[str, Any] = {
    "@type": ["Article"],
    "headline": "Mayor resigns",
    "url": "https://gazette.example/a/2",
    "author": "Ann Lee",
    "datePublished": "2024-01-01",
}


def page(*nodes: Mapping[str, Any], title: str = "", url: str | None = None) -> Page:
    """Return a page that has only these nodes."""
    return Page(url=url, blocks=(), signals=Signals(title=title, json_ld=nodes))


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param(page(), None, id="no nodes"),
        pytest.param(page({"@type": "WebPage", "headline": "x"}), None, id="no article type"),
        pytest.param(page({"@type": None}, {"@type": {"a": 1}}, {}), None, id="junk types"),
        pytest.param(page({"@type": "WebPage"}, OWN), OWN, id="the only article"),
        pytest.param(page(OTHER, OWN, url="https://www.gazette.example/a/1/#top"), OWN, id="its URL is the page's"),
        pytest.param(page(OTHER, OWN, title="Ferry back in service | Harbour Gazette"), OWN, id="the title names it"),
        pytest.param(page(OWN, OTHER), OTHER, id="nothing names one: the fuller"),
        pytest.param(
            page(OWN, {**OWN, "articleBody": 1}, {**OWN, "x": "y"}), {**OWN, "articleBody": 1}, id="the fuller of twins"
        ),
        pytest.param(page({"@type": "Article", "url": "http://["}, OWN), OWN, id="an address that is none"),
    ],
)
def test_article_node(shown: Page, expected: Mapping[str, Any] | None) -> None:
    assert article_node(shown) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ()),
        (3, ()),
        ("  a \n b ", ("a b",)),
        ({"name": ["a", {"@value": "b"}]}, ("a", "b")),
        ([["a", ["b", [["too deep"]]]], "", {"x": 1}], ("a", "b")),
        ("&amp;quot;Yes&amp;quot;", ('"Yes"',)),
    ],
)
def test_texts(value: object, expected: tuple[str, ...]) -> None:
    assert texts(value) == expected
    assert first_text(value) == (expected[0] if expected else None)


def test_types_are_read_whatever_their_shape() -> None:
    assert types({"@type": "https://schema.org/NewsArticle"}) == {"NewsArticle"}
    assert types({"@type": ["Article", 3, None]}) == {"Article"}
    assert types({}) == frozenset()
