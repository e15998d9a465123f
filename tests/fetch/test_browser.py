"""A page that only a browser can make, made by a real one; skipped by name where there is none."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.errors import FetchTimeout, UsageError
from scraper.fetch import Guard, HttpFetcher, Limits
from scraper.fetch import browser as browsers
from scraper.fetch.browser import BrowserFetcher
from tests.fakes.raw_server import RawServer, Script

needs_browser = pytest.mark.skipif(
    importlib.util.find_spec("playwright") is None or browsers.find_browser() is None,
    reason="no playwright or no Chromium here",
)

SHELL = b'<!doctype html><title>Harbour Gazette</title><div id="root"></div><script src="/app.js"></script>'
APP = b"""
const root = document.getElementById("root");
fetch("/api/story").then(answer => answer.json()).then(story => {
  root.innerHTML = "<h1>" + story.title + "</h1><p>" + story.text + "</p>";
});
for (const bad of ["http://10.0.0.1/x", "http://secret.example/x"]) {
  fetch(bad).then(() => { root.dataset.leak = bad; }, () => {});
}
new WebSocket("ws://" + location.host + "/socket");
"""
TEXT = "The harbour board voted on Tuesday to keep the night ferry running through the winter, its chair said. " * 3
STORY = ('{"title": "Night ferry stays", "text": "' + TEXT + '"}').encode()


@pytest.fixture
def fetcher() -> Iterator[HttpFetcher]:
    with HttpFetcher(Limits(total=10), guard=Guard(["127.0.0.1"])) as running:
        yield running


def kind(body: bytes, content_type: str) -> Script:
    return lambda line: line.page(body, f"Content-Type: {content_type}")


@needs_browser
def test_a_shell_is_filled_and_nothing_passes_the_guard(fetcher: HttpFetcher) -> None:
    scripts = {
        "/story": kind(SHELL, "text/html"),
        "/app.js": kind(APP, "text/javascript"),
        "/api/story": kind(STORY, "application/json"),
    }
    with RawServer(scripts=scripts) as server:
        assert fetcher.fetch(server.url("/story")).wall == "shell"
        server.log.clear()
        response = BrowserFetcher(fetcher).fetch(server.url("/story"))
        # The page itself is asked for once, the rest through the same fetcher.
        assert server.paths() == ["/story", "/app.js", "/api/story"]
    assert "<h1>Night ferry stays</h1>" in response.text
    assert response.charset_source == "browser"
    assert response.wall is None
    assert "data-leak" not in response.text


@needs_browser
def test_a_script_that_never_ends_is_ended(fetcher: HttpFetcher) -> None:
    scripts = {"/story": kind(SHELL, "text/html"), "/app.js": kind(b"for (;;) {}", "text/javascript")}
    began = time.monotonic()
    with RawServer(scripts=scripts) as server, pytest.raises(FetchTimeout, match="did not finish the page within 4 s"):
        BrowserFetcher(fetcher, seconds=4).fetch(server.url("/story"))
    assert time.monotonic() - began < 20


@needs_browser
def test_a_page_with_text_needs_no_browser(fetcher: HttpFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BrowserFetcher, "_render", lambda *_: pytest.fail("rendered"))
    page = b"<title>Night ferry</title><h1>Night ferry</h1><p>" + TEXT.encode()
    with RawServer(scripts={"/story": kind(page, "text/html")}) as server:
        assert BrowserFetcher(fetcher).fetch(server.url("/story")).content == page


def test_without_the_extra_a_sentence_says_so(fetcher: HttpFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'newsrecord\[browser\]'"):
        BrowserFetcher(fetcher)


def test_without_a_browser_a_sentence_says_so(fetcher: HttpFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: object())
    monkeypatch.setenv("SCRAPER_BROWSER", "no-such-browser")
    with pytest.raises(UsageError, match="named by SCRAPER_BROWSER"):
        BrowserFetcher(fetcher)


@pytest.mark.parametrize("place", [("-o", "pages.warc.gz"), ("--archive", "paper")], ids=lambda place: place[0])
def test_without_a_browser_nothing_is_written(
    place: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCRAPER_BROWSER", "no-such-browser")
    option, name = place
    assert run(["fetch", "https://paper.example/", option, str(tmp_path / name), "--render"]) == 2
    assert "rendering needs" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
