"""The screens in two languages."""

import re

import pytest
from starlette.testclient import TestClient

from scraper.model import Role
from scraper.web.language.korean_words import KOREAN
from tests.places import ROOT

SOURCES = [
    *(ROOT / "scraper" / "web").rglob("*.html"),
    *(ROOT / "scraper" / "web").rglob("*.py"),
    ROOT / "scraper" / "report" / "page.py",
]


def said() -> set[str]:
    return {text for path in SOURCES for text in re.findall(r'\bsay\("([^"]+)"\)', path.read_text(encoding="utf-8"))}


def test_every_word_of_a_screen_has_a_korean_one() -> None:
    assert len(said()) > 90
    assert {text for text in said() if text not in KOREAN} == set()
    assert {role.value for role in Role} - set(KOREAN) == set()


@pytest.mark.parametrize(
    ("header", "language", "word"),
    [("ko-KR,ko;q=0.9", "ko", "검색"), ("en", "en", "Search"), ("de", "en", "Search"), ("en;q=x,ko", "ko", "검색")],
)
def test_the_browser_says_what_its_reader_reads(browser: TestClient, header: str, language: str, word: str) -> None:
    text = browser.get("/search", headers={"Accept-Language": header}).text
    assert f'<html lang="{language}">' in text
    assert f"<h1>{word}</h1>" in text


def test_a_choice_is_remembered(browser: TestClient) -> None:
    assert '<html lang="ko">' in browser.get("/?lang=ko").text
    assert '<html lang="ko">' in browser.get("/search", headers={"Accept-Language": "en"}).text
    assert '<html lang="en">' in browser.get("/?lang=en").text
    assert '<html lang="en">' in browser.get("/?lang=xx").text
