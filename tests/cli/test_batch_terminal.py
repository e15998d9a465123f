"""Many pages on a terminal: a bar while it works; off a terminal a line now and then; how far it was when stopped."""

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from scraper.cli import batch, run
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


def test_off_a_terminal_a_line_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "0.html").write_bytes(b"")
    for number in range(1, 5):
        (tmp_path / f"{number}.html").write_bytes(PAGE)
    clock = iter(range(0, 1000, 9))
    monkeypatch.setattr(batch, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert run(["extract", str(tmp_path), "--jobs", "1", "-o", str(tmp_path / "out.jsonl")]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if " of 5 pages, " in line]
    assert told == ["scraper: 4 of 5 pages, 0 a second; 1 failed, the last: is empty"]


@pytest.mark.parametrize("is_read", [True, False], ids=["while pages are read", "while nobody takes the records"])
def test_an_interrupt_tells_how_far_it_was(tmp_path: Path, *, is_read: bool) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.html").write_bytes(PAGE)
    command = [sys.executable, "-m", "scraper", "extract", str(tmp_path), "--jobs", "1"]
    command += ["-o", str(tmp_path / "out.jsonl")] if is_read else []
    with subprocess.Popen(command, cwd=FOLDER.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        if is_read:
            while not any(tmp_path.glob("out.jsonl*")):
                assert process.poll() is None
        else:
            process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert re.search(r"interrupted after [\d,]+ of 3,000 pages, [\d,]+ a second", errors.decode())
