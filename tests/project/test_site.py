"""The documentation as a site: built strictly, so that no page is left out and no link leads nowhere; its tutorials and
the README's first screen, typed as they stand there."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.cli import run
from tests.fixture_pages import FOLDER
from tests.places import ROOT
from tests.project.test_docs import pattern

TUTORIALS = ROOT / "docs" / "tutorials"
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="mkdocs is not installed: pip install '.[docs]'")
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Find the articles that have all WORDS" in (tmp_path / "commands" / "index.html").read_text(encoding="utf-8")
    assert "Return the record" in (tmp_path / "api" / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a reader of the tutorials sits: with two saved pages."""
    (tmp_path / "pages").mkdir()
    for name, page in (("ferry", "english-local-article"), ("bruecke", "german-local-article")):
        shutil.copy(FOLDER / page / "page.html", tmp_path / "pages" / f"{name}.html")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SCRAPER_ARCHIVE", raising=False)
    return tmp_path


def typed(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, each with what it is said to print."""
    found = []
    for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


@pytest.mark.parametrize("name", ["command-line", "archive"])
def test_a_tutorial_can_be_typed(name: str, desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    commands = typed(TUTORIALS / f"{name}.md")
    assert len(commands) > 5
    for command, shown in commands:
        program, *arguments = shlex.split(command)
        assert program == "scraper"
        capfd.readouterr()
        assert run(arguments) == 0, command
        out, _ = capfd.readouterr()
        assert pattern(shown).match(out), f"{command}\n{out}"
    assert list(desk.glob("*.csv"))


def test_the_first_screen_of_the_readme_can_be_typed(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (desk / "fixtures").symlink_to(FOLDER)
    commands = typed(ROOT / "README.md")
    assert [command.split()[1] for command, _ in commands[:5]] == ["extract", "extract", "load", "search", "report"]
    for command, shown in commands:
        if command.startswith("scraper "):
            capfd.readouterr()
            assert run(shlex.split(command)[1:]) == 0, command
            out, _ = capfd.readouterr()
            assert pattern(shown).match(out), f"{command}\n{out}"


@pytest.mark.usefixtures("desk")
def test_the_tutorial_for_python_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in PYTHON.findall((TUTORIALS / "database.md").read_text(encoding="utf-8")):
        exec(block, names)  # noqa: S102 -- what a reader would type
    out = capsys.readouterr().out
    assert "new 1" in out
    assert "1 Ferry returns to Saltmere after nine-year gap" in out
