"""No string of a record holds a control character but newline, or half a surrogate pair, wherever the page has it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import Article, Author, without_controls
from scraper.pipeline import extract

TEXT = "".join(
    f"<p>The mayor of district {number} opened the bridge in heavy rain on Monday.</p>" for number in range(9)
)


def page(head: str, body: str = TEXT) -> str:
    return f"<html><head><title>The bridge</title>{head}</head><body><h1>The bridge is open</h1>{body}</body></html>"


def data(**fields: Any) -> str:
    told = json.dumps({"@type": "NewsArticle", "headline": "The bridge is open", **fields})
    return f'<script type="application/ld+json">{told}</script>'


PAGES = {
    "a NUL in the headline": page(data(headline="The bridge\0 is open")),
    "half a pair in the author": page(data(author={"name": "Ann \ud83d Bell"})),
    "tabs in the keywords": page('<meta name="keywords" content="ferry\tline,bridge\x85">'),
    "line ends in a picture": page('<meta property="og:image" content="http://a.example/a\r\n.jpg\x01">'),
    "an address with controls": page('<link rel="canonical" href="http://a.example/\x07a\ud800">'),
    "a date with a bell": page(data(datePublished="2024-05-01T09:00:00\x07+00:00")),
    "references": page('<meta name="author" content="Ann&#1;&#x9d;Bell&#xd800;">', TEXT.replace("rain", "ra&#13;in")),
    "the title": page("<title>The\x1bbridge</title>").replace("<title>The bridge</title>", ""),
    "a caption": page(
        "", TEXT + '<figure><img src="a.jpg" alt="a\x02\tb"><figcaption>The\x03 pier</figcaption></figure>'
    ),
}


def check(value: Any) -> None:
    if isinstance(value, str):
        value.encode()
        assert not any(ord(letter) < 32 and letter != "\n" for letter in value), value
        assert not any(0x7F <= ord(letter) < 0xA0 for letter in value), value
    elif isinstance(value, list):
        for item in value:
            check(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            check(name)
            check(item)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("url", [None, "http://a.example/\x00b\ud83dc"])
def test_a_record_has_none(name: str, url: str | None) -> None:
    for content in (PAGES[name], PAGES[name].encode("utf-8", "surrogatepass")):
        article = extract(content, url)
        check(article.to_dict())
        article.to_json().encode()


def test_halves_that_belong_together_are_one_letter() -> None:
    article = Article(headline="A \ud83d\ude00 day", authors=(Author("Ann\tBell", raw="By\r\nAnn\x00"),))
    clean = without_controls(article)
    assert (clean.headline, clean.authors[0]) == ("A 😀 day", Author("Ann Bell", raw="By\nAnn"))
    assert without_controls(clean) is clean


@given(st.text(max_size=20))
def test_any_text_anywhere(text: str) -> None:
    article = Article(url=text, headline=text, tags=(text,), authors=(Author(text, raw=text),))
    check(without_controls(article).to_dict())
