"""The report of an archive: its figures, the same in both databases, and a page that needs nothing else."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

from scraper.cli import run
from scraper.model import Author, Moment, Reading, Weather
from scraper.report import document
from scraper.store import Archive, Figures, Item
from tests.fakes.postgres import Place
from tests.fakes.store_records import SEOUL, page, record

TEXT = "강남구는 아파트 매매가격이 지난달보다 올랐다고 밝혔다. 구는 거래가 늘어난 것으로 보고 있다고 덧붙였다."


def fill(archive: Archive) -> None:
    """Six stories of two papers over two months; the last one of each paper is the same text, three hours apart."""
    items = []
    for number in range(6):
        host, last = ("hanbit.example", "dawn.example")[number % 2], number > 3
        at = datetime(2024, 3 + number // 3, 1 + number, 9 + 3 * (number == 5), tzinfo=SEOUL)
        if last:
            at = at.replace(day=6, month=4)
        url = f"https://{host}/news/{number}"
        body = TEXT if last else f"{number}번 다리가 열렸다. " + f"{number}번 배가 떠났다. " * 9
        story = record(number, body, headline=f"<다리> {number} harbour", published=Moment(at, "minute", "site", "x"))
        sky = Weather("기상청", date(2024, 4, 30), (Reading("속초", "맑음", 10.0 + number),))
        story = replace(
            story, url=url, canonical_url=url, authors=(Author("홍길동"),), section=("경제",), weather=sky, tags=()
        )
        items.append(Item(replace(page(number), url=url), story))
    archive.add_batch(items)
    archive.cluster()


@pytest.fixture
def figures(new_place: Callable[[], Place]) -> Figures:
    with new_place().open() as archive:
        fill(archive)
        return archive.figures()


def test_the_figures(figures: Figures) -> None:
    assert (figures.stories, figures.versions, figures.captures) == (6, 6, 6)
    assert figures.days[0] == ("dawn.example", date(2024, 3, 2), 1)
    assert sum(number for _, _, number in figures.days) == 6
    assert figures.sections == [("2024-03", "경제", 3), ("2024-04", "경제", 3)]
    assert figures.authors == [("홍길동", "dawn.example", 3), ("홍길동", "hanbit.example", 3)]
    assert dict(figures.terms)["harbour"] == [("2024-03", 3), ("2024-04", 3)]
    assert [tuple(one) for one in figures.copying] == [("hanbit.example", "dawn.example", 1, 3.0)]
    assert [tuple(one) for one in figures.stations] == [("속초", 6, 10.0, 12.5, 15.0)]
    shares = {paper: dict(found) for paper, _, found in figures.completeness}
    assert shares["dawn.example"]["headline"] == 1.0
    assert shares["dawn.example"]["tags"] == 0.0
    assert figures.outcomes == [("new", 6)]


def test_the_page_is_whole_and_asks_for_nothing(figures: Figures) -> None:
    text = document(figures, "paper <1>")
    assert "paper &lt;1&gt;" in text
    assert "<다리>" not in text
    assert not re.search(r"""(?:src|href)=["'](?!#)|@import|url\(""", text)
    # A dark screen prints on white paper.
    assert "@media screen and (prefers-color-scheme: dark)" in text
    assert "@media print" in text
    root = etree.fromstring(text.partition("\n")[2].replace('charset="utf-8">', 'charset="utf-8"/>').replace(
        'initial-scale=1">', 'initial-scale=1"/>').encode())  # fmt: skip
    parts = {one.get("id") for one in root.iter("section")}
    assert parts == {
        "coverage", "sections", "authors", "words", "copies", "weather", "completeness", "outcomes",
    }  # fmt: skip
    assert {one.get("href") for one in root.iter("a")} == {"#main", *(f"#{part}" for part in parts)}
    # A picture says in words what it shows, and each wide one can be reached by the keyboard.
    assert all(one.get("aria-label") for one in root.iter("svg"))
    assert all(one.get("tabindex") == "0" for one in root.iter("div") if one.get("class") == "wide")


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(tmp_path / "paper") as archive:
        fill(archive)
    target = tmp_path / "out.html"
    assert run(["report", str(tmp_path / "paper"), "-o", str(target)]) == 0
    assert capfd.readouterr().err == f"{target}: 6 stories\n"
    assert "<h1>paper</h1>" in target.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path / "paper")
    assert run(["report", "--title", "Mine"]) == 0
    assert "<h1>Mine</h1>" in Path("report.html").read_text(encoding="utf-8")


def test_an_empty_archive_a_missing_one_and_a_place_that_is_none(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Archive.open(tmp_path / "paper").close()
    assert run(["report", str(tmp_path / "paper"), "-o", str(tmp_path / "out.html")]) == 3
    assert "holds no story yet" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert run(["report", str(tmp_path / "none")]) == 6
    assert run(["report", str(tmp_path / "paper"), "-o", str(tmp_path / "no" / "out.html")]) == 2
    assert "cannot be written" in capfd.readouterr().err
