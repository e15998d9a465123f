"""What an interrupt tells of work that is stored transaction by transaction, and of a record of a wrong length."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from scraper.cli import run
from scraper.store import reextraction
from scraper.store.archive import Archive
from scraper.store.warc import WarcFile, read_warc
from tests.fakes.store_records import page, record


def interrupted(results: Iterable[Any], after: int) -> Iterator[Any]:
    yield from islice(results, after)
    raise KeyboardInterrupt


def test_load_tells_what_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(f"{record(number, 'Text.').to_json(indent=None)}\n" for number in range(4))
    (tmp_path / "records.jsonl").write_text(lines, encoding="utf-8")
    whole = Archive.store
    monkeypatch.setattr(Archive, "store", lambda self, prepared: interrupted(whole(self, prepared, size=1), 3))
    assert run(["load", "--archive", str(tmp_path / "a"), str(tmp_path / "records.jsonl")]) == 130
    assert "interrupted; 3 items: 3 new are stored; the same command goes on" in capsys.readouterr().err
    monkeypatch.undo()
    assert run(["load", "--archive", str(tmp_path / "a"), str(tmp_path / "records.jsonl")]) == 0
    assert "4 items: 1 new, 3 unchanged" in capsys.readouterr().err


def test_reextract_tells_how_many_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive.open(tmp_path / "a") as archive:
        for number in range(3):
            archive.add(page(number), record(number, "Text."))
    whole = reextraction.reextract
    monkeypatch.setattr("scraper.store.reextract", lambda *given, **more: interrupted(whole(*given, **more), 2))
    assert run(["reextract", "--all", "--jobs", "1", "--archive", str(tmp_path / "a")]) == 130
    assert "interrupted; 2 stories are done; the same command goes on" in capsys.readouterr().err


def test_a_record_longer_than_it_says_is_told_without_its_bytes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plain.warc"
    with WarcFile(path) as file:
        file.write(page(1))
        file.write(page(2))
    first, mark, rest = path.read_bytes().partition(b"\r\n\r\nHTTP/1.1 200")
    head, _, length = first.rpartition(b" ")
    path.write_bytes(b"%b %d%b%b" % (head, int(length) - 20, mark, rest))
    told: list[str] = []
    list(read_warc(path, on_problem=told.append))
    assert [one for one in told if "is not as long as it says" in one]
    assert capfd.readouterr().err == ""
