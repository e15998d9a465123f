"""Pages whose Hangul is written letter by letter: read like any other, and printed in the record as they print it."""

import unicodedata

from benchmarks.korean_make import SKINS, VISIT, make
from scraper.pipeline import extract


def letters(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_a_page_of_letters() -> None:
    made = make(SKINS / "ndsoft-2024.html", 0, 1)
    page = made.content.decode()
    usual = extract(page, made.url, captured_at=VISIT)
    apart = extract(letters(page), made.url, captured_at=VISIT)
    assert apart.body_text == letters(usual.body_text)
    assert apart.headline == letters(made.headline)
    assert [author.name for author in apart.authors] == [letters(author.name) for author in usual.authors]
    assert apart.dateline == letters(usual.dateline or "")
    assert apart.published == usual.published


def test_words_in_both_ways_stay_as_they_are() -> None:
    lead = "시는 3일 새 길을 열었다고 밝혔다. 길은 강을 따라 난다."
    text = "주민들은 새 길을 걸으며 반겼다. 가게들은 손님이 늘기를 바랐다."
    page = f"<h1>강가에 새 길이 열렸다</h1><p>{lead}</p><p>{letters(text)}</p>"
    assert extract(page).body[0].text == lead
