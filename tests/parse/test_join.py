"""The pages of one article as one record: from Python, from the command line, and what every page repeats."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from scraper import extract
from scraper.cli import run
from scraper.errors import UsageError
from scraper.model import Article, BodyBlock, Verdict
from scraper.parse import join
from scraper.parse.join import _ALL, _FIRST

URL = "https://gazette.example/news/ferry-77"
HEADLINE = "The night ferry and the people who need it"
STANDFIRST = "A boat, a board and a winter: why an island fought for its last crossing of the day."
TEXTS = (
    (
        "The harbour board voted on Tuesday to keep the night ferry running through the winter, after islanders filled "
        "the town hall for a second week and would not go home before the vote was taken."
    ),
    (
        "Captain Maud Ellery told the meeting that the boat carries forty people on an ordinary night, and twice that "
        "when the bridge is shut, which was the case on nineteen nights last year."
    ),
    (
        "The baker sends his bread across at half past three. Without the boat, he said, the island would eat "
        "yesterday's loaves, and nobody had asked the island about that."
    ),
    (
        "In May the board will look at the fares again. A single crossing costs four crowns now, the same as it did "
        "when the boat was built, and children still ride for nothing."
    ),
    (
        "Nobody at the meeting spoke against the boat, but two members of the board asked who would pay for the new "
        "engine, and the chairman answered that he would find the money."
    ),
    (
        "The engine is to be fitted in the first week of June, in the yard where the boat was built, and the ferry of "
        "the neighbouring island will make the crossing in its place."
    ),
)


def page(number: int, *, pages: int = 3) -> str:
    texts = "".join(f"<p>{text}</p>" for text in TEXTS[2 * number - 2 : 2 * number])
    links = "".join(f'<a href="{URL}?page={other}">{other}</a> ' for other in range(1, pages + 1) if other != number)
    return (
        f"<html lang=en><head><title>{HEADLINE}</title><meta property=og:type content=article>"
        '<meta property="article:published_time" content="2026-02-10T08:00:00+00:00"></head><body><article>'
        f"<h1>{HEADLINE}</h1><p class=standfirst>{STANDFIRST}</p>{texts}<p>Page {number} of {pages}</p></article>"
        f"<div class=pager>{links}</div></body></html>"
    )


def test_three_pages_are_one_record() -> None:
    article = extract([page(1), page(2), page(3)], URL)
    text = article.body_text
    assert [text.count(part) for part in TEXTS] == [1] * 6
    assert sorted(text.index(part) for part in TEXTS) == [text.index(part) for part in TEXTS]
    assert text.count(STANDFIRST) + (article.subtitle or "").count(STANDFIRST) == 1
    assert "of 3" not in text
    assert (article.url, article.headline, article.verdict) == (URL, HEADLINE, Verdict.ARTICLE)
    assert article.evidence["body"].source == "joined pages"
    assert article.evidence["body"].raw == f"{URL} {URL}?page=2 {URL}?page=3"


def test_what_comes_next_is_named() -> None:
    assert extract(page(1), URL).next_page == f"{URL}?page=2"
    assert extract([page(1), page(2)], URL).next_page == f"{URL}?page=3"
    assert extract([page(1), page(2), page(3)], URL).next_page is None


def test_one_page_is_its_own_record() -> None:
    assert extract([page(1)], URL) == extract(page(1), URL)


def test_a_page_that_is_no_article_is_named() -> None:
    missing = "<title>Page not found</title><h1>Page not found</h1>"
    article = extract([page(1), missing, page(3)], URL)
    assert TEXTS[0] in article.body_text
    assert TEXTS[5] in article.body_text
    assert "not_found" in (article.evidence["body"].reason or "")
    assert extract([missing, missing]).verdict is Verdict.NOT_FOUND


def test_nothing_to_join() -> None:
    with pytest.raises(UsageError, match="at least one"):
        extract([])


def test_short_lines_may_stand_twice() -> None:
    one = extract(page(1), URL)
    yes = BodyBlock("paragraph", "Yes.")
    first, second = (
        type(one)(verdict=Verdict.ARTICLE, body=(*(BodyBlock("paragraph", text) for text in texts), yes))
        for texts in (TEXTS[:4], TEXTS[2:])
    )
    assert join([first, second]).body_text == "\n".join((*TEXTS[:4], "Yes.", *TEXTS[4:], "Yes."))


def saved(folder: Path) -> list[str]:
    paths = [folder / f"page{number}.html" for number in (1, 2, 3)]
    for number, path in enumerate(paths, start=1):
        path.write_text(page(number), encoding="utf-8")
    return [str(path) for path in paths]


def test_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "--join", "--url", URL, *saved(tmp_path)]) == 0
    record = json.loads(capfd.readouterr().out)
    assert record == json.loads(extract([page(1), page(2), page(3)], URL).to_json())


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    gone = f"{tmp_path}/gone.html"
    assert run(["extract", "--join", "--format", "text", *saved(tmp_path)[:2], gone]) == 1
    out, err = capfd.readouterr()
    assert [text in out for text in TEXTS] == [True] * 4 + [False] * 2
    assert f"scraper: {gone}: no such file" in err


def test_one_article_or_many(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "--join", "--same-host", *saved(tmp_path)]) == 2
    assert "use one of them" in capfd.readouterr().err


def test_every_field_is_joined_on_purpose() -> None:
    own = {"url", "verdict", "body", "next_page", "evidence", "schema_version", "extractor_version"}
    assert {field.name for field in fields(Article)} == {*_FIRST, *_ALL, *own}
