"""Rules for sites on the verbs that crawl: the records are those that `extract` makes, the user's own rules win."""

import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest

from scraper.cli import run
from scraper.crawl.reading import Task, read_page
from scraper.pipeline import extract, record_of
from scraper.store.archive import Archive
from scraper.store.database.schema import captures
from tests.fakes.town.running import running_town
from tests.fixture_pages import fixture_folders, load
from tests.places import ROOT

RULE = """
name = "Saltmere"
[[match]]
url = '^/20\\d\\d/\\d\\d/\\d\\d/'
[[layout]]
headline = "h1.entry-title"
body = "div.entry-content"
"""
DAYS = ("--from", "2000-01-01", "--to", "2100-01-01")
VERBS = (("crawl",), ("backfill", *DAYS))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_ones_own_rules_win(verb: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "saltmere.toml").write_text(RULE, encoding="utf-8")
    archive = str(tmp_path / "a")
    with running_town(tmp_path / "log", 6, ("wordpress",)) as town:
        monkeypatch.setenv("SCRAPER_ALLOW_PRIVATE_HOSTS", ",".join(town.hosts))
        command = [*verb, *town.sites, "--archive", archive, "--delay", "0", "--sites", str(rules)]
        assert run(command) == 0
    with Archive.open(archive) as opened:
        sources = [article.evidence["headline"].source for _, article in opened.records()]
    assert sources == ["site rule Saltmere: h1.entry-title"] * 6


FUNCTIONS = """
import scraper

@scraper.site(when=lambda page: page.soup.select_one("h1.entry-title") is not None)
def saltmere(page):
    return {"kicker": WORD, "headline": page.soup.select_one("h1.entry-title")}

@scraper.site(when=lambda page: True)
def broken(page):
    return {"subtitle": page.soup.find("x").get_text()}
"""


def told_by(*arguments: str) -> str:
    """What a command of its own process, and its children, say on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "scraper", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return done.stderr


def test_site_functions_run_in_a_crawl_and_when_records_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rules" / "saltmere.py"
    file.parent.mkdir()
    file.write_text(FUNCTIONS.replace("WORD", "'Sea'"), encoding="utf-8")
    archive = str(tmp_path / "a")
    with running_town(tmp_path / "log", 6, ("wordpress",)) as town:
        monkeypatch.setenv("SCRAPER_ALLOW_PRIVATE_HOSTS", ",".join(town.hosts))
        place = ["--archive", archive, "--delay", "0", "--sites", str(file.parent)]
        err = told_by("crawl", *town.sites, *place)
    told = "site function broken: AttributeError: 'NoneType' object has no attribute 'get_text' (saltmere.py, line 10)"
    assert told in err

    def kickers() -> set[tuple[str | None, str, str]]:
        with Archive.open(archive) as opened:
            records = [article for _, article in opened.records()]
        assert len(records) == 6
        return {(one.kicker, one.evidence["kicker"].source, one.evidence["headline"].source) for one in records}

    source = "site function saltmere"
    assert kickers() == {("Sea", source, source)}
    other = tmp_path / "other" / "saltmere.py"
    other.parent.mkdir()
    other.write_text(FUNCTIONS.replace("WORD", "'Harbour'"), encoding="utf-8")
    again = told_by("reextract", "--archive", archive, "--all", "--jobs", "2", "--sites", str(other.parent))
    assert told in again
    # One of them stands on several pages, and stays as it is.
    assert kickers() == {("Harbour", source, source), ("Sea", source, source)}


def test_a_record_is_the_one_that_its_stored_page_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = str(tmp_path / "a")
    with running_town(tmp_path / "log", 8, ("ndsoft", "mediaon", "gnuboard")) as town:
        monkeypatch.setenv("SCRAPER_ALLOW_PRIVATE_HOSTS", ",".join(town.hosts))
        assert run(["crawl", *town.sites, "--archive", archive, "--delay", "0"]) == 0
    with Archive.open(archive) as opened:
        stored = dict(opened.records())
        with opened.reading() as connection:
            pages = connection.execute(captures.select().where(captures.c.article_id.is_not(None))).all()
        responses = [(page.article_id, opened.response(page.id)) for page in pages if page.part_of is None]
    records = {number: record_of(response) for number, response in responses if response}
    whole = {number: record for number, record in records.items() if record.next_page is None}
    assert len(whole) >= 16
    assert {number: stored[number] for number in whole} == whole


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("folder", fixture_folders(), ids=lambda folder: folder.name)
def test_a_crawl_reads_every_page_as_extract_does(folder: Path, form: Literal["NFC", "NFD"]) -> None:
    page = load(folder)
    content = page.content
    if form == "NFD":
        content = unicodedata.normalize(form, content.decode("utf-8", "replace")).encode()
    captured_at = page.captured_at or datetime(2026, 1, 1, tzinfo=UTC)
    url = page.url or "https://paper.example/1"
    assert read_page(Task(1, url, url, content, None, captured_at)).article == extract(
        content, url, captured_at=captured_at
    )


@pytest.mark.parametrize("verb", [*VERBS, ("discover",)], ids=lambda verb: verb[0])
def test_a_wrong_rule_ends_the_command_before_anything_is_asked(
    verb: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "paper.toml").write_text(RULE.replace("headline", "headlin"), encoding="utf-8")
    place = () if verb == ("discover",) else ("--archive", str(tmp_path / "a"))
    # Nobody listens there: a request would end otherwise.
    assert run([*verb, "http://127.0.1.250:9/", *place, "--sites", str(tmp_path)]) == 2
    assert "paper.toml" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("sites", "told"), [((), "no SITE is named"), (("ftp://paper.example",), "not the address of a site")]
)
def test_a_crawl_of_nothing_leaves_no_archive(
    sites: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["crawl", *sites, "--archive", str(tmp_path / "a")]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "a").exists()
