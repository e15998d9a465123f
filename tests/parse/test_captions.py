"""Captions and credits in every printed form; one row a form."""

import pytest

from scraper.parse.texts.captions import is_button, is_caption_line, split_credit


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("▲4일 시청에서 전달식이 열렸다. 사진=한빛시 제공", "4일 시청에서 전달식이 열렸다.", "한빛시 제공"),
        ("△ 새 다리가 놓였다. /사진=한빛시", "새 다리가 놓였다.", "한빛시"),
        ("선수들이 뛰고 있다. 한빛FC 제공", "선수들이 뛰고 있다.", "한빛FC 제공"),
        ("기념촬영을 하고 있다. /한빛광역시 제공", "기념촬영을 하고 있다.", "한빛광역시 제공"),
        ("시범을 보이고 있다.(소방서 제공)", "시범을 보이고 있다.", "소방서 제공"),
        ("새 다리 <한빛시 제공>", "새 다리", "한빛시 제공"),
        ("새 다리 (사진=한빛시 제공)", "새 다리", "한빛시 제공"),
        ("새 다리 [사진=한빛시]", "새 다리", "한빛시"),
        ("새 다리 [사진 출처 = 한빛시]", "새 다리", "한빛시"),
        ("새 다리 [사진 = 홍길동 기자]", "새 다리", "홍길동 기자"),
        ("연설하고 있다. 연합뉴스", "연설하고 있다.", "연합뉴스"),
        ("연설하고 있다. 홍길동 기자", "연설하고 있다.", "홍길동 기자"),
        ("회의. 뉴스1 ⓒ News1 홍길동 기자", "회의.", "뉴스1 ⓒ News1 홍길동 기자"),
        ("홍수가 난 마을. 자료사진", "홍수가 난 마을.", "자료사진"),
        ("집회. photo@wire.example *재판매 및 DB 금지", "집회.", "photo@wire.example"),
        ("이미지 확대보기 연설하고 있다. 뉴시스", "연설하고 있다.", "뉴시스"),
        ("원본보기 아이콘 새 다리", "새 다리", None),
        ("*사진설명 : 새 다리", "새 다리", None),
        ("사진 설명) 새 다리", "새 다리", None),
        ("(사진 제공-한빛시)", None, "한빛시"),
        ("홍길동 대표", "홍길동 대표", None),
        ("4.17", "4.17", None),
        ("The pier at dawn. Photo: Ann Lee/AP", "The pier at dawn.", "Ann Lee/AP"),
        ("The pier (AP Photo/Ann Lee)", "The pier", "Ann Lee"),
        ("The pier. (Photo by Ann Lee / AFP)", "The pier.", "Ann Lee / AFP"),
        ("The pier. © 2024 Harbour Gazette", "The pier.", "2024 Harbour Gazette"),
        ("The pier - Copyright Ann Lee/AP", "The pier", "Ann Lee/AP"),
        ("The pier stayed shut for an hour. AP", "The pier stayed shut for an hour.", "AP"),
        ("Der Steg. Foto: Ulrike Müller/dpa", "Der Steg.", "Ulrike Müller/dpa"),
        ("Der Steg | Bild: Ulrike Müller", "Der Steg", "Ulrike Müller"),
        ("La jetée. — © Zoé Lefèvre", "La jetée.", "Zoé Lefèvre"),
        ("Getty Images", None, "Getty Images"),
        ("码头重新开放。新华社记者 王小明 摄", "码头重新开放。", "新华社记者 王小明 摄"),
    ],
)
def test_split_credit(text: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    "text", ["사진 확대", "이미지 확대보기", "원본보기 아이콘", "View image in fullscreen", "Bild vergrößern"]
)
def test_buttons(text: str) -> None:
    assert is_button(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("▲ 새 다리를 보는 주민들", True),
        ("◇ 새 다리를 보는 주민들", True),
        ("*사진설명 : 새 다리를 보는 주민들", True),
        ("양 기관은 ▲도서관 운영 ▲돌봄 교실 등을 함께 한다.", False),
        ("▲도서관 운영 ▲돌봄 교실 ▲마을 버스 등 세 가지다.", False),
        ("사진은 시가 지난해 찍은 것이다.", False),
        ("▲" + "가" * 600, False),
    ],
)
def test_caption_by_its_own_sign(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_caption_line(text) is expected
