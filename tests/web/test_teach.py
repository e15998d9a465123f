"""Teaching from ticked blocks to new records, by forms alone; in a Chromium it is `test_browser.py` that clicks."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scraper.pipeline import record_of
from scraper.sites import chosen_sites
from scraper.store import Archive, Item
from tests.fakes.served_paper import client, story_page

DECK = '<div class="closing-box">{n}번째 맺음말을 부제로 쓴다</div>'


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "taught") as opened:
        pages = [story_page(number, extra=DECK.format(n=number)) for number in range(6)]
        pages = [
            replace(page, content=page.content.replace(b'<div class="deck-line">', b"<div hidden>")) for page in pages
        ]
        opened.add_batch([Item(page, record_of(page)) for page in pages])
        other = story_page(2, host="dawn.example", extra=DECK.format(n=2))
        opened.add_batch([Item(other, record_of(other))])
        yield opened


def csrf(browser: TestClient, address: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', browser.get(address).text)
    assert found is not None
    return found[1]


def block_of(browser: TestClient, text: str) -> str:
    found = re.search(rf'<li data-block="(\d+)"(?:(?!<li).)*{text}', browser.get("/capture/1/xray").text, re.DOTALL)
    assert found is not None
    return found[1]


def subtitle(archive: Archive, number: int) -> str | None:
    article = archive.article(number)
    assert article is not None
    return article.subtitle


def test_from_a_ticked_block_to_new_records(archive: Archive) -> None:
    browser = client(archive)
    form = {"csrf": csrf(browser, "/capture/1/xray"), "role": "subtitle"}
    proposed = browser.post("/capture/1/teach", data={**form, "block": block_of(browser, "맺음말을")})
    assert proposed.status_code == 200
    assert '<code>.closing-box</code></td><td class="number">5</td><td class="number">0</td>' in proposed.text
    form["selector"] = ".closing-box"
    shown = browser.post("/capture/1/preview", data=form)
    assert "<b>6</b> / 6 records would change" in shown.text
    assert "3번째 맺음말을 부제로 쓴다" in shown.text
    assert archive.folder is not None
    assert not (archive.folder / "sites").exists()
    before = [subtitle(archive, number) for number in range(1, 8)]
    job = browser.post("/capture/1/accept", data=form)
    for _ in range(100):
        if "complete" in job.text:
            break
        time.sleep(0.05)
        job = browser.get(job.url.path)
    assert "complete: 6" in job.text
    assert [subtitle(archive, number) for number in range(1, 7)] == [f"{n}번째 맺음말을 부제로 쓴다" for n in range(6)]
    assert subtitle(archive, 7) == before[6]
    file = archive.folder / "sites" / "taught-hanbit.example.toml"
    assert 'subtitle = [".closing-box"]' in file.read_text(encoding="utf-8")
    # From now on pages of the paper are read with it, here and on the command line.
    later = story_page(9, extra=DECK.format(n=9))
    record = browser.post("/api/extract", params={"url": later.url}, content=later.content).json()
    assert record["subtitle"] == "9번째 맺음말을 부제로 쓴다"
    assert chosen_sites((str(file.parent),)).rules[0].file == file.name


def test_a_drift_alarm_leads_to_the_stories_that_lack_the_field(archive: Archive) -> None:
    text = client(archive).get("/teach?site=hanbit.example&field=authors").text
    assert text.count("/xray") >= 6
    assert "There is none." in client(archive).get("/teach?site=hanbit.example&field=headline").text
    assert client(archive).get("/teach?site=hanbit.example&field=nothing").status_code == 400


def test_nobody_teaches_a_read_only_server(archive: Archive) -> None:
    browser = client(archive, is_read_only=True)
    assert "Propose a rule" not in browser.get("/capture/1/xray").text
    form = {"csrf": csrf(browser, "/xray"), "role": "subtitle", "selector": ".closing-box", "block": "1"}
    for verb in ("teach", "preview", "accept"):
        assert browser.post(f"/capture/1/{verb}", data=form).status_code == 403
    assert archive.folder is not None
    assert not (archive.folder / "sites").exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"csrf": "0" * 64}, 403),
        ({"role": "hidden"}, 400),
        ({"role": "evidence"}, 400),
        ({"selector": "<script>"}, 400),
        ({"selector": "xpath: //*"}, 400),
        ({"selector": ""}, 400),
        ({"until": "gestern"}, 400),
        ({"selector": '.a"]\nbody = ["html'}, 400),
    ],
)
def test_what_no_rule_can_say_is_not_written(archive: Archive, changes: dict[str, str], status: int) -> None:
    browser = client(archive)
    form = {"csrf": csrf(browser, "/capture/1/xray"), "role": "subtitle", "selector": ".closing-box"}
    for verb in ("preview", "accept"):
        assert browser.post(f"/capture/1/{verb}", data={**form, **changes}).status_code == status
    assert archive.folder is not None
    assert not (archive.folder / "sites").exists()


def test_blocks_that_are_not_there(archive: Archive) -> None:
    browser = client(archive)
    form = {"csrf": csrf(browser, "/capture/1/xray"), "role": "subtitle"}
    for block in ("999", "x", "-1", "1" * 30):
        assert browser.post("/capture/1/teach", data={**form, "block": block}).status_code == 400
    assert browser.post("/capture/999/teach", data={**form, "block": "1"}).status_code == 404
    assert browser.get("/job/none").status_code == 404
