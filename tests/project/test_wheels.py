"""What `python -m build` makes is installed in clean environments, and gives the records of the checkout.

Two environments: the wheel with what it depends on, and the source without a compiler. Takes a minute and a package
index, so it is skipped unless `TEST_WHEELS=1` is set.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.fixture_pages import FOLDER
from tests.places import ROOT

pytestmark = pytest.mark.skipif(os.environ.get("TEST_WHEELS") != "1", reason="TEST_WHEELS=1 builds and installs wheels")
PAGES = sorted(str(page) for page in FOLDER.glob("*/page.*"))


def done(*command: str, **environment: str) -> bytes:
    # Nothing of the checkout's may be found by the installed one.
    names = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SCRAPER_"))}
    made = subprocess.run(command, cwd=FOLDER.anchor, env=names | environment, capture_output=True, check=False)
    assert made.returncode in {0, 1}, made.stderr.decode()
    return made.stdout


def clean(folder: Path) -> str:
    """A new environment with nothing but pip; returns its Python."""
    venv.create(folder, with_pip=True)
    return str(next(folder.glob("[Bb]in*/python*"), folder / "Scripts" / "python.exe"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done(sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT))
    return folder


@pytest.fixture(scope="module")
def from_wheel(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    python = clean(tmp_path_factory.mktemp("wheel"))
    done(python, "-m", "pip", "install", "-q", str(next(built.glob("*.whl"))))
    return python


@pytest.fixture(scope="module")
def from_source(built: Path, from_wheel: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("source")
    python = clean(folder)
    told = done(from_wheel, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").decode().strip()
    other = done(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").decode().strip()
    # The package itself is found in its own environment first; what it depends on, in the other one's.
    Path(other, "dependencies.pth").write_text(told, encoding="utf-8")
    source = str(next(built.glob("*.tar.gz")))
    done(python, "-m", "pip", "install", "-q", "--no-deps", "--ignore-installed", source, CC="no-compiler")
    return python


EXTRACT = ("-m", "scraper", "extract", "--captured-at", "2026-01-01T00:00:00Z", "--format", "jsonl")


def records(python: str) -> list[bytes]:
    command = [python, *EXTRACT]
    found = done(*command, *PAGES).splitlines()
    assert len(found) > 50
    return found


def test_the_records_of_both_are_those_of_the_checkout(from_wheel: str, from_source: str) -> None:
    command = [sys.executable, *EXTRACT, *PAGES]
    expected = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout.splitlines()
    assert records(from_wheel) == expected
    assert records(from_source) == expected


def test_the_first_steps_work(from_wheel: str, from_source: str) -> None:
    smoke = str(ROOT / "tests" / "smoke.py")
    assert b"compiled" in done(from_wheel, smoke, str(FOLDER))
    assert b"plain Python" in done(from_source, smoke, str(FOLDER))
