"""Korean datelines, bylines and copyright tails: one row a printed form."""

import pytest

from scraper.parse.authors.byline_tail import split_byline_tail
from scraper.parse.authors.dateline import split_dateline
from scraper.parse.authors.korean import is_korean_name, korean_people

TEXT = "시는 다음 달부터 도서관 문을 늦게까지 연다고 밝혔다."


@pytest.mark.parametrize(
    ("head", "dateline", "agency", "author"),
    [
        ("(서울=연합뉴스) 홍길동 기자 = ", "서울=연합뉴스", "연합뉴스", "홍길동 기자"),
        ("(연천=연합뉴스) ", "연천=연합뉴스", "연합뉴스", None),
        ("[서울=뉴시스] 홍길동 기자 = ", "서울=뉴시스", "뉴시스", "홍길동 기자"),
        ("[서울=뉴시스]홍길동 기자 = ", "서울=뉴시스", "뉴시스", "홍길동 기자"),
        ("【서울=뉴시스】홍길동 기자 = ", "서울=뉴시스", "뉴시스", "홍길동 기자"),
        ("(서울=뉴스1) 홍길동 김철수 기자 = ", "서울=뉴스1", "뉴스1", "홍길동 김철수 기자"),
        ("(서울·부산=연합뉴스) 홍길동·김철수 기자 = ", "서울·부산=연합뉴스", "연합뉴스", "홍길동·김철수 기자"),
        ("[부산=한빛스포츠 홍길동 기자]", "부산=한빛스포츠", None, "홍길동 기자"),
        ("[뉴욕=뉴스핌] 홍길동 특파원 = ", "뉴욕=뉴스핌", "뉴스핌", "홍길동 특파원"),
        ("[한빛미디어=홍길동의 눈] ", "한빛미디어=홍길동의 눈", None, None),
        ("[더한빛-광주 동구] ", "더한빛-광주 동구", None, None),
        ("[한빛일보=디지털뉴스부] ", "한빛일보=디지털뉴스부", None, None),
        ("[한빛뉴스24 홍길동 기자] ", "한빛뉴스24", None, "홍길동 기자"),
        ("[한빛뉴스=홍길동 기자] ", "한빛뉴스", None, "홍길동 기자"),
        ("[한빛저널뉴스] ", "한빛저널뉴스", None, None),
        ("한빛투데이 홍길동 기자 | ", "한빛투데이", None, "홍길동 기자"),
        ("서울--(뉴스와이어)--", "서울--(뉴스와이어)", "뉴스와이어", None),
        ("[홍길동 기자 hong@hanbit.example] ", None, None, "홍길동 기자 hong@hanbit.example"),
    ],
)
def test_dateline(head: str, dateline: str | None, agency: str | None, author: str | None) -> None:
    assert split_dateline(head + TEXT) == (dateline, TEXT, agency, author)


