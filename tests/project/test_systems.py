"""What a system without Unix modules needs: imitated by hiding them from a new interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixture_pages import FOLDER

PAGE = FOLDER / "english-local-article" / "page.html"
# The module that locks files on Windows, as far as it is asked.
WINDOWS = """
import sys, types, os, subprocess, multiprocessing.connection, multiprocessing.util, tempfile, shutil, asyncio
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
for name in ("O_CLOEXEC", "sched_getaffinity", "pread", "pwrite"):
    delattr(os, name)
sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=2, locking=lambda descriptor, mode, size: None)
"""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["extract", str(PAGE), "--format", "text"], "Ferry returns to Saltmere"),
        (["init", "other"], ""),
        (["load", "--archive", "paper", str(PAGE)], ""),
        (["search", "--archive", "paper", "ferry"], "Ferry returns to Saltmere"),
    ],
)
def test_verbs_run_without_what_only_unix_has(arguments: list[str], told: str, tmp_path: Path) -> None:
    loading = "" if arguments[0] in {"extract", "init"} else f"run(['load', '--archive', 'paper', {str(PAGE)!r}])"
    code = f"{WINDOWS}\nfrom scraper.cli import run\n{loading}\nsys.exit(run({arguments!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout
