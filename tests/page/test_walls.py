"""Walls by their shape: `walls/` has a page for each, named after what it is; those named article are none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import ChallengePage
from scraper.fetch import Guard, HttpFetcher, Limits
from scraper.fetch.verdict import judge
from scraper.model import Response, Wall
from scraper.page.walls.find import find_wall
from tests.fakes.raw_server import RawServer, Script
from tests.places import WALLS

PAGES = sorted(WALLS.glob("*.html"))


def expected(path: Path) -> str | None:
    kind = path.name.partition("-")[0]
    return None if kind == "article" else kind


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_shape(path: Path) -> None:
    found = find_wall(path.read_text(encoding="utf-8"))
    assert (found and found.wall.value) == expected(path), found


def test_every_kind_has_pages() -> None:
    kinds = {expected(path) for path in PAGES}
    assert kinds == {None, *(wall.value for wall in Wall)}


@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden", "503 Service Unavailable"])
def test_a_challenge_is_an_error_whatever_its_status(status: str) -> None:
    body = (WALLS / "challenge-cloudflare.html").read_bytes()
    script: Script = lambda line: line.page(body, status=status)  # noqa: E731
    fetcher = HttpFetcher(Limits(total=5), guard=Guard(["127.0.0.1"]))
    with RawServer(scripts={"/a": script}) as server, fetcher:
        with pytest.raises(ChallengePage, match=r"challenge page \(cloudflare\)") as caught:
            fetcher.fetch(server.url("/a"))
        assert server.paths() == ["/a"]
    assert (caught.value.code, caught.value.exit_code) == ("blocked", 4)
    assert caught.value.response.content == body


def test_other_walls_come_with_the_response() -> None:
    body = (WALLS / "consent-pur.html").read_bytes()
    script: Script = lambda line: line.page(body, "Content-Type: text/html; charset=utf-8")  # noqa: E731
    fetcher = HttpFetcher(Limits(total=5), guard=Guard(["127.0.0.1"]))
    with RawServer(scripts={"/a": script}) as server, fetcher:
        response = fetcher.fetch(server.url("/a"))
    assert response.wall is Wall.CONSENT
    assert "unsere partner" in response.wall_reason


PLAIN = "<p>The ferry.</p>"


@pytest.mark.parametrize(
    ("asked", "final", "headers", "wall"),
    [
        ("/story/7", "http://gazette.example/", (), Wall.NOT_FOUND),
        ("/?idxno=7", "http://gazette.example/", (), Wall.NOT_FOUND),
        ("/", "http://gazette.example/", (), None),
        ("/story/7", "http://gazette.example/story/7-ferry", (), None),
        ("/story/7", "http://gazette.example/404.html", (), Wall.NOT_FOUND),
        ("/story/7", "http://gazette.example/member/login?to=7", (), Wall.LOGIN),
        ("/story/7", "http://consent.gazette.example/collect", (), Wall.CONSENT),
        ("/story/7", None, (("CF-Mitigated", "challenge"),), Wall.CHALLENGE),
        ("/story/7", None, (("x-amzn-waf-action", "captcha"),), Wall.CHALLENGE),
        ("/story/7", None, (("X-DataDome", "protected"),), None),
    ],
)
def test_headers_and_redirects_tell(
    asked: str, final: str | None, headers: tuple[tuple[str, str], ...], wall: Wall | None
) -> None:
    url = f"http://gazette.example{asked}"
    response = Response(url, PLAIN.encode(), final_url=final or url, headers=headers, redirects=(url,) if final else ())
    found = judge(response)
    assert (found and found.wall) is wall


@given(st.text(alphabet="<>a!-/\"'pscrit =&.가", max_size=200))
def test_nothing_raises(source: str) -> None:
    find_wall(source)


@pytest.mark.parametrize(
    "unit", ["<a>", "<!--", "<", "<p ", "<p>", "<title>", "<h1>", "<script>", "alert('", '"', "<input ", "<a <", '\\"']
)
def test_time_grows_with_the_size_only(unit: str) -> None:
    """A pattern that scans to the end at every start would need minutes for this; a slow machine needs a second."""
    source = unit * (300_000 // len(unit))
    began = time.process_time()
    find_wall(source)
    assert time.process_time() - began < 8
