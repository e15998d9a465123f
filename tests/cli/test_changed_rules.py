"""`reextract` notices that the rules for sites have changed since the last time."""

import re
import shutil
from pathlib import Path

import pytest

from scraper.cli import run
from tests.fixture_pages import FOLDER

Capture = pytest.CaptureFixture[str]
RULE = """
name = "Harbour Gazette"

[[match]]
host = "harbour-gazette.example"

[[layout]]
headline = "h1"
kicker = "{}"
"""


def made_anew(capfd: Capture, *arguments: str) -> tuple[int, bool]:
    """How many records were made anew, and whether it was said that the rules have changed."""
    capfd.readouterr()
    assert run(["reextract", *arguments]) == 0
    err = capfd.readouterr().err
    found = re.search(r"(\d+) records (?:would be )?made anew", err)
    assert found
    return int(found[1]), "not those of the last time" in err


def test_changed_rules_are_noticed(tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    shutil.copy(FOLDER / "english-local-article" / "page.html", page)
    archive, rules = tmp_path / "paper", tmp_path / "rules"
    rules.mkdir()
    rule = rules / "gazette.toml"
    rule.write_text(RULE.format(".kicker"), encoding="utf-8")
    assert run(["load", "--archive", str(archive), str(page)]) == 0
    monkeypatch.chdir(archive)
    assert made_anew(capfd) == (0, False)
    chosen = ("--sites", str(rules))
    assert made_anew(capfd, *chosen, "--dry-run") == (1, True)
    assert made_anew(capfd, *chosen) == (1, True)
    assert made_anew(capfd, *chosen) == (0, False)
    rule.write_text(RULE.format(".rubric"), encoding="utf-8")
    assert made_anew(capfd, *chosen) == (1, True)
    monkeypatch.setenv("SCRAPER_SITES", str(rules))
    assert made_anew(capfd) == (0, False)
    assert made_anew(capfd, "--all") == (1, False)