@pytest.mark.parametrize(
    "head",
    [
        "[단독] ",
        "[종합] ",
        "[속보] ",
        "[기고] ",
        "[포토] ",
        "[연천소식] ",
        "[CEO&]",
        "(종합2보) ",
        "[카드뉴스] ",
        "(주)한빛은 ",
        "<홍길동전>은 ",
    ],
)
def test_other_brackets_stay(head: str) -> None:
    assert split_dateline(head + TEXT) == (None, head + TEXT, None, None)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("홍길동 기자", ["홍길동"]),
        ("홍길동 선임기자", ["홍길동"]),
        ("홍길동 의학전문기자", ["홍길동"]),
        ("홍길동선임기자", ["홍길동"]),
        ("김솔시민기자", ["김솔"]),
        ("홍길동 수습기자", ["홍길동"]),
        ("홍길동 인턴기자", ["홍길동"]),
        ("홍길동 객원기자", ["홍길동"]),
        ("홍길동 명예기자", ["홍길동"]),
        ("홍길동 특파원", ["홍길동"]),
        ("홍길동 논설위원", ["홍길동"]),
        ("홍길동 칼럼니스트", ["홍길동"]),
        ("홍길동 편집국장", ["홍길동"]),
        ("홍길동 문화부장", ["홍길동"]),
        ("남궁민수 AI리포터", ["남궁민수"]),
        ("홍길동 기자 hong@…", ["홍길동"]),
        ("[홍길동 기자 hong@hanbit.example]", ["홍길동"]),
        ("홍길동 기자(hong@hanbit.example)", ["홍길동"]),
        ("<홍길동 기자>", ["홍길동"]),
        ("/함평=홍길동 기자 hong@hanbit.example", ["홍길동"]),
        ("/홍길동기자 hong@", ["홍길동"]),
        ("부산=홍길동 기자", ["홍길동"]),
        ("순천, 광양 홍길동 기자", ["홍길동"]),
        ("글·사진 홍길동", ["홍길동"]),
        ("글/사진=홍길동", ["홍길동"]),
        ("홍길동 기자 외 1명", ["홍길동"]),
        ("홍길동·김철수 기자", ["홍길동", "김철수"]),
        ("홍길동, 김철수 기자", ["홍길동", "김철수"]),
        ("홍길동 김철수 기자", ["홍길동", "김철수"]),
        ("작성자 홍길동", ["홍길동"]),
        ("홍길동", ["홍길동"]),
        ("섬해양정책과", []),
        ("디지털뉴스부", []),
        ("편집국", []),
        ("뉴스팀", []),
        ("기자회견", []),
        ("해당 기자의 다른 기사보기", []),
        ("관리자", []),
    ],
)
def test_people(byline: str, names: list[str]) -> None:
    assert [author.name for author in korean_people(byline)] == names


def test_role_address_and_print_of_a_person() -> None:
    (author,) = korean_people("홍길동 기자 hong@hanbit.example")
    assert (author.role, author.email, author.raw) == ("기자", "hong@hanbit.example", "홍길동 기자 hong@hanbit.example")


@pytest.mark.parametrize("word", ["부산", "편집부", "나라는", "기자", "온라인", "가나다라마"])
def test_words_that_are_no_names(word: str) -> None:
    assert not is_korean_name(word)


@pytest.mark.parametrize(
    ("glue", "tail"),
    [
        ("", "부산=홍길동 기자 hong@hanbit.example"),
        ("", "홍길동 기자 hong@hanbit.example"),
        (" ", "/함평=홍길동 기자 hong@hanbit.example"),
        ("", "/홍길동기자 hong@"),
        (" ", "홍길동 기자"),
        (" ", "홍길동 기자(hong@hanbit.example)"),
        (" ", "<홍길동 기자>"),
        (" ", "hong@hanbit.example"),
        (" ", "글·사진 홍길동"),
        (" ", "홍길동 기자 외 1명"),
        ("\n", "순천, 광양 홍길동 기자 hong@hanbit.example"),
        (" ", "Copyright ⓒ 한빛일보. All rights reserved. 무단 전재 및 재배포 금지."),
        (" ", "<저작권자ⓒ한빛일보사. 무단전재-재배포 금지>"),
    ],
)
def test_tail_glued_to_the_last_sentence(glue: str, tail: str) -> None:
    assert split_byline_tail(TEXT + glue + tail) == (TEXT, tail)


def test_byline_and_copyright_in_one_block() -> None:
    rest, tail = split_byline_tail(
        "[홍길동 기자 hong@hanbit.example][ⓒ 한빛일보 & hanbit.example, 무단전재 및 재배포 금지]"
    )
    assert (rest, tail) == (
        "",
        "[홍길동 기자 hong@hanbit.example] [ⓒ 한빛일보 & hanbit.example, 무단전재 및 재배포 금지]",
    )


@pytest.mark.parametrize(
    "text",
    [
        "그는 홍길동 기자와 만났다.",
        "문의는 hong@hanbit.example 로 하면 된다.",
        "시장은 오전 10시 기자회견을 연다.",
        "무단 전재가 늘어난 데 따른 조치라고 시는 밝혔다.",
    ],
)
def test_a_sentence_has_no_tail(text: str) -> None:
    assert split_byline_tail(text) == (text, None)
