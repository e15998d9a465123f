"""The same bytes give byte-identical records in any process, order, hash seed and number of jobs."""

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.fixture_pages import FOLDER

PAGES = sorted(str(page) for page in FOLDER.glob("*/page.*"))
COMMAND = (sys.executable, "-m", "scraper", "extract", "--captured-at", "2026-01-01T00:00:00Z")


def records(pages: Sequence[str], hash_seed: str, *options: str) -> list[bytes]:
    """The lines that a process of its own prints for the pages."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [*COMMAND, *options, *pages]
    done = subprocess.run(command, cwd=FOLDER.parent, env=environment, capture_output=True, check=False)
    return done.stdout.splitlines()


@pytest.mark.parametrize("options", [[], ["--jobs", "3"]], ids=["one a core", "three jobs"])
def test_the_records_are_the_same_everywhere(options: list[str]) -> None:
    first = records(PAGES, "1")
    other = records(PAGES[::-1], "2", *options)
    assert len(first) > 50
    assert other[::-1] == first
