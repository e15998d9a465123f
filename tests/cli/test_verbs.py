"""The command line as a person meets it: what goes to standard output, what to standard error, and the exit code."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from scraper.cli import VERBS, run
from scraper.cli.extract import FORMAT_CHOICES
from scraper.export import FORMAT_NAMES
from tests.fixture_pages import FOLDER

ARTICLE = FOLDER / "english-local-article" / "page.html"
LIST = FOLDER / "section-list-is-no-article" / "page.html"
FIRST = "For the first time since the winter of 2015"
COMMAND = (sys.executable, "-m", "scraper")
ROOT = FOLDER.parent


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def scraper(capfd: pytest.CaptureFixture[str]) -> Run:
    def scraper(*arguments: object) -> Done:
        code = run([str(argument) for argument in arguments])
        return Done(code, *capfd.readouterr())

    return scraper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two good pages and one that is empty, below one another."""
    (tmp_path / "sub").mkdir()
    page = ARTICLE.read_bytes()
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "sub" / "b.html?id=7").write_bytes(page.replace(FIRST.encode(), b"On the other page"))
    (tmp_path / "sub" / "c.txt").write_bytes(b" \n")
    (tmp_path / "notes.json").write_bytes(b"{}")
    return tmp_path


def test_one_record_is_readable_json(scraper: Run) -> None:
    done = scraper("extract", ARTICLE, "--url", "https://www.harbour-gazette.example/x")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith('{\n  "url": "https://www.harbour-gazette.example/x",\n')
    assert FIRST in json.loads(done.out)["body_text"]


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("json", "{\n  "),
        ("jsonl", '{"url": null'),
        ("markdown", "---\n"),
        ("text", "F"),
        ("csv", "url,canonical_url"),
        ("jsonld", '{\n  "@context": "https://schema.org"'),
    ],
)
def test_formats(scraper: Run, form: str, start: str) -> None:
    done = scraper("extract", "--format", form, ARTICLE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(start)


def test_every_format_can_be_asked_for() -> None:
    assert (*FORMAT_NAMES, "parquet", "sqlite") == FORMAT_CHOICES


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]], ids=["in one process", "in children"])
def test_several_records_are_lines_in_the_order_of_the_sources(scraper: Run, folder: Path, jobs: list[str]) -> None:
    done = scraper("extract", *jobs, folder, ARTICLE)
    bodies = [json.loads(line)["body_text"] for line in done.out.splitlines()]
    assert [FIRST in body for body in bodies] == [True, False, True]
    assert "On the other page" in bodies[1]
    assert done.code == 1
    failed, summary = done.err.splitlines()
    assert failed == f"scraper: {folder}/sub/c.txt: is empty"
    assert summary.startswith("scraper: 4 pages, 3 good, 1 failed, ")
    assert summary.endswith(" pages/s")


def test_records_do_not_depend_on_the_number_of_jobs(scraper: Run) -> None:
    pages = sorted(FOLDER.glob("*/page.*"))
    outs = {scraper("extract", *pages, "--jobs", jobs).out for jobs in (1, 2, 3)}
    assert len(outs) == 1


def test_standard_input(scraper: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.read_bytes())))
    done = scraper("extract", "-")
    assert done.code == 0
    assert FIRST in json.loads(done.out)["body_text"]


def test_output_file(scraper: Run, tmp_path: Path) -> None:
    target = tmp_path / "record.json"
    done = scraper("extract", ARTICLE, "-o", target)
    assert done == Done(0, "", "")
    assert FIRST in json.loads(target.read_text(encoding="utf-8"))["body_text"]


def test_a_run_without_records_leaves_the_output_file_alone(scraper: Run, tmp_path: Path) -> None:
    target = tmp_path / "record.json"
    target.write_text("old", encoding="utf-8")
    assert scraper("extract", LIST, "-o", target).code == 3
    assert target.read_text(encoding="utf-8") == "old"


def png(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8)


BAD: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "missing.html": (lambda _: None, 2, "no such file"),
    "www.gazette.example/news/1": (lambda _: None, 2, "no such file; an address begins with https://"),
    "ftp://gazette.example/1": (lambda _: None, 2, "only http and https addresses can be fetched"),
    "empty.html": (lambda path: path.write_bytes(b""), 3, "is empty"),
    "blank.html": (lambda path: path.write_bytes(b" \r\n\t"), 3, "is empty"),
    "folder": (lambda path: path.mkdir(), 3, "no pages in this folder (files named *.html, *.htm, *.php, *.txt, …)"),
    "picture.png": (png, 3, "not a page"),
    "zeros.html": (lambda path: path.write_bytes(bytes(1_000_000)), 3, "not a page"),
    "list.html": (lambda path: path.write_bytes(LIST.read_bytes()), 3, "no article: the page is a list of links"),
    "http://127.0.0.1:9/": (lambda _: None, 4, "--allow-private-host 127.0.0.1 allows it"),
    "http://nowhere.invalid/1": (lambda _: None, 5, "nowhere.invalid"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("verb", ["extract", "explain"])
def test_bad_input_is_one_clear_line(
    scraper: Run, name: str, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, code, message = BAD[name]
    make(tmp_path / name)
    if (verb, name) == ("explain", "list.html"):
        pytest.skip("explain shows what a page is, also when it is no article")
    done = scraper(verb, name)
    assert (done.code, done.out) == (code, "")
    (line,) = done.err.splitlines()
    assert line.startswith(f"scraper: {name}: ")
    assert message in line


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]], ids=["in one process", "in children"])
def test_in_a_batch_the_good_come_out_and_the_bad_are_named(
    scraper: Run, jobs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, (make, _, _) in BAD.items():
        make(tmp_path / name)
    done = scraper("extract", *jobs, *BAD, ARTICLE)
    assert done.code == 1
    assert [FIRST in json.loads(line)["body_text"] for line in done.out.splitlines()] == [True]
    *lines, summary = done.err.splitlines()
    assert [line.split(": ")[1] for line in lines] == list(BAD)
    assert summary.startswith(f"scraper: {len(BAD) + 1} pages, 1 good, {len(BAD)} failed, ")


def test_when_all_fail_alike_the_code_says_how(scraper: Run) -> None:
    assert scraper("extract", "a.html", "b.html").code == 2
    assert scraper("extract", "a.html", LIST).code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extrakt"], "no command"),
        (["extract", "--format", "xml", "x"], "'xml' is not one of"),
        (["extract", "--jobs", "0", "x"], "0 is not in the range"),
        (["extract", "--captured-at", "yesterday", "x"], "expected a time like"),
        (["extract", "--captured-at", "2024-04-30T09:00:00", "x"], "the time has no zone"),
        (["extract", "--url", "https://a.example", "x", "y"], "--url is the address of one page, but there are 2"),
        (["extract", ARTICLE, "-o", ARTICLE], "is one of the pages to read"),
        (["extract", ARTICLE, "-o", "/nowhere/x.json"], "/nowhere/x.json: cannot be written: no such file"),
    ],
)
def test_wrong_usage(scraper: Run, arguments: list[object], message: str) -> None:
    before = ARTICLE.read_bytes()
    done = scraper(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert ARTICLE.read_bytes() == before


def test_explain_shows_one_page(scraper: Run, folder: Path) -> None:
    assert scraper("explain", folder) == Done(2, "", f"scraper: {folder}: holds 3 pages; explain shows one at a time\n")


def test_a_name_that_is_no_utf8(scraper: Run, tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xe2.html")
    Path(odd).write_bytes(b"")
    done = scraper("extract", odd)
    assert done.code == 3
    assert "\\udcb1\\udce2.html: is empty" in done.err


def test_captured_at_is_the_base_of_relative_dates(scraper: Run, tmp_path: Path) -> None:
    text = "The council met on Tuesday evening and voted for the new bridge by nine to four. " * 4
    page = tmp_path / "page.html"
    page.write_text(f"<html lang=en><h1>New bridge agreed</h1><time>3 hours ago</time><p>{text}</p>", encoding="utf-8")
    known = json.loads(scraper("extract", page, "--captured-at", "2024-05-15T09:00:00Z").out)
    assert known["published_at"].startswith("2024-05-15T")
    assert json.loads(scraper("extract", page).out)["published_at"] is None


def test_schema(scraper: Run) -> None:
    done = scraper("schema")
    assert (done.code, done.err) == (0, "")
    assert set(json.loads(done.out)["required"]) == set(json.loads(scraper("extract", ARTICLE).out))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(scraper: Run, verb: str) -> None:
    done = scraper(verb, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: scraper {verb} ")


def test_version(scraper: Run) -> None:
    assert scraper("--version").out.startswith("scraper, version ")


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_reader_that_has_had_enough(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.html").write_bytes(ARTICLE.read_bytes())
    with start("extract", tmp_path) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]], ids=["in one process", "in children"])
def test_an_interrupt_ends_quietly(jobs: list[str], tmp_path: Path) -> None:
    waits = tmp_path / "b.html"
    (tmp_path / "a.html").write_bytes(ARTICLE.read_bytes())
    os.mkfifo(waits)
    # The named pipe can be opened as soon as somebody reads it: then the command is at work, and waits.
    with start("extract", *jobs, tmp_path) as process, waits.open("wb"):
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    *account, last = err.splitlines()
    assert last == b"scraper: interrupted"
    assert b"Traceback" not in err
    assert b"\n".join(account).strip().startswith(b"scraper: interrupted after ")
    assert out.count(b"\n") <= 1


def test_no_traceback_from_a_bug(scraper: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("scraper.pipeline.read", broken)
    done = scraper("extract", ARTICLE)
    assert done == Done(1, "", f"scraper: {ARTICLE}: internal error: KeyError: 'oops'\n")


def test_a_site_that_gives_no_story_says_why(scraper: Run) -> None:
    done = scraper("discover", "http://127.0.0.1:9/")
    assert (done.code, done.out) == (5, "")
    assert "0 stories" in done.err
    assert "--allow-private-host 127.0.0.1 allows it" in done.err
