"""`scraper explain`: all of a page is there, for a person in a terminal, for a pipe, and as JSON."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.cli.explanation import NAME_WIDTH, REASON_WIDTH, ROLE_WIDTH, print_explanation
from scraper.export import field_rows
from scraper.model import Block, Evidence, Label, Page, Role, missing
from scraper.pipeline import Explained, explain
from tests.fakes.records import FULL
from tests.fixture_pages import FOLDER

ARTICLE = FOLDER / "english-local-article" / "page.html"
LONG = "가나다라마바사 " * 30

EXPLAINED = Explained(
    Page("https://a.example", (Block(0, "Home", "li", 0), Block(1, f"{LONG}\nend", "p", 0)), notes=("a note",)),
    replace(
        FULL,
        subtitle=None,
        evidence={
            "headline": Evidence("h1", 0.876, "단독 새 다리", "agrees with the title", (("title", "한빛일보"),)),
            "subtitle": missing("no line between headline and body", (("description", "Read more"),)),
            "kicker": Evidence("class", 0.5),
        },
    ),
    (Label(0, Role.NAVIGATION, "links in a nav"), Label(1, Role.BODY, "best container")),
)


def printed(capsys: pytest.CaptureFixture[str], *, full: bool = False) -> list[str]:
    print_explanation(EXPLAINED, name="page.html", full=full)
    return capsys.readouterr().out.splitlines()


def test_the_page_and_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys)
    assert lines[:3] == [
        "page.html",
        "page                    html, utf-8 (str), 2 blocks",
        "                        a note",
    ]
    at = next(number for number, line in enumerate(lines) if line.startswith("headline "))
    assert lines[at : at + 8] == [
        "headline                [단독] 새 다리 개통",
        "                        from h1, confidence 0.88: agrees with the title",
        "                        printed as: 단독 새 다리",
        "                        rejected title: 한빛일보",
        "subtitle                - no line between headline and body",
        "                        rejected description: Read more",
        "kicker                  현장",
        "                        from class, confidence 0.50",
    ]
    assert {
        "authors                 홍길동 기자 hong@hanbit.example",
        "published               2024-04-30T09:05:00+09:00 (to the minute, zone site)",
        "body                    4 blocks, 21 characters",
        "weather                 기상청, 2024-04-30, 1 readings, 0 names inferred",
        "section                 뉴스; 지역",
    } <= set(lines)


def test_the_blocks_are_whole_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys)
    assert lines[lines.index("BLOCKS") + 1 :] == [
        f"    0  navigation    {'links in a nav':<40}  Home",
        f"    1  body          {'best container':<40}  {LONG} ⏎ end",
    ]


def test_a_terminal_gets_lines_of_its_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "70")
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in printed(capsys)]
    assert max(map(cell_len, lines)) <= 70
    assert lines[-1].endswith("…")
    full = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in printed(capsys, full=True)]
    assert full[-1].endswith(" ⏎ end")


def test_every_field_has_its_place() -> None:
    assert max(len(row.name) for row in field_rows(FULL)) < NAME_WIDTH
    assert max(len(role) for role in Role) < ROLE_WIDTH
    assert REASON_WIDTH > 0


def test_a_real_page(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(ARTICLE)]) == 0
    lines = capfd.readouterr().out.splitlines()
    blocks = explain(ARTICLE.read_bytes()).page.blocks
    shown = lines[lines.index("BLOCKS") + 1 :]
    assert [line.split()[0] for line in shown] == [str(block.number) for block in blocks]
    assert all(line.endswith(block.text.replace("\n", " ⏎ ")) for line, block in zip(shown, blocks, strict=True))


def test_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--json", "--url", "https://a.example/1", str(ARTICLE)]) == 0
    shown = json.loads(capfd.readouterr().out)
    explained = explain(ARTICLE.read_bytes(), "https://a.example/1")
    assert shown["record"] == json.loads(explained.article.to_json())
    assert shown["page"] == {"kind": "html", "charset": "utf-8", "charset_source": "meta", "notes": []}
    assert [(block["number"], block["role"], block["text"]) for block in shown["blocks"]] == [
        (block.number, label.role.value, block.text)
        for block, label in zip(explained.page.blocks, explained.labels, strict=True)
    ]


def test_the_winner_and_its_reason_stand_with_what_was_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<title>Saltmere ferry timetable and news</title><meta property='article:published_time' content='2024-04-30'>"
        "<meta name='author' content='Harbour Gazette'><meta property='og:site_name' content='Harbour Gazette'>"
        "<article><h1>Ferry back at Saltmere</h1><p>By Ann Lee</p><p>Published 12 April 2024</p>"
        + "<p>The first boat left on Monday with the morning tide, the council said in the evening.</p>" * 6
        + "</article>",
        encoding="utf-8",
    )
    assert run(["explain", str(page)]) == 0
    shown = capsys.readouterr().out
    for line in (
        "from h1, confidence 0.90: 0 of 1 titles of the head say the same",
        "rejected title: Saltmere ferry timetable and news",
        "from byline: line, confidence 0.89",
        "rejected meta: Harbour Gazette",
        "from text, confidence 0.80: labelled, the data say otherwise",
        "rejected meta:article:published_time: 2024-04-30",
    ):
        assert f"\n{' ' * NAME_WIDTH}{line}\n" in shown
