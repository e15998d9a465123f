"""`scraper fetch`, and `scraper extract` of addresses that give no article: one clear line and the exit code each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.store.warc.reader import read_warc
from tests.fakes.raw_server import Line, RawServer, Script
from tests.fetch.test_defects import BOMB
from tests.places import ROOT, WALLS

ARTICLE = (ROOT / "fixtures" / "english-local-article" / "page.html").read_bytes()


def page(body: bytes, *headers: str, status: str = "200 OK") -> Script:
    return lambda line: line.page(body, *headers, status=status)


def conditional(line: Line) -> None:
    if line.header("if-none-match") == '"7"':
        line.page(b"", status="304 Not Modified")
    else:
        line.page(ARTICLE, 'ETag: "7"')


@pytest.fixture
def server() -> Iterator[RawServer]:
    scripts: dict[str, Script] = {
        "/robots.txt": page(b"User-agent: *\nDisallow: /private", "Content-Type: text/plain"),
        "/story": page(ARTICLE, "Content-Type: text/html; charset=utf-8"),
        "/pdf": page(b"%PDF-1.7", "Content-Type: application/pdf"),
        "/challenge": page((WALLS / "challenge-cloudflare.html").read_bytes(), status="403 Forbidden"),
        "/bomb": page(BOMB * 2, "Content-Encoding: gzip"),
        "/same": conditional,
    }
    with RawServer(scripts=scripts) as running:
        yield running


def scraper(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scraper", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "SCRAPER_ALLOW_PRIVATE_HOSTS": "127.0.0.1"},
    )


@pytest.mark.parametrize(
    ("path", "code", "told"),
    [
        ("/pdf", 5, "the answer is a PDF, not a page"),
        ("/challenge", 4, "challenge page (cloudflare)"),
        ("/private", 4, "robots.txt of 127.0.0.1 forbids this address"),
        ("/bomb", 5, "the answer is larger than 32 MiB"),
        ("/nowhere", 5, "the server answered 404"),
    ],
)
def test_an_address_without_an_article_is_one_line(server: RawServer, path: str, code: int, told: str) -> None:
    done = scraper("extract", server.url(path))
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert done.stderr.startswith(f"scraper: {server.url(path)}: ")
    assert done.stderr.count("\n") == 1


def test_a_dead_host_is_one_line() -> None:
    with RawServer() as gone:
        pass
    done = scraper("extract", gone.url("/story"))
    assert (done.returncode, done.stdout) == (5, "")
    assert "connection refused" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_private_host_is_one_line_that_says_how_to_allow_it(server: RawServer) -> None:
    done = scraper("extract", server.url("/story", "localhost"))
    assert done.returncode == 4
    assert "--allow-private-host localhost allows it" in done.stderr


def test_pages_go_into_a_warc_file(server: RawServer, tmp_path: Path) -> None:
    file = tmp_path / "pages.warc.gz"
    urls = [server.url(path) for path in ("/story", "/challenge", "/pdf", "/story")]
    done = scraper("fetch", *urls, "-o", file, "--delay", "0")
    assert done.returncode == 1
    assert done.stdout == f"200 {len(ARTICLE)} {urls[0]}\n"
    assert "challenge page" in done.stderr
    assert "a PDF" in done.stderr
    stored = {response.url: response.content for response in read_warc(file)}
    assert stored == {urls[0]: ARTICLE, urls[1]: (WALLS / "challenge-cloudflare.html").read_bytes()}


def test_a_page_that_did_not_change_is_not_sent_again(server: RawServer, tmp_path: Path) -> None:
    url = server.url("/same")
    first = scraper("fetch", url, "--archive", tmp_path / "town")
    again = scraper("fetch", url, "--archive", tmp_path / "town")
    assert (first.returncode, first.stdout) == (0, f"200 {len(ARTICLE)} {url}\n")
    assert (again.returncode, again.stdout) == (0, f"304 0 {url} (not modified)\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "give either -o FILE.warc.gz or --archive DIR"),
        (("-o", "a.warc.gz", "--archive", "b"), "give either -o FILE.warc.gz or --archive DIR"),
        (("-o", "pages.zip"), "the name of a WARC file ends in .warc.gz or .warc"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], told: str) -> None:
    done = scraper("fetch", "http://paper.example/", *arguments)
    assert done.returncode == 2
    assert told in done.stderr
