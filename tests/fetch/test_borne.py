"""Answers that are not by the book and that every browser shows: odd heads, wrong lengths, types that are none."""

import gzip
import zlib
from collections.abc import Iterator

import pytest

from scraper.errors import FetchError
from scraper.fetch.connection.guard import Guard
from scraper.fetch.connection.head import MOST_FIELDS
from scraper.fetch.http import HttpFetcher
from scraper.fetch.limits import Limits
from tests.fakes.raw_server import Line, RawServer, Script

BODY = "<html><head><title>순천</title></head><body><h1>The ferry is back</h1></body></html>".encode()
PACKED = gzip.compress(BODY)
LIMITS = Limits(connect=2.0, read=1.0, total=5.0, attempts=1)


def answer(*lines: str, body: bytes = BODY, first: str = "HTTP/1.1 200 OK", before: bytes = b"") -> Script:
    """Send these lines, then the body, and close."""
    told = "".join(f"{line}\r\n" for line in (first, *lines, "Connection: close"))
    return lambda line: line.send(before + told.encode("utf-8") + b"\r\n" + body)


def kept_open(*lines: str, body: bytes) -> Script:
    def script(line: Line) -> None:
        line.send("".join(f"{one}\r\n" for one in ("HTTP/1.1 200 OK", *lines, "")).encode() + body)
        line.hang()

    return script


EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
LENGTH = f"Content-Length: {len(BODY)}"
BORNE = {
    # Heads: what stands behind an odd line holds.
    "a-name-with-a-blank": answer("My Param: None", "Content-Encoding: gzip", body=PACKED),
    "a-line-without-colon": answer("served by the harbour office", "Content-Encoding: gzip", body=PACKED),
    "a-name-of-hangul": answer("서버: 광주", "Content-Encoding: gzip", body=PACKED),
    "a-blank-before-the-colon": answer("Content-Encoding : gzip", body=PACKED),
    "a-folded-line": answer("X-Long: one", "  two", "\tthree", "Content-Encoding: gzip", body=PACKED),
    "a-fold-without-a-line": answer("  lost", "Content-Encoding: gzip", body=PACKED),
    "an-empty-name": answer(": nothing", "Content-Encoding: gzip", body=PACKED),
    "a-nul-in-a-line": answer("X-Odd: a\0b", "Content-Encoding: gzip", body=PACKED),
    "bare-line-ends": lambda line: line.send(b"HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n" + PACKED),
    "two-hundred-headers": answer(*(f"X-{n}: {n}" for n in range(200)), "Content-Encoding: gzip", body=PACKED),
    "a-header-of-100-kb": answer("X-Policy: " + "a" * 100_000, "Content-Encoding: gzip", body=PACKED),
    # Interim answers.
    "early-hints": answer(before=EARLY),
    "processing-then-hints": answer(before=b"HTTP/1.1 102 Processing\r\n\r\n" + 3 * EARLY),
    "continue-unasked": answer(before=b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n"),
    # First lines.
    "an-empty-line-first": answer(before=b"\r\n"),
    "no-reason": answer(first="HTTP/1.1 200"),
    "version-2": answer(first="HTTP/2.0 200 OK"),
    "no-version": answer(first="HTTP 200 OK"),
    # Lengths.
    "the-unpacked-length": answer(LENGTH, "Content-Encoding: gzip", body=PACKED),
    "the-unpacked-length-kept-open": kept_open(LENGTH, "Content-Encoding: gzip", body=PACKED),
    "the-unpacked-length-of-deflate": answer(LENGTH, "Content-Encoding: deflate", body=zlib.compress(BODY)),
    "the-same-length-twice": answer(LENGTH, LENGTH),
    "a-length-that-is-none": answer("Content-Length: unknown"),
    "a-negative-length": answer("Content-Length: -1"),
    # Types that are none.
    **{f"type-{n}": answer(f"Content-Type: {kind}") for n, kind in enumerate(
        ("*/*", "html", "text-html; charset=utf-8", "charset=utf-8", "html/text", "text", "", "/", "text/",
         "none", "'text/html'", "text/html, text/html", "application/html; charset=utf-8", "text/HTML;;"))},
}  # fmt: skip
REFUSED = {
    "a-length-never-reached": (answer("Content-Length: 99999"), "broken_answer"),
    "packed-and-cut-short": (answer(LENGTH, "Content-Encoding: gzip", body=PACKED[:50]), "broken_answer"),
    "a-pdf-without-a-type": (answer("Content-Type: */*", body=b"%PDF-1.7 and more than that"), "not_a_page"),
    "an-application": (answer("Content-Type: application/vnd.ms-excel"), "not_a_page"),
    "an-end-in-the-hints": (lambda line: line.send(EARLY), "unreachable"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    scripts = {f"/{name}": script for name, script in BORNE.items()}
    scripts |= {f"/{name}": script for name, (script, _) in REFUSED.items()}
    scripts["/many"] = answer(*(f"X-{n}: {n}" for n in range(9 * MOST_FIELDS)))
    scripts["/twice"] = answer("Location: /early-hints", "Location: /early-hints", first="HTTP/1.1 302 Found")
    with RawServer(scripts=scripts) as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[HttpFetcher]:
    with HttpFetcher(LIMITS, guard=Guard(["127.0.0.1"])) as fetcher:
        yield fetcher


@pytest.mark.parametrize("name", BORNE)
def test_the_page_comes(server: RawServer, fetcher: HttpFetcher, name: str) -> None:
    response = fetcher.fetch(server.url(f"/{name}"))
    assert (response.status, response.content) == (200, BODY)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_broken_stays_an_error(server: RawServer, fetcher: HttpFetcher, name: str) -> None:
    with pytest.raises(FetchError) as error:
        fetcher.fetch(server.url(f"/{name}"))
    assert error.value.code == REFUSED[name][1]


def test_more_headers_than_anyone_needs_are_passed_over(server: RawServer, fetcher: HttpFetcher) -> None:
    assert len(fetcher.fetch(server.url("/many")).headers) == MOST_FIELDS


def test_a_folded_header_is_one(server: RawServer, fetcher: HttpFetcher) -> None:
    assert fetcher.fetch(server.url("/a-folded-line")).header("x-long") == "one two three"


def test_a_place_told_twice_is_one(server: RawServer, fetcher: HttpFetcher) -> None:
    assert fetcher.fetch(server.url("/twice")).content == BODY


# ---------------------------------------------------------------- pages that send their reader on


def sends(target: str, seconds: object = 0, *headers: str) -> Script:
    meta = f'<meta http-equiv="refresh" content="{seconds}{target and f"; url={target}"}">'
    return lambda line: line.page(
        f"<html><head>{meta}</head><body>{'The mayor spoke. ' * 40}</body>".encode(), *headers
    )


def cookie_first(line: Line) -> None:
    if "seen=1" in (line.header("cookie") or ""):
        line.page(BODY)
    else:
        sends("/cookie", 0, "Set-Cookie: seen=1")(line)


CIRCLES = {
    "/self": sends("/self"),
    "/self-without-address": sends("", 1),
    "/one": sends("/two"),
    "/two": sends("/one", 2),
    "/moved": answer("Location: /back", first="HTTP/1.1 302 Found"),
    "/back": sends("/moved"),
    "/cookie-for-ever": sends("/cookie-for-ever", 0, "Set-Cookie: a=b"),
}


@pytest.mark.parametrize("path", CIRCLES)
def test_a_page_that_sends_its_reader_in_a_circle_is_none(fetcher: HttpFetcher, path: str) -> None:
    with RawServer(scripts=CIRCLES) as server, pytest.raises(FetchError, match="circle"):
        fetcher.fetch(server.url(path))
    assert len(server.paths()) <= 4


def test_a_page_that_reloads_now_and_then_is_read(fetcher: HttpFetcher) -> None:
    scripts = {"/live": sends("", 30), "/ticker": sends("/ticker", 5), "/cookie": cookie_first}
    with RawServer(scripts=scripts) as server:
        assert [fetcher.fetch(server.url(path)).status for path in scripts] == [200, 200, 200]
