"""The Python examples of the documentation are type-checked as a reader would: by mypy and by Pyright."""

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
SNIPPET = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def code_of(page: Path) -> str:
    """The examples of a page one after the other, as they build on each other; of a session what was typed."""
    parts = SNIPPET.findall(page.read_text(encoding="utf-8"))
    return "\n".join(doctest.script_from_examples(part) if part.startswith(">>>") else part for part in parts)


# What both checkers must find fault with, three times; without it a checker that sees nothing would pass everything.
WRONG = "import scraper\nscraper.fetch(1)\nscraper.extract('a').headlin\nscraper.crawl('https://a.example')\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("snippets")
    for page in PAGES:
        if code := code_of(page):
            place = page.relative_to(DOCS if page.is_relative_to(DOCS) else ROOT).with_suffix("")
            name = "_".join(place.parts).lower().replace("-", "_")
            (made / f"{name}_examples.py").write_text(code, encoding="utf-8")
    assert {path.stem for path in made.glob("*.py")} >= {"readme_examples", "python_examples", "archive_examples"}
    (made / "wrong.py").write_text(WRONG, encoding="utf-8")
    return made


# In a strict run; a reader's own functions may go without types, and libraries may bring none.
MYPY = (
    *("--strict", "--allow-untyped-defs", "--ignore-missing-imports"),
    *("--config-file=", "--follow-imports=silent", "--no-error-summary"),
)


def test_the_examples_pass_mypy(folder: Path) -> None:
    files = map(str, folder.glob("*.py"))
    command = [sys.executable, "-m", "mypy", *MYPY, f"--cache-dir={folder / 'cache'}", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    found = (done.stdout + done.stderr).splitlines()
    assert [line for line in found if "wrong.py" not in line] == []
    assert len(found) == 3


def test_the_examples_pass_pyright(folder: Path) -> None:
    pytest.importorskip("basedpyright")
    settings = {"typeCheckingMode": "standard", "reportMissingImports": False, "reportMissingModuleSource": False}
    (folder / "pyrightconfig.json").write_text(json.dumps({**settings, "extraPaths": [str(ROOT)]}), encoding="utf-8")
    command = [sys.executable, "-m", "basedpyright", "--outputjson", "--project", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    errors = [one for one in json.loads(done.stdout)["generalDiagnostics"] if one["severity"] == "error"]
    told = [f"{Path(one['file']).name}: {one['message']}" for one in errors]
    assert [line for line in told if not line.startswith("wrong.py")] == []
    assert len(told) == 3
