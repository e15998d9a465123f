"""Every way a server can misbehave, each with its outcome and what it may cost: seconds, bytes on the wire, memory."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

import brotli
import pytest
from backports import zstd

from scraper.errors import FetchError
from scraper.fetch import Guard, HttpFetcher, Limits
from tests.fakes.raw_server import Line, RawServer, Script

KIB = 2**10
MIB = 2**20
# No deadline of these ends a fetch, however busy the machine: what does end it is what the case is about.
LIMITS = Limits(connect=30.0, read=30.0, total=60.0, max_bytes=MIB)
# Where silence must be what ends the fetch, and where the total.
SILENCE = replace(LIMITS, read=0.4)
TOTAL = replace(LIMITS, total=0.9)
# More than ten times these, and less than any of the servers would go on.
SOON = 10.0
HELLO = b"<!doctype html><title>Harbour Gazette</title><p>The ferry sails at nine.</p>"


@dataclass(frozen=True)
class Case:
    """A script and what must come of it: `None` for a page, else the error's code.

    `cpu` bounds the seconds of work of client and server together, which do not depend on what else the machine does.
    """

    name: str
    script: Script
    outcome: str | None
    says: str = ""
    cpu: float = 3.0
    received: int = 4 * KIB
    memory: int = MIB
    limits: Limits = field(default=LIMITS)


def raw(data: bytes) -> Script:
    return lambda line: line.send(data)


def page(body: bytes, *headers: str, status: str = "200 OK") -> Script:
    return lambda line: line.page(body, *headers, status=status)


def redirect(target: str, status: str = "302 Found") -> Script:
    return page(b"", f"Location: {target}", status=status)


def open_answer(*headers: str) -> bytes:
    """The head of an answer that ends when the connection does."""
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", ""]).encode("latin-1")


def chunked(*rest: bytes) -> bytes:
    return open_answer("Transfer-Encoding: chunked") + b"".join(rest)


def bomb(mebibytes: int) -> bytes:
    """Gzipped zeros: about a thousandth of their size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(mebibytes)) + packer.flush()


def brotli_bomb(mebibytes: int) -> bytes:
    packer = brotli.Compressor(quality=5)
    return bytes(b"".join(packer.process(bytes(MIB)) for _ in range(mebibytes)) + packer.finish())


def zstd_bomb(mebibytes: int) -> bytes:
    packer = zstd.ZstdCompressor()
    return b"".join(packer.compress(bytes(MIB)) for _ in range(mebibytes)) + packer.flush()


BOMB = bomb(24)
BROTLI_BOMB = brotli_bomb(24)
ZSTD_BOMB = zstd_bomb(24)


# What unpacks to nothing, and takes its time: an empty gzip member, and a zstd frame that is to be skipped.
EMPTY_GZIP = gzip.compress(b"")
EMPTY_ZSTD = b"\x50\x2a\x4d\x18" + bytes(4)


def wide_zstd() -> bytes:
    """A frame that asks for a window of 128 MiB, sixteen times what may be asked of a client (RFC 9659)."""
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    return packer.compress(HELLO) + packer.flush()


def over_cap(name: str, script: Script) -> Case:
    """A case that is read to the cap of 1 MiB and refused there: in pieces, twice in memory while it is joined."""
    return Case(name, script, "too_large", "larger than 1 MiB", received=2 * MIB + 64 * KIB, memory=8 * MIB)


def packed(body: bytes, *codings: str) -> Script:
    return page(body, f"Content-Encoding: {', '.join(codings)}")


def steps(*scripts: Script) -> Script:
    """One script after the other on the same connection."""

    def script(line: Line) -> None:
        for step in scripts:
            step(line)

    return script


def drip(data: bytes, pause: float = 0.05) -> Script:
    return lambda line: line.drip(data, pause)


def flood(data: bytes) -> Script:
    return lambda line: line.flood(data)


STATUS = b"HTTP/1.1 200 OK\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

