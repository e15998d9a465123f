"""What `scraper extract` and `scraper load` take from disks and pipes: folders of many kinds, packed pages, lists."""

import gzip
import io
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.cli.folders import pages_in
from scraper.store import Archive
from scraper.store.warc import read_warc
from tests.fakes.raw_server import RawServer
from tests.fixture_pages import FOLDER

ENGLISH = (FOLDER / "english-local-article" / "page.html").read_bytes()
GERMAN = (FOLDER / "german-local-article" / "page.html").read_bytes()
URL = "https://www.harbour-gazette.example/news/ferry-returns-to-saltmere-48213"


class Pipe:
    """Standard input that is a pipe, or a terminal."""

    def __init__(self, content: bytes, *, is_terminal: bool = False) -> None:
        self.buffer = io.BytesIO(content)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def fill(folder: Path, names: str, content: bytes = ENGLISH) -> None:
    for name in names.split():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)


# ---------------------------------------------------------------- standard input and lists of addresses


def test_a_page_that_is_piped_in(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(ENGLISH))
    assert run(["extract", "--url", URL]) == 0
    assert json.loads(capfd.readouterr().out)["url"] == URL


def test_nobody_is_left_waiting_at_a_terminal(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(ENGLISH, is_terminal=True))
    assert run(["extract"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "name a page, a folder or an address" in err


def test_nothing_piped_in_is_nothing_found(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(b""))
    assert run(["extract"]) == 3
    assert "standard input: is empty" in capfd.readouterr().err


@pytest.mark.parametrize("way", ["file", "pipe", "with a page", "byte order mark"])
def test_a_list_of_addresses(
    way: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scraper.toml").write_text('[fetch]\ndelay = 0\nallow_private_hosts = ["127.0.0.1"]\n')
    page, listed = tmp_path / "page.html", tmp_path / "urls.txt"
    page.write_bytes(GERMAN)
    with RawServer(scripts={"/a": lambda line: line.page(ENGLISH), "/b": lambda line: line.page(GERMAN)}) as server:
        text = f"# two stories\n\n  {server.url('/a')}  \r\nferry news\n{server.url('/b')}\n".encode()
        listed.write_bytes(b"\xef\xbb\xbf" + text if way == "byte order mark" else text)
        monkeypatch.setattr(sys, "stdin", Pipe(text))
        sources = [str(page)] if way == "with a page" else []
        options = ["--config", str(tmp_path / "scraper.toml"), "--urls", "-" if way == "pipe" else str(listed)]
        assert run(["extract", *options, *sources]) == 1
    out, err = capfd.readouterr()
    assert [json.loads(line)["language"] for line in out.splitlines()] == [*["de"][: len(sources)], "en-GB", "de"]
    name = "standard input" if way == "pipe" else str(listed)
    assert f"{name}: line 4: ferry news: no address; one a line, beginning with https://" in err


def test_a_list_that_is_not_there(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["extract", "--urls", str(tmp_path / "no.txt")]) == 2
    assert "no.txt: no such file" in capfd.readouterr().err


# ---------------------------------------------------------------- folders

PAGES = "a.html b.htm.gz view.php@id=1 48213 news/48214 2024.05.14-story view@id=2 Story.html 이야기.html Bericht.htm"
ASIDE = (
    "Story_files/ad.html 이야기_files/frame.html Bericht-Dateien/x.html .hidden picture.jpg data.json "
    "news/48213_files/x.html 48213_files/x.html"
)
KEPT = "2024-05/c.html Other_files/d.html Story/e.html"


def test_the_pages_of_a_folder(tmp_path: Path) -> None:
    fill(tmp_path, f"{PAGES} {KEPT} {ASIDE}")
    fill(tmp_path, "notes Makefile", b"all:\n\techo no page\n")
    fill(tmp_path, "index" * 1, b"\xff\xd8\xff\xe0 a picture <")
    # `news/48213_files` stands beside no page of its name.
    expected = sorted([*PAGES.split(), *KEPT.split(), "news/48213_files/x.html"])
    assert sorted(Path(path).relative_to(tmp_path).as_posix() for path in pages_in(tmp_path)) == expected


def test_packed_pages(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path, "a.html.gz b.html")
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(ENGLISH)[:900])
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(bytes(70 * 1024 * 1024)))
    (tmp_path / "several.html.gz").write_bytes(gzip.compress(ENGLISH[:3000]) + gzip.compress(ENGLISH[3000:]))
    assert run(["extract", str(tmp_path), "--format", "csv"]) == 1
    out, err = capfd.readouterr()
    rows = out.splitlines()[1:]
    assert sum("Ferry returns to Saltmere" in row for row in rows) == 3
    assert "cut.html.gz: a gzip file that is broken or cut off" in err
    assert "bomb.html.gz: a gzip file of more than 64 MiB" in err


def test_a_pattern_that_no_shell_has_replaced(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path, "2024/a.html 2024/05/b.html 2025/c.html")
    assert run(["extract", f"{tmp_path}/2024/**/*.html"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 2
    assert run(["extract", f"{tmp_path}/202?/"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 3
    assert run(["extract", f"{tmp_path}/2023/*.html"]) == 2
    assert "2023/*.html: no such file" in capfd.readouterr().err


# ---------------------------------------------------------------- saved pages into an archive


def test_saved_pages_are_loaded_with_their_files_times(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "pages"
    fill(pages, "Story.html Story_files/ad.html")
    fill(pages, "77120", GERMAN)
    fill(pages, "bare.html", b"<h1>Ferry</h1><p>No address here, but a sentence that goes on for a while.")
    saved_at = datetime(2024, 5, 20, 8, 30, tzinfo=UTC)
    os.utime(pages / "Story.html", (saved_at.timestamp(), saved_at.timestamp()))
    archive = str(tmp_path / "paper")
    assert run(["load", "--archive", archive, str(pages)]) == 1
    err = capfd.readouterr().err
    assert "bare.html: declares no address; name it in a CSV file" in err
    assert "2 items: 2 new; 1 problems" in err
    with Archive.open(archive) as opened:
        number = opened.find(URL)
        assert number is not None
        capture = opened.capture(1) if opened.capture(1)["url"] == URL else opened.capture(2)
        assert datetime.fromisoformat(str(capture["fetched_at"])) == saved_at
        response = opened.response(capture["id"])
        assert response is not None
        assert (response.content, response.is_saved, response.fetched_at) == (ENGLISH, True, saved_at)
    (warc,) = (tmp_path / "paper" / "warc").glob("*.warc.gz")
    assert gzip.decompress(warc.read_bytes()).count(b"WARC-Type: resource") == 2
    assert b"WARC-Type: request" not in gzip.decompress(warc.read_bytes())
    assert [response.is_saved for response in read_warc(str(warc))] == [True, True]


def test_loaded_again_nothing_changes_and_they_can_be_read_anew(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path, "pages/Story.html")
    archive = str(tmp_path / "paper")
    for expected in ("1 new", "1 repeated"):
        assert run(["load", "--archive", archive, f"{tmp_path}/pages/*.html"]) == 0
        assert expected in capfd.readouterr().err
    os.utime(tmp_path / "pages" / "Story.html", (1, 1))
    assert run(["load", "--archive", archive, str(tmp_path / "pages" / "Story.html")]) == 0
    assert run(["reextract", "--archive", archive]) == 0


@pytest.mark.parametrize("heading", ["", "file,url\n", "\ufefffile,url\n"])
def test_addresses_from_a_table(heading: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bare = b"<h1>Ferry back in service</h1>" + b"<p>The first crossing left the quay at dawn with 112 people.</p>" * 4
    fill(tmp_path, "pages/a.html pages/deep/b.html.gz", bare)
    table = tmp_path / "pages" / "map.csv"
    table.write_text(f"{heading}a.html,https://a.example/1\ndeep/b.html.gz,https://a.example/2\n", encoding="utf-8")
    options = ["--archive", str(tmp_path / "paper"), "--json", "--url-from", str(table)]
    assert run(["load", *options, str(tmp_path / "pages")]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [json.loads(line)["url"] for line in lines] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize("row", ["b.html", "b.html,no address", "b.html,"])
def test_a_wrong_table_is_refused_with_its_line(row: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path, "a.html")
    (tmp_path / "map.csv").write_text(f"a.html,https://a.example/1\n{row}\n", encoding="utf-8")
    options = ["--archive", str(tmp_path / "paper"), "--url-from", str(tmp_path / "map.csv")]
    assert run(["load", *options, str(tmp_path / "a.html")]) == 2
    assert "map.csv: line 2: expected a file and its address" in capfd.readouterr().err
    assert not (tmp_path / "paper").exists()


def test_records_are_still_records_whatever_their_file_is_called(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path, "a.html")
    assert run(["extract", str(tmp_path / "a.html"), "-o", str(tmp_path / "records.txt")]) == 0
    assert run(["load", "--archive", str(tmp_path / "paper"), str(tmp_path / "records.txt")]) == 0
    assert "1 items: 1 new; 0 problems" in capfd.readouterr().err
