"""Where the text of a dump begins and ends: a byline that closes its last sentence leaves the sentence to the text,
and the first paragraph is no subtitle."""

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


def korean(*lines: str) -> str:
    return "\n".join([*MENU, HEADLINE, "입력 2024.05.01 10:00", *lines, *TEXTS, "많이 본 뉴스", "군청 소식"])


@pytest.mark.parametrize(
    ("lines", "subtitle"),
    [
        ((), None),
        (
            ("우물과 감나무도 그려 넣어", "할머니 여섯 명이 석 달 동안"),
            "우물과 감나무도 그려 넣어\n할머니 여섯 명이 석 달 동안",
        ),
        (("우물과 감나무도 그려 넣어", "▲ 책방에 걸린 손글씨 지도."), "우물과 감나무도 그려 넣어"),
        (("우물과 감나무도 그려 넣어", "이미지 확대보기", "[사진=별내군] 책방의 지도."), "우물과 감나무도 그려 넣어"),
        (("- 우물과 감나무도 그려 넣어 -",), "우물과 감나무도 그려 넣어"),
        (("1. 별내마을 책방 지도.hwpx", "- 우물과 감나무도 그려 넣어"), "우물과 감나무도 그려 넣어"),
        (("▲ 책방에 걸린 손글씨 지도.",), None),
    ],
)
def test_lines_above_the_text_are_the_subtitle_and_its_first_sentence_is_not(
    lines: tuple[str, ...], subtitle: str | None
) -> None:
    article = extract(korean(*lines))
    assert article.subtitle == subtitle
    assert article.body_text.split("\n")[-3:] == list(TEXTS)


@pytest.mark.parametrize(
    ("headline", "texts"),
    [
        (
            "灯台の灯りが二十年ぶりにともる",
            (
                "岬の灯台に二十年ぶりに灯りがともることになった。",
                "町の漁師たちが部品を持ち寄り、三年をかけて回転台を直した。レンズは隣町の博物館から借りる。",
                "点灯式は来月の三日に開かれ、子どもたちが最初のスイッチを押す。町は当日の渡し船を無料にする。",
            ),
        ),
        (
            "老码头重新开放",
            (
                "关闭六年的老码头本周重新开放。",
                "码头的木板全部换成了本地的橡木，栏杆由镇上的铁匠重新打造。渡船每天往返四次，早上六点开始。",
                "镇长说，下一步将修好通往码头的石路，让老人也能走到水边。工程预计明年春天完成，费用由镇里承担。",
            ),
        ),
        (
            "Night ferry returns to the harbour",
            (
                "MARLOW (AP) — The night ferry is back.",
                "It left the harbour on Monday with forty people on board, the first sailing in two winters.",
                "The council paid for the new engine, and the crew has been trained since the autumn, the mayor said.",
            ),
        ),
    ],
)
def test_the_first_sentence_is_text_in_other_languages_too(headline: str, texts: tuple[str, ...]) -> None:
    article = extract("\n".join(["Home", "News", "Sport", headline, "2024-05-01 10:00", *texts, "Contact", "Imprint"]))
    assert article.headline == headline
    assert article.subtitle is None
    assert texts[0].rpartition("— ")[2] in article.body_text


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "The old pier in Marlow is to be rebuilt before the summer, the council has decided.",
            "Councillors voted on Monday evening to spend £2.1m on a new deck. The storm had torn away forty metres.",
            "Work is to begin in April. The pier will stay closed until then.",
        ),
        (
            "Der alte Steg in Marlow wird noch vor dem Sommer neu gebaut, hat die Stadt beschlossen.",
            "Der Rat gab am Montagabend zwei Millionen für einen neuen Belag frei. Der Sturm hatte ihn fortgerissen.",
            "Die Arbeit beginnt im April. Bis dahin bleibt der Steg gesperrt.",
        ),
        (TEXTS[0], TEXTS[1], TEXTS[2]),
        (
            "Старый причал восстановят до лета, решил городской совет.",
            "Депутаты выделили в понедельник два миллиона на новый настил. Шторм унёс сорок метров досок.",
            "Работы начнутся в апреле. До тех пор причал останется закрытым.",
        ),
    ],
)
def test_pasted_paragraphs_are_text_without_a_headline(paragraphs: tuple[str, ...]) -> None:
    article = extract("\n\n".join(paragraphs))
    assert article.headline is None
    assert article.body_text.split("\n") == list(paragraphs)


@pytest.mark.parametrize("label", ["Image caption,", "Photo caption:", "Bildunterschrift", "사진 설명"])
def test_the_line_below_the_label_of_a_caption_is_no_subtitle(label: str) -> None:
    lines = (
        *("News", "Sport", "Old pier to be rebuilt after storm damage", "By Ann Lee", "4 March 2024", label),
        "The pier was closed in November",
        "The old pier in Marlow is to be rebuilt before the summer, the council has decided.",
        "Councillors voted on Monday evening to spend £2.1m on a new deck. The storm had torn away forty metres.",
        "Work is to begin in April. The pier will stay closed until then.",
    )
    article = extract("\n".join(lines))
    assert article.headline == lines[2]
    assert article.subtitle is None