SLOW = (
    Case("silent-accept", Line.hang, "timeout", "sent nothing for 0.4 s", limits=SILENCE),
    Case("silent-after-status-line", steps(raw(STATUS), Line.hang), "timeout", "sent nothing", limits=SILENCE),
    Case("silent-after-headers", steps(raw(open_answer()), Line.hang), "timeout", "sent nothing", limits=SILENCE),
    Case("silent-mid-body", steps(raw(open_answer() + HELLO), Line.hang), "timeout", "sent nothing", limits=SILENCE),
    Case("drip-status-line", drip(b"HTTP/1.1 200 " + b"O" * 999), "timeout", "within 0.9 s", limits=TOTAL),
    Case("drip-headers", drip(STATUS + b"X: y\r\n" * 99), "timeout", "within 0.9 s", limits=TOTAL),
    Case("drip-body", steps(raw(open_answer()), drip(HELLO * 9)), "timeout", "within 0.9 s", limits=TOTAL),
    Case("drip-chunk-size", steps(raw(chunked()), drip(b"0" * 999)), "timeout", "within 0.9 s", limits=TOTAL),
    Case(
        "drip-trailers", steps(raw(chunked(b"0\r\n")), drip(b"X: y\r\n" * 99)), "timeout", "within 0.9 s", limits=TOTAL
    ),
    Case("drip-continues", drip(CONTINUE * 50, 0.01), "timeout", "within 0.9 s", limits=TOTAL),
    Case("slow-but-whole", steps(raw(open_answer()), drip(HELLO[:8], 0.03)), None),
)

ENDLESS = (
    over_cap("endless-body", steps(raw(open_answer()), flood(b"<p>more</p>" * 999))),
    Case("endless-status-line", flood(b"HTTP/1.1 " * 999), "broken_answer", received=MIB),
    Case("endless-header-line", steps(raw(STATUS + b"X: "), flood(b"x" * 9999)), "broken_answer", received=MIB),
    Case("endless-headers", steps(raw(STATUS), flood(b"X: y\r\n" * 99)), "broken_answer", received=MIB),
    Case("endless-chunk-size", steps(raw(chunked()), flood(b"0" * 9999)), "broken_answer", received=MIB),
    over_cap("endless-trailers", steps(raw(chunked(b"0\r\n")), flood(b"X: " + b"y" * 999 + b"\r\n"))),
    Case("endless-continues", flood(CONTINUE * 99), "broken_answer", "headers", received=MIB, cpu=6),
    Case("huge-headers", steps(raw(STATUS), flood(b"X: " + b"y" * 9999 + b"\r\n")), "broken_answer", received=MIB),
    Case("content-length-over-cap", page(b"x" * (MIB + 1)), "too_large", received=128 * KIB, memory=3 * MIB),
    Case("exactly-the-cap", page(b"x" * MIB), None, received=MIB + KIB, memory=5 * MIB),
)

