"""Which archive a verb works on when none is named, and where its tables are said to be."""

import json
from pathlib import Path

import pytest

from scraper.cli import run
from tests.fakes.postgres import Server
from tests.fixture_pages import FOLDER

ARTICLE = str(FOLDER / "english-local-article" / "page.html")
Capture = pytest.CaptureFixture[str]


def found(capfd: Capture, *arguments: str) -> int:
    capfd.readouterr()
    run(["search", "--json", *arguments, "ferry"])
    return int(json.loads(capfd.readouterr().out)["count"])


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    assert run(["load", "--archive", str(tmp_path / "paper"), ARTICLE]) == 0
    return tmp_path / "paper"


def test_the_archive_around(paper: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (paper, paper / "warc"):
        monkeypatch.chdir(folder)
        assert found(capfd) == 1
    monkeypatch.chdir(paper.parent)
    assert run(["search", "ferry"]) == 2
    assert "no archive named; give --archive DIR" in capfd.readouterr().err


def test_the_archive_of_the_environment(paper: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRAPER_ARCHIVE", str(paper))
    assert found(capfd) == 1
    monkeypatch.setenv("SCRAPER_ARCHIVE", f"sqlite:///{paper / 'scraper.db'}")
    assert found(capfd) == 1
    assert run(["search", "--archive", str(paper.parent / "other"), "ferry"]) == 6
    assert "no archive stands here" in capfd.readouterr().err


def test_the_tables_of_the_settings(
    tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch, postgresql_server: Server
) -> None:
    paper = tmp_path / "paper"
    assert run(["init", str(paper)]) == 0
    (paper / "scraper.db").unlink()
    settings = paper / "scraper.toml"
    settings.write_text(f'db = "$PAPER_DB"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")
    assert run(["load", "--archive", str(paper), ARTICLE]) == 2
    assert "db: the environment has no PAPER_DB" in capfd.readouterr().err
    monkeypatch.setenv("PAPER_DB", postgresql_server.create())
    assert run(["load", "--archive", str(paper), ARTICLE]) == 0
    assert found(capfd, "--archive", str(paper)) == 1
    assert not (paper / "scraper.db").exists()


def test_a_wrong_setting(paper: Path, capfd: Capture) -> None:
    (paper / "scraper.toml").write_text("db = 5\n", encoding="utf-8")
    assert run(["status", "--archive", str(paper)]) == 2
    assert 'scraper.toml:1: db: must be an address like "postgresql://USER@HOST/NAME"' in capfd.readouterr().err
