"""Where the text of a dump begins and ends: a byline that closes its last sentence leaves the sentence to the text."""

import pytest

from scraper.pipeline import extract

HEADLINE = "별내마을 작은 책방에 지도가 걸렸다"
TEXTS = (
    "별내마을 끝자락 작은 책방에 지도가 한 장 걸렸다. 큰길도 관공서도 없고 우물과 감나무, 빨래터가 적혀 있다.",
    "지도는 마을 할머니 여섯 명이 지난겨울 석 달 동안 모여 앉아 그린 것이라고 책방 주인이 설명했다.",
    "책방은 다음 달 지도를 들고 걷는 모임을 연다. 길잡이는 할머니들이 맡고 참가비는 받지 않는다고 했다.",
)
MENU = ("정치", "경제", "사회", "문화", "지역")


@pytest.mark.parametrize(
    "tail",
    [
        "/별내=홍나래 기자",
        " 홍나래 기자 narae@nuri.example",
        "별내=홍나래 기자 narae@nuri.example",
        " [홍나래 기자]",
    ],
)
def test_a_byline_behind_the_last_sentence_takes_no_text_along(tail: str) -> None:
    lines = [*MENU, HEADLINE, "입력 2024.05.01 10:00", *TEXTS[:-1], TEXTS[-1] + tail, "많이 본 뉴스", "군청 소식"]
    article = extract("\n".join(lines))
    assert article.body_text.split("\n") == list(TEXTS)
    assert [author.name for author in article.authors] == ["홍나래"]