BOMBS = (
    over_cap("gzip-bomb", packed(BOMB, "gzip")),
    over_cap("gzip-twice-bomb", packed(gzip.compress(bomb(64)), "gzip", "gzip")),
    over_cap("deflate-bomb", packed(zlib.compress(bytes(24 * MIB)), "deflate")),
    over_cap("brotli-bomb", packed(BROTLI_BOMB, "br")),
    over_cap("zstd-bomb", packed(ZSTD_BOMB, "zstd")),
    over_cap("brotli-in-gzip-bomb", packed(gzip.compress(BROTLI_BOMB), "br", "gzip")),
    over_cap("zstd-in-zstd-bomb", packed(zstd.compress(ZSTD_BOMB), "zstd", "zstd")),
    Case("nothing-in-gzip", packed(gzip.compress(EMPTY_GZIP * (4 * MIB // 20)), "gzip", "gzip"), "too_large",
         "larger than 1 MiB", received=128 * KIB, memory=2 * MIB, cpu=6),
    Case("nothing-in-zstd-in-gzip", packed(gzip.compress(EMPTY_ZSTD * (900 * KIB // 8)), "zstd", "gzip"), "timeout",
         received=128 * KIB, memory=2 * MIB, limits=TOTAL, says="within 0.9 s"),
    Case("zstd-window-of-128-mib", packed(wide_zstd(), "zstd"), "broken_answer", "not compressed as it says"),
    Case("gzip-cut-short", packed(gzip.compress(HELLO)[:-9], "gzip"), "broken_answer", "breaks off"),
    Case("deflate-cut-short", packed(zlib.compress(HELLO)[:-5], "deflate"), "broken_answer", "breaks off"),
    Case("brotli-cut-short", packed(brotli.compress(HELLO)[:-3], "br"), "broken_answer", "breaks off"),
    Case("zstd-cut-short", packed(zstd.compress(HELLO)[:-3], "zstd"), "broken_answer", "breaks off"),
    Case("gzip-and-garbage", packed(gzip.compress(HELLO) + b"garbage" * 9, "gzip"), None),
    Case("coding-that-is-none", packed(HELLO, "UTF-8"), None),
    Case("gzip-of-nothing", packed(b"", "gzip"), None),
    Case("fifty-codings", packed(HELLO, *["gzip"] * 50), "broken_answer", memory=2 * MIB),
    Case("gzip-members", packed(gzip.compress(HELLO) * 2, "gzip"), None),
    Case("gzip-twice", packed(gzip.compress(gzip.compress(HELLO)), "gzip", "gzip"), None),
    Case("deflate-raw", packed(zlib.compress(HELLO)[2:-4], "deflate"), None),
    Case("brotli", packed(brotli.compress(HELLO), "br"), None),
    Case("zstd", packed(zstd.compress(HELLO), "zstd"), None),
    Case("says-gzip-and-is-not", packed(HELLO, "gzip"), "broken_answer", "not compressed as it says"),
    Case("gzip-page-without-saying", page(gzip.compress(HELLO)), "not_a_page", "a gzip file"),
)  # fmt: skip

BROKEN = (
    Case("closes-at-once", lambda _: None, "unreachable"),
    Case("garbage", raw(b"\x00\x01\x02 hello\r\n\r\n"), "broken_answer", "no HTTP"),
    Case("ssh-banner", raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "broken_answer", "no HTTP"),
    Case("body-without-http", raw(HELLO), "broken_answer", "no HTTP"),
    Case("status-without-reason", raw(b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + HELLO), None),
    Case("http-1.0", raw(b"HTTP/1.0 200 OK\r\n\r\n" + HELLO), None),
    Case("shorter-than-it-says", raw(open_answer("Content-Length: 9999") + HELLO), "broken_answer", "breaks off"),
    Case("chunk-breaks-off", raw(chunked(b"ff\r\n", HELLO)), "broken_answer", "breaks off"),
    Case("chunk-size-no-number", raw(chunked(b"zz\r\n", HELLO)), "broken_answer"),
    Case("chunked", raw(chunked(b"%x\r\n" % len(HELLO), HELLO, b"\r\n0\r\n\r\n")), None),
    Case("header-bytes", raw(open_answer("X-Town: \xb1\xa4\xc1\xd6") + HELLO), None),
    Case("empty", page(b""), None),
    Case(
        "quotes-without-end",
        page(b"<div id=root></div><script>" + b'"\\' * 400_000),
        None,
        received=MIB,
        memory=8 * MIB,
    ),
    Case("nothing-but-tags", page(b"<a><b" * 30_000), None, received=MIB, memory=8 * MIB),
)

STATUSES = (
    Case("not-found", page(HELLO, status="404 Not Found"), "bad_status", "404 Not Found"),
    Case("server-error", page(HELLO, status="500 Internal Server Error"), "bad_status", "500"),
    Case("odd-status", page(HELLO, status="999 Go away"), "bad_status", "999"),
    Case("retry-after-an-absurd-date", page(HELLO, "Retry-After: Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
         status="404 Not Found"), "bad_status", "404"),
    Case("no-content", raw(b"HTTP/1.1 204 No Content\r\n\r\n"), None),
    Case("redirect-without-target", page(HELLO, status="302 Found"), "bad_status", "302"),
)  # fmt: skip

KINDS = (
    Case("pdf", page(b"%PDF-1.7", "Content-Type: application/pdf"), "not_a_page", "a PDF, not a page"),
    Case("pdf-as-html", page(b"%PDF-1.7 and more than sixteen bytes"), "not_a_page", "a PDF, not a page"),
    Case("pdf-byte-by-byte", steps(raw(open_answer()), drip(b"%PDF-1.7", 0.01)), "not_a_page", "a PDF"),
    Case("endless-content-type", page(b"%PDF-1.7", "Content-Type: " + "x" * 9999), "not_a_page", "a PDF",
         received=16 * KIB),
    Case("png", page(b"\x89PNG\r\n", "Content-Type: image/png"), "not_a_page", "an image"),
    Case("png-as-html", page(b"\x89PNG\r\n\x1a\n" + bytes(99)), "not_a_page", "an image"),
    Case("zip", page(b"PK\x03\x04", "Content-Type: application/octet-stream"), "not_a_page", "an archive"),
    Case("video", page(bytes(99), "Content-Type: video/mp4"), "not_a_page", "a video"),
    Case("large-video", raw(open_answer().replace(b"text/html", b"video/mp4") + bytes(MIB)), "not_a_page",
         received=128 * KIB),
    Case("json", page(b"{}", "Content-Type: application/json"), "not_a_page", "JSON data"),
    Case("feed", page(b"<rss/>", "Content-Type: application/rss+xml"), "not_a_page", "a feed"),
    Case("plain-text", page(b"The ferry.", "Content-Type: text/plain"), None),
    Case("xhtml", page(HELLO, "Content-Type: application/xhtml+xml"), None),
    Case("untold-kind", page(HELLO, "Content-Type: application/octet-stream"), None),
)  # fmt: skip

REDIRECTS = (
    Case("redirect-loop", redirect("/redirect-loop"), "too_many_redirects", "more than 10 redirects"),
    Case("redirect-to-hello", redirect("/hello"), None),
    Case("redirect-to-file", redirect("file:///etc/passwd"), "forbidden_address", "not file"),
    Case("redirect-to-private", redirect("http://10.0.0.1/"), "forbidden_address", "10.0.0.1 is a private address"),
    Case("redirect-to-metadata", redirect("http://169.254.169.254/latest"), "forbidden_address", "metadata"),
    Case("redirect-to-decimal", redirect("http://167772161/"), "forbidden_address", "10.0.0.1 is a private address"),
    Case("redirect-to-mapped", redirect("http://[::ffff:10.0.0.1]/"), "forbidden_address", "private"),
    Case("redirect-to-nonsense", redirect("http://[::1"), "bad_url"),
    Case("redirect-with-bomb", page(BOMB, "Location: /hello", "Content-Encoding: gzip", status="301 Moved"), None,
         received=256 * KIB),
)  # fmt: skip

CASES = (*SLOW, *ENDLESS, *BOMBS, *BROKEN, *STATUSES, *KINDS, *REDIRECTS)


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    scripts = {f"/{case.name}": case.script for case in CASES}
    with RawServer(scripts={**scripts, "/hello": page(HELLO)}) as running:
        # What is imported when it is first needed is no case's memory.
        with HttpFetcher(LIMITS, guard=Guard(["127.0.0.1"])) as fetcher:
            for name in ("closes-at-once", "coding-that-is-none"):
                with suppress(FetchError):
                    fetcher.fetch(running.url(f"/{name}"))
        yield running


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_defect(server: RawServer, case: Case) -> None:
    fetcher = HttpFetcher(case.limits, guard=Guard(["127.0.0.1"]))
    url = server.url(f"/{case.name}")
    tracemalloc.start()
    began, worked = time.monotonic(), time.process_time()
    outcome, told = None, ""
    with fetcher:
        try:
            received = fetcher.fetch(url).received
        except FetchError as error:
            outcome, told, received = error.code, str(error), error.received
    seconds, cpu = time.monotonic() - began, time.process_time() - worked
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcome == case.outcome, told
    assert case.says in told
    assert outcome is None or (told.startswith(url) and "\n" not in told)
    assert cpu < case.cpu
    assert case.limits is LIMITS or seconds < SOON
    assert received <= case.received
    assert memory < case.memory


def test_the_table_is_large_and_its_names_differ() -> None:
    names = {case.name for case in CASES}
    assert len(names) == len(CASES) >= 70
