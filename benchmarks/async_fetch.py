"""Pages fetched and read by `asyncio.to_thread`: seconds beside one after the other, and the loop's longest pause.

Run: python -m benchmarks.async_fetch [--pages 24] [--delay 0.25]. A server of this machine answers each page after the
delay, so nothing but the waiting is measured.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import scraper

PAGE = (Path(__file__).parent.parent / "fixtures" / "english-local-article" / "page.html").read_bytes()
HOST = "127.0.0.1"


def server(delay: float) -> ThreadingHTTPServer:
    """Return a server that runs already; what it sends for robots.txt comes at once."""

    class Late(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_page = self.path != "/robots.txt"
            time.sleep(delay if is_page else 0)
            content = PAGE if is_page else b""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8" if is_page else "text/plain")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    made = ThreadingHTTPServer((HOST, 0), Late)
    Thread(target=made.serve_forever, daemon=True).start()
    return made


def fetch(url: str) -> scraper.Response:
    """Return the page, from this machine."""
    return scraper.fetch(url, allow_private_hosts=[HOST])


async def records(urls: Sequence[str]) -> list[scraper.Article]:
    """Return the record of each page: what the documentation shows."""
    responses = await asyncio.gather(*(asyncio.to_thread(fetch, url) for url in urls))
    return [await asyncio.to_thread(scraper.extract, one.content, one.url) for one in responses]


async def longest_pause(work: asyncio.Task[list[scraper.Article]]) -> float:
    """Return for how many seconds the loop's other work waited at most until `work` was done."""
    longest = 0.0
    while not work.done():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - before)
    return longest


def measure(pages: int, delay: float) -> tuple[float, float, float]:
    """Return the seconds of one after the other and of threads, and the loop's longest pause."""
    running = server(delay)
    urls = [f"http://{HOST}:{running.server_port}/{number}" for number in range(pages)]
    start = time.perf_counter()
    expected = [scraper.extract(fetch(url).content, url) for url in urls]
    in_turn = time.perf_counter() - start

    async def together() -> float:
        work = asyncio.create_task(records(urls))
        pause = await longest_pause(work)
        assert await work == expected  # noqa: S101 -- the figures of other records would say nothing
        return pause

    start = time.perf_counter()
    pause = asyncio.run(together())
    seconds = time.perf_counter() - start
    running.shutdown()
    running.server_close()
    return in_turn, seconds, pause


def main() -> None:
    """Print the three figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--delay", type=float, default=0.25)
    options = parser.parse_args()
    fetch_first, together, pause = measure(options.pages, options.delay)
    print(f"one after the other {fetch_first:.2f} s, by threads {together:.2f} s, longest pause {pause * 1000:.0f} ms")


if __name__ == "__main__":
    main()
