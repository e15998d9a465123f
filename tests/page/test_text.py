"""Plain text: told from HTML and from files that are no text, and read into blocks."""

import gzip
import random
import zlib

import pytest

from scraper.page import read
from scraper.page.dump import read_text
from scraper.page.text import is_binary, looks_like_html

DUMP = """2024.05.02 (목)

  • 맑음속초12.4℃
  • 흐림서울 9.1℃
기상청 제공
한빛군 ‘마을-도서관 이음’ 업무협약
  • 기사를 공유합니다

뉴스

한빛군 ‘마을-도서관 이음’ 업무협약

책 읽는 마을 열 곳…주민이 고른 책 먼저

5.2

\xa0

[한빛일보-한빛군] 한빛군은 마을 도서관 열 곳을 잇는 협약을 맺었다고 밝혔다.

\xa0

주민은 어느 곳에서든 책을 빌리고 돌려줄 수 있다.







모바일 버전으로 보기
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_become_blocks(ending: str) -> None:
    page = read_text(DUMP.replace("\n", ending), "https://hanbit.example/1")
    assert page.kind == "text"
    assert [(block.number, block.tag, block.text) for block in page.blocks] == [
        (0, "div", "2024.05.02 (목)"),
        (1, "li", "맑음속초12.4℃"),
        (2, "li", "흐림서울 9.1℃"),
        (3, "div", "기상청 제공"),
        (4, "div", "한빛군 ‘마을-도서관 이음’ 업무협약"),
        (5, "li", "기사를 공유합니다"),
        (6, "div", "뉴스"),
        (7, "div", "한빛군 ‘마을-도서관 이음’ 업무협약"),
        (8, "div", "책 읽는 마을 열 곳…주민이 고른 책 먼저"),
        (9, "div", "5.2"),
        (10, "p", "[한빛일보-한빛군] 한빛군은 마을 도서관 열 곳을 잇는 협약을 맺었다고 밝혔다."),
        (11, "p", "주민은 어느 곳에서든 책을 빌리고 돌려줄 수 있다."),
        (12, "div", "모바일 버전으로 보기"),
    ]


def test_lines_that_belong_together_share_an_element() -> None:
    page = read_text(DUMP, None)
    groups = [block.element for block in page.blocks]
    assert groups == [1, 2, 2, 3, 3, 4, 5, 5, 5, 5, 5, 5, 6]
    assert [element.tag for element in page.elements] == ["body", "div", "ul", "div", "ul", "div", "div"]
    assert {element.parent for element in page.elements[1:]} == {0}


PROSE = "The council voted on Monday to reopen the old harbour library after two years of repairs."


@pytest.mark.parametrize(
    ("text", "tags", "first"),
    [
        ("* one\n* two", ["li", "li"], "one"),
        ("- 부제 한 줄\n- 부제 두 줄", ["div", "div"], "- 부제 한 줄"),
        ("- one\n- two\n- three", ["li"] * 3, "one"),
        ("  - one", ["li"], "one"),
        ("*사진설명: 준공식", ["div"], "*사진설명: 준공식"),
        ("* 이 기사는 보도자료입니다", ["div"], "* 이 기사는 보도자료입니다"),
        ("12 - 3\n-5", ["div", "div"], "12 - 3"),
    ],
)
def test_bullets(text: str, tags: list[str], first: str) -> None:
    blocks = read_text(text, None).blocks
    assert [block.tag for block in blocks] == tags
    assert blocks[0].text == first


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "\0\0\0", "\u200b\n\ufeff"])
def test_nothing_to_read(text: str) -> None:
    assert read_text(text, None).blocks == ()


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><title>x</title>",
        "\ufeff\n <html lang=ko>",
        '<?xml version="1.0"?>\n<!DOCTYPE html>',
        "<!-- saved --><HTML>",
        "<h1>Library reopens</h1>",
        "<p>One<p>Two",
        "<div class='a'><p>순천시는 <b>새</b> 길을 열었다.</p></div>",
        "한빛일보<br>\n<p>순천시는 새 길을 열었다.</p>",
    ],
)
def test_html(text: str) -> None:
    assert looks_like_html(text.lstrip("\ufeff"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        DUMP,
        "준공식을 열었다. <끝>",
        "<사진=순천시 제공>\n순천시는 새 길을 열었다. <저작권자 ⓒ 한빛일보>",
        "<홍길동 기자 hong@hanbit.example>",
        "a < b and c > d",
        "To make it bold, write <b> before and </b> behind the word. " + "It is an old rule of the web. " * 200,
        "<kim@hanbit.example>",
    ],
)
def test_plain(text: str) -> None:
    assert not looks_like_html(text)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), True),
        (bytes(1_000_000), True),
        (b"%PDF-1.4\n%\xe2\xe3", True),
        (gzip.compress(b"text", mtime=0), True),
        (b"\0\1\2\3" + zlib.compress(DUMP.encode()) + b"\x05\x06\x07\x01\x02\x03" * 40, True),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", True),
        (b"", False),
        (DUMP.encode(), False),
        (DUMP.encode("cp949", "replace"), False),
        (DUMP.encode("utf-16"), False),
        (("<html><body>" + DUMP).encode("utf-16-le"), False),
        (("<html><body>" + DUMP).encode("utf-32"), False),
        (b"<p>one\0two</p>", False),
        ("市の図書館".encode("iso2022_jp"), False),
    ],
)
def test_binary(content: bytes, *, expected: bool) -> None:
    assert is_binary(content) is expected


def test_read_takes_text_as_well() -> None:
    read_as = [
        read(DUMP),
        read(DUMP.encode()),
        read(DUMP.replace("\n", "\r\n").encode("cp949", "ignore"), charset="euc-kr"),
    ]
    assert {page.kind for page in read_as} == {"text"}
    assert read_as[0].blocks == read_as[1].blocks
    assert [(page.charset, page.charset_source) for page in read_as] == [
        ("utf-8", "str"),
        ("utf-8", "utf-8"),
        ("cp949", "header"),
    ]


@pytest.mark.parametrize("seed", range(50))
@pytest.mark.parametrize("size", [300, 3_000, 30_000])
def test_bytes_at_random_are_no_text(seed: int, size: int) -> None:
    assert is_binary(random.Random(seed).randbytes(size))  # noqa: S311 -- test data


@pytest.mark.parametrize(
    "content", [b"<p>one\0two</p>", b"one\0two and more", b"<title>Notice</title><p>Closed\0 today\0</p>"]
)
def test_stray_zeros_do_not_make_a_short_page_utf_16(content: bytes) -> None:
    page = read(content)
    assert not page.charset.startswith("utf-16")
    assert page.blocks[-1].text.isascii()


def test_read_takes_no_binary_file() -> None:
    page = read(b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert (page.kind, page.blocks) == ("binary", ())


def test_read_repairs_text_that_came_as_text() -> None:
    page = read("<p>" + "순천시는 새 길을 열었다".encode("cp949").decode("latin-1"))
    assert page.blocks[0].text == "순천시는 새 길을 열었다"
    assert page.notes == ("text that was decoded wrongly before is repaired",)
