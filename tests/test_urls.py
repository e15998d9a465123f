"""Addresses as a browser makes them whole: the rows are what Chromium answers, but for the blank in a host, of which it
makes %20 against the standard."""

import json

import pytest

from scraper.urls import base_of, join
from tests.places import SHARED

STANDARD = SHARED / "html5lib-tests" / "urltestdata.json"
HERE = "https://paper.example/news/2024/view.html?id=7#top"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("photo one.jpg", "https://paper.example/news/2024/photo%20one.jpg"),
        ("\t/news/\nlong\r\n-name.html ", "https://paper.example/news/long-name.html"),
        ("\\img\\사진.jpg", "https://paper.example/img/%EC%82%AC%EC%A7%84.jpg"),
        ("///cdn.example/a.png", "https://cdn.example/a.png"),
        ("https:\\\\cdn.example\\a.png", "https://cdn.example/a.png"),
        ("https:/cdn.example/a.png", "https://paper.example/cdn.example/a.png"),
        ("http:/cdn.example/a.png", "http://cdn.example/a.png"),
        ("../../../a/./b/%2e%2E/c", "https://paper.example/a/c"),
        ("?id=8", "https://paper.example/news/2024/view.html?id=8"),
        ("#end", "https://paper.example/news/2024/view.html?id=7#end"),
        ("", "https://paper.example/news/2024/view.html?id=7"),
        ("//Bücher.example/ä?ä#ä", "https://xn--bcher-kva.example/%C3%A4?%C3%A4#%C3%A4"),
        ("http://서울。한국:80/", "http://xn--2i4bq6h.xn--3e0b707e/"),
        ("HTTP://PAPER.example:8080", "http://paper.example:8080/"),
        ("/view?title=one two'three", "https://paper.example/view?title=one%20two%27three"),
        ("mailto:desk@paper.example", "mailto:desk@paper.example"),
        ("javascript:void(0)", "javascript:void(0)"),
        ("/a\ud800b", "https://paper.example/a%EF%BF%BDb"),
    ],
)
def test_an_address_is_made_whole_as_a_browser_does(address: str, whole: str) -> None:
    assert join(HERE, address) == whole


@pytest.mark.parametrize(
    "address",
    ["http://[your-domain]/", "https://", "http://paper .example/", "//a:b/", "http://1.2.3.4.5/", "http://%zz/"],
)
def test_what_cannot_be_parsed_is_no_address(address: str) -> None:
    assert join(HERE, address) is None


@pytest.mark.parametrize(
    ("charset", "address", "whole"),
    [
        ("cp949", "/list?q=강남&p=1#강남", "https://paper.example/list?q=%B0%AD%B3%B2&p=1#%EA%B0%95%EB%82%A8"),
        ("cp932", "/表?q=表", "https://paper.example/%E8%A1%A8?q=%95\\"),
        ("cp1252", "?q=é한", "https://paper.example/news/2024/view.html?q=%E9%26%2354620%3B"),
        ("gb18030", "?q=新聞", "https://paper.example/news/2024/view.html?q=%D0%C2%C2%84"),
        ("utf-16-le", "?q=강", "https://paper.example/news/2024/view.html?q=%EA%B0%95"),
        ("cp949", "mailto:a@b.example?subject=강", "mailto:a@b.example?subject=%EA%B0%95"),
        ("no such charset", "?q=강", "https://paper.example/news/2024/view.html?q=%EA%B0%95"),
    ],
)
def test_a_query_is_in_the_charset_of_its_page(charset: str, address: str, whole: str) -> None:
    assert join(HERE, address, charset=charset) == whole


@pytest.mark.parametrize(
    ("base", "whole"),
    [(None, None), ("", None), ("paper.example", None), ("about:blank", None), ("http://[x]/", None)],
)
def test_without_a_base_only_whole_addresses_are_some(base: str | None, whole: str | None) -> None:
    assert join(base, "/a") == whole
    assert join(base, "HTTPS://paper.example") == "https://paper.example/"


@pytest.mark.parametrize(
    ("declared", "base"),
    [
        (None, HERE),
        ("", HERE),
        ("/", "https://paper.example/"),
        ("//cdn.example/a/", "https://cdn.example/a/"),
        ("http://[your-domain]/", HERE),
        ("javascript:1", HERE),
        ("data:text/html,", HERE),
    ],
)
def test_a_declared_base_counts_if_it_is_a_web_address(declared: str | None, base: str) -> None:
    assert base_of(HERE, declared) == base


@pytest.mark.skipif(not STANDARD.exists(), reason="the standard's own rows (urltestdata.json) are not here")
def test_the_rows_of_the_standard() -> None:
    rows = [row for row in json.loads(STANDARD.read_text(encoding="utf-8")) if isinstance(row, dict)]
    wrong = [
        row["input"]
        for row in rows
        if join(row.get("base"), row["input"]) != (None if "failure" in row else row["href"])
    ]
    assert len(rows) > 800
    assert wrong == []
