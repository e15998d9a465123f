"""Many pages on a terminal: a bar while it works, the figures in the last line; off a terminal no bar."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.fixture_pages import FOLDER

PAGE = (FOLDER / "english-local-article" / "page.html").read_bytes()
PAGES = 20
SUMMARY = re.compile(rf"scraper: {PAGES} pages, {PAGES} good, 0 failed, [\d.]+ s, [\d,]+ pages/s")


def start(folder: Path, errors: int) -> subprocess.Popen[bytes]:
    for number in range(PAGES):
        (folder / f"{number}.html").write_bytes(PAGE)
    command = [sys.executable, "-m", "scraper", "extract", str(folder), "--jobs", "2"]
    environment = {**os.environ, "TERM": "xterm"}
    return subprocess.Popen(command, cwd=FOLDER.parent, stdout=subprocess.DEVNULL, stderr=errors, env=environment)


def shown(terminal: int) -> str:
    """All that is written to the terminal until its last writer is gone."""
    parts = []
    try:
        while part := os.read(terminal, 4096):
            parts.append(part)
    except OSError:  # so a Linux terminal says that it is closed
        pass
    return b"".join(parts).decode()


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with start(tmp_path, theirs) as process:
        os.close(theirs)
        text = shown(ours)
        assert process.wait(60) == 0
    os.close(ours)
    assert f"{PAGES}/{PAGES}" in text
    assert SUMMARY.search(text.splitlines()[-1])


def test_a_file_gets_one_line(tmp_path: Path) -> None:
    with start(tmp_path, subprocess.PIPE) as process:
        _, errors = process.communicate(timeout=60)
    assert SUMMARY.fullmatch(errors.decode().strip())
