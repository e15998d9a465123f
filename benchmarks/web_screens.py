"""How quickly the screens of `scraper serve` come, several asked for at a time, and whether its memory stays flat.

    python -m benchmarks.web_screens [COUNT] [--archive DIR] [--at-once 8] [--seconds 10] [--requests 0] [--db URL]

Makes an archive of COUNT stories (10,000) as `benchmarks.archive_size` does, unless DIR is one already, and serves it
by a process of its own without bounds on the rate. AT_ONCE threads ask for one kind of screen for so many seconds: the
overview, searches for a common word, a rare one and a Korean one of two syllables, stories, the X-ray and the page in
its frame. Prints p50, p95 and the most in milliseconds, and requests a second. With `--requests N` the screens are then
asked for in turn N times, and the server's memory is printed before and after.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import multiprocessing
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from benchmarks.archive_size import items
from scraper.store import Archive
from scraper.web import Bounds, Settings, application


def main() -> None:
    """Make the archive, serve it, ask."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments.archive or Path(scratch) / "archive")
        if not (folder / "scraper.db").exists():
            _fill(folder, arguments.count, arguments.db)
        ports: multiprocessing.Queue[int] = multiprocessing.Queue()
        server = multiprocessing.Process(target=_serve, args=(folder, arguments.db, ports), daemon=True)
        server.start()
        port = ports.get(timeout=120)
        try:
            _measure(folder, port, server.pid or 0, arguments)
        finally:
            server.terminate()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--archive")
    parser.add_argument("--db")
    parser.add_argument("--at-once", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--requests", type=int, default=0)
    return parser.parse_args()


def _fill(folder: Path, count: int, db: str | None) -> None:
    began = time.monotonic()
    with Archive.open(folder, db=db) as archive:
        for _ in archive.add_all(items(count)):
            pass
        archive.cluster()
    print(f"{count:,} stories stored in {time.monotonic() - began:.0f} s")


def _serve(folder: Path, db: str | None, ports: multiprocessing.Queue[int]) -> None:
    import uvicorn

    bounds = Bounds(rate=1e9, burst=10**9, dear_rate=1e9, dear_burst=10**9)
    with Archive.open(folder, db=db, create=False) as archive:
        server = uvicorn.Server(
            uvicorn.Config(application(Settings(archive, "archive", bounds=bounds)), port=0, log_level="error")
        )
        threading.Thread(target=_tell_port, args=(server, ports), daemon=True).start()
        server.run()


def _tell_port(server: object, ports: multiprocessing.Queue[int]) -> None:
    while not getattr(server, "started", False):
        time.sleep(0.05)
    ports.put(server.servers[0].sockets[0].getsockname()[1])  # type: ignore[attr-defined]


def _measure(folder: Path, port: int, process: int, arguments: argparse.Namespace) -> None:
    with Archive.open(folder, db=arguments.db, create=False) as archive:
        stories = archive.status()["articles"]
    print(f"{stories:,} stories, {arguments.at_once} requests at a time, {arguments.seconds:g} s each")
    began = time.monotonic()
    _get(http.client.HTTPConnection("127.0.0.1", port, timeout=600), "/")
    print(f"the first overview took {time.monotonic() - began:.1f} s")
    print(f"{'screen':24} {'p50 ms':>8} {'p95 ms':>8} {'most ms':>8} {'a second':>9}")
    screens = _screens(stories)
    for name, address in screens.items():
        times = _ask(port, address, at_once=arguments.at_once, seconds=arguments.seconds)
        cuts = statistics.quantiles(times, n=20)
        rate = len(times) / arguments.seconds
        print(f"{name:24} {cuts[9] * 1e3:8.0f} {cuts[18] * 1e3:8.0f} {max(times) * 1e3:8.0f} {rate:9.0f}", flush=True)
    if arguments.requests:
        _memory(port, process, list(screens.values()), arguments)


def _screens(stories: int) -> dict[str, Callable[[int], str]]:
    def number(turn: int) -> int:
        return 1 + turn * 7919 % stories

    return {
        "overview": lambda _: "/",
        "search, common word": lambda _: f"/search?q={quote('강남구')}",
        "search, rare word": lambda turn: f"/search?q={quote(f'매매가격 author:기자{turn % 500}')}",
        "search, two syllables": lambda _: f"/search?q={quote('나주')}",
        "search, newest": lambda turn: f"/search?page={1 + turn % 50}",
        "story": lambda turn: f"/story/{number(turn)}",
        "X-ray": lambda turn: f"/capture/{number(turn)}/xray",
        "page in the frame": lambda turn: f"/capture/{number(turn)}/page",
    }


def _ask(port: int, address: Callable[[int], str], *, at_once: int, seconds: float) -> list[float]:
    """Return how long each request took."""
    times: list[float] = []
    turns = itertools.count()
    end = time.monotonic() + seconds

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while (began := time.monotonic()) < end:
            _get(connection, address(next(turns)))
            times.append(time.monotonic() - began)

    threads = [threading.Thread(target=work) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _get(connection: http.client.HTTPConnection, address: str) -> None:
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")


def _memory(port: int, process: int, screens: list[Callable[[int], str]], arguments: argparse.Namespace) -> None:
    before = _resident(process)
    done: Iterator[int] = iter(range(arguments.requests))
    lock = threading.Lock()

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            with lock:
                turn = next(done, None)
            if turn is None:
                return
            _get(connection, screens[turn % len(screens)](turn))

    threads = [threading.Thread(target=work) for _ in range(arguments.at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"memory of the server: {before:.0f} MiB, after {arguments.requests:,} requests {_resident(process):.0f} MiB")


def _resident(process: int) -> float:
    """Return the memory that a process has in use, in MiB."""
    line = next(line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
