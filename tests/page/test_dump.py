"""Text dumps: what each tool prints besides the text, and where its lines end."""

import textwrap

import pytest

from scraper.model import Line
from scraper.page import read
from scraper.page.dump import read_text

PROSE = (
    (
        "The council voted on Monday to reopen the old harbour library after two years of repairs, and the readers "
        "came on the same day with their own books under their arms."
    ),
    (
        "Nobody had thought that the roof would hold for another winter, said the mayor, who was against the plan for "
        "as long as anybody could remember."
    ),
    (
        "The reading room for children is on the upper floor, next to the room with the maps of the coast; it is open "
        "on all days but Sunday."
    ),
)


def texts(dump: str) -> list[str]:
    return [block.text for block in read_text(dump, None).blocks]


def blocks(dump: str) -> list[tuple[str, str]]:
    return [(block.tag, block.text) for block in read_text(dump, None).blocks]


def line(dump: str, number: int) -> Line:
    return read_text(dump, None).lines[number]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "   "])
def test_wrapped_lines_are_joined(width: int, indent: str) -> None:
    wrapped = [textwrap.fill(one, width, initial_indent=indent, subsequent_indent=indent) for one in PROSE]
    assert texts("\n\n".join(["Library reopens", *wrapped, "By Ann Lee", "Imprint"])) == [
        "Library reopens",
        *PROSE,
        "By Ann Lee",
        "Imprint",
    ]


def test_wrapped_items_go_on_further_in() -> None:
    items = [textwrap.fill(one, 70, initial_indent="     * ", subsequent_indent="       ") for one in PROSE]
    assert blocks("\n".join(items)) == [("li", one) for one in PROSE]


def test_a_paragraph_begins_further_in() -> None:
    wrapped = [textwrap.fill(one, 64, initial_indent="    ") for one in PROSE]
    assert texts("\n".join(wrapped)) == list(PROSE)


def test_scripts_without_spaces_are_joined_without_one() -> None:
    text = "图书馆经过两年维修后于星期一重新开放市民可以在新的阅览室里借阅图书孩子们有自己的房间" * 4
    wrapped = "\n".join(text[start : start + 36] for start in range(0, len(text), 36))
    assert texts(wrapped) == [text]


def test_korean_is_joined_with_a_space() -> None:
    text = (
        "도서관이 두 해 동안의 수리를 마치고 월요일에 다시 문을 열었고 첫날부터 많은 주민이 찾아왔다고 군이 밝혔다. "
        * 5
    )
    wrapped = textwrap.fill(text, 36)
    assert texts(wrapped) == [text.strip()]


@pytest.mark.parametrize(
    "dump",
    [
        "\n".join(PROSE),
        "Home\nNews\nSport\nThe weather of the whole coast today\nJobs\nImprint",
        "\n".join(f"The ferry number {number} was late" for number in range(30)),
        "\n".join(
            f"{number}일 아침 한빛 앞바다의 물결은 {number}미터까지 높게 일었고 배는 뜨지 못했다."
            for number in range(11, 30)
        ),
        "\n".join(f"On day {number} of the storm no boat of the harbour could leave." for number in range(11, 30)),
        "\n".join([PROSE[0], "News", PROSE[1], "Sport", PROSE[2], "Jobs", "Travel"]),
    ],
)
def test_lines_that_end_where_they_end_stay(dump: str) -> None:
    assert texts(dump) == dump.split("\n")


def test_a_word_that_was_parted_at_its_hyphen() -> None:
    words = "a well-known harbour-master of the lower-lying quarters " * 12
    assert texts(textwrap.fill(words, 50)) == [words.strip()]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\v", "\x85", "\u2028"])
def test_line_ends(end: str) -> None:
    assert texts(end.join(("Library reopens", "", "By Ann Lee"))) == ["Library reopens", "By Ann Lee"]


@pytest.mark.parametrize(
    ("dump", "text", "mark"),
    [
        ("   (BUTTON) Open the menu", "Open the menu", "button"),
        ("   Search: ____________________ (BUTTON) Go", "Search: Go", "field"),
        ("   [reading-room.jpg] Children in the new room", "Children in the new room", "image"),
        ("   IFRAME: https://ads.example/1", "https://ads.example/1", "field"),
        ("   [INS: The library :INS] reopens", "The library reopens", ""),
        ("   [sic] he wrote", "[sic] he wrote", ""),
    ],
)
def test_signs_of_a_text_browser(dump: str, text: str, mark: str) -> None:
    assert texts(dump) == [text]
    assert line(dump, 0).mark == mark


def test_numbers_of_links_go_when_their_addresses_stand_below() -> None:
    dump = (
        "   [1]Home [2]News\n\n   The library [3]reopens on Monday.\n\nReferences\n\n   1. https://g.example/\n"
        "   2. https://g.example/news\n   3. https://g.example/1\n"
    )
    page = read_text(dump, None)
    assert [block.text for block in page.blocks[:2]] == ["Home News", "The library reopens on Monday."]
    assert [block.link_chars > 0 for block in page.blocks[:2]] == [True, False]
    assert texts("   As shown before [1] it holds [2] twice.") == ["As shown before [1] it holds [2] twice."]


def test_a_rule_is_a_gap() -> None:
    page = read_text("One\n__________________\nTwo\n----------\n\nThree", None)
    assert [(block.text, line.gap) for block, line in zip(page.blocks, page.lines, strict=True)] == [
        ("One", 0),
        ("Two", 1),
        ("Three", 1),
    ]


MARKDOWN = """[Home](https://g.example/) | [News](https://g.example/news)

# Library reopens #

*By Ann Lee*

![Children in the *new* room](/room.jpg)

The council **voted** on [Monday](https://g.example/monday "the day") to go on \\*as planned\\*.

## What comes next

> Nobody had thought so.

- books
- maps
- toys
"""


def test_markdown() -> None:
    page = read_text(MARKDOWN, None)
    assert [(block.tag, block.text) for block in page.blocks] == [
        ("div", "Home | News"),
        ("h1", "Library reopens"),
        ("div", "By Ann Lee"),
        ("p", "The council voted on Monday to go on *as planned*."),
        ("h2", "What comes next"),
        ("div", "Nobody had thought so."),
        ("li", "books"),
        ("li", "maps"),
        ("li", "toys"),
    ]
    assert [(image.src, image.alt, image.block) for image in page.images] == [
        ("/room.jpg", "Children in the *new* room", 3)
    ]
    assert page.blocks[0].link_chars == len("HomeNews")


def test_a_hash_alone_is_no_markdown() -> None:
    assert blocks("# 1 in the list\nLibrary reopens *soon*") == [
        ("div", "# 1 in the list"),
        ("div", "Library reopens *soon*"),
    ]


def test_lines_keep_where_they_stood() -> None:
    dump = "Title\n\n\n    * One\n        + Two\n            o Three\nHarbour | Gazette   News\n   1. First"
    assert read_text(dump, None).lines == (
        Line(),
        Line(4, 2, "*"),
        Line(8, 0, "+"),
        Line(12, 0, "o"),
        Line(0, 0, "", 3),
        Line(3, 0, "1"),
    )


def test_every_line_has_its_block_whatever_is_read() -> None:
    page = read("Library\x00 reopens\n\u200b\n\x01\n  • Home\n" + MARKDOWN)
    assert len(page.lines) == len(page.blocks)
    assert all(block.text for block in page.blocks)
