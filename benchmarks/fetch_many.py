"""2,000 pages on 100 loopback hosts, some slow, some dead: our pool, and plain requests in a loop beside it.

`python -m benchmarks.fetch_many` prints a table (`pool` or `loop` after it: that one alone). The server, the pool and
the loop run in processes of their own, so that each one's memory is its own. What a host was asked, and when, is read
from the server's log.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import resource
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.fakes.raw_server import receive, stamped_server

HOSTS = tuple(f"127.0.1.{n}" for n in range(1, 101))
PAGES = 20
DELAY = 0.25
CRAWL_DELAY = 0.5
SLOW = frozenset(HOSTS[:8])
DEAD = frozenset(HOSTS[8:13])
SILENT = frozenset(HOSTS[13:15])
RESERVED = frozenset(HOSTS[15:17])
PATIENCE = 3.0
LINK = b'<li><a href="/story/1">Night ferry to run through the winter, board decides</a></li>'
TEXT = b"<p>The harbour board voted to keep the night ferry running, after islanders filled the hall twice.</p>"
BODY = (
    b"<!doctype html><title>Night ferry stays</title>"
    + LINK * 300
    + TEXT * 30
    + b"<script>"
    + b"x=1;" * 6000
    + b"</script>"
)


# ---------------------------------------------------------------- the server


class Request(NamedTuple):
    """One line of the log: `arrived` at this machine, `read` by the server, both in seconds of one clock."""

    host: str
    arrived: float
    read: float
    path: str


async def serve() -> None:
    """Serve until standard input ends, then print the log."""
    log: list[Request] = []
    port = 0
    async with asyncio.TaskGroup() as tasks:
        running = []
        for host in HOSTS:
            if host not in DEAD:
                listener = stamped_server(host, port)
                listener.setblocking(False)  # noqa: FBT003  # the name says it
                port = listener.getsockname()[1]
                running.append(tasks.create_task(accept(host, listener, log)))
        print(port, flush=True)
        await asyncio.to_thread(sys.stdin.read)
        for task in running:
            task.cancel()
    print(json.dumps(log))


async def accept(host: str, listener: socket.socket, log: list[Request]) -> None:
    """Answer every connection to one host."""
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as tasks:
        while True:
            conn, _ = await loop.sock_accept(listener)
            tasks.create_task(answer(host, conn, log))


async def answer(host: str, conn: socket.socket, log: list[Request]) -> None:
    """Answer the requests of one connection as the host is."""
    loop = asyncio.get_running_loop()
    with conn, suppress(ConnectionError):
        while True:
            head, arrived = await next_request(conn)
            if not head:
                return
            path = head.split(b" ", 2)[1].decode()
            log.append(Request(host, arrived, time.monotonic(), path))
            if host in SILENT:
                await asyncio.sleep(60)
            if host in SLOW:
                await asyncio.sleep(0.4)
            await loop.sock_sendall(conn, response(host, path))


def _settle(readable: asyncio.Future[None]) -> None:
    if not readable.done():
        readable.set_result(None)


async def next_request(conn: socket.socket) -> tuple[bytes, float]:
    """Return a request (it comes in one piece here) and when it arrived."""
    loop = asyncio.get_running_loop()
    readable: asyncio.Future[None] = loop.create_future()
    loop.add_reader(conn, _settle, readable)
    try:
        await readable
    finally:
        loop.remove_reader(conn)
    return receive(conn)


def response(host: str, path: str) -> bytes:
    """Return a page, or the rules of the host."""
    kind, body = "text/html; charset=utf-8", BODY
    if path == "/robots.txt":
        wish = f"Crawl-delay: {CRAWL_DELAY}\n" if host in RESERVED else ""
        kind, body = "text/plain", f"User-agent: *\n{wish}Disallow: /private\n".encode()
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


# ---------------------------------------------------------------- the two ways


def addresses(port: int) -> list[str]:
    """Return all addresses, the hosts one after the other in each round, as a frontier has them."""
    return [f"http://{host}:{port}/story/{n}" for n in range(PAGES) for host in HOSTS]


def run_pool(port: int) -> dict[str, object]:
    """Fetch all with the pool."""
    from scraper.fetch import Courtesy, Guard, HttpFetcher, Limits, fetch_many

    courtesy = Courtesy(DELAY, 2)
    limits = Limits(connect=PATIENCE, read=PATIENCE, total=10)
    outcomes: Counter[str] = Counter()
    memory = []
    with HttpFetcher(limits, guard=Guard(HOSTS), courtesy=courtesy) as fetcher:
        for outcome in fetch_many(addresses(port), fetcher, courtesy):
            outcomes["page" if outcome.error is None else outcome.error.code] += 1
            memory.append(resident())
    return {"outcomes": outcomes, "memory": memory[len(memory) // 4 :: len(memory) // 4]}


def run_loop(port: int) -> dict[str, object]:
    """Fetch all with plain requests."""
    import requests

    outcomes: Counter[str] = Counter()
    memory = []
    for url in addresses(port):
        try:
            outcomes["page" if requests.get(url, timeout=PATIENCE).ok else "status"] += 1
        except requests.RequestException as error:
            outcomes[type(error).__name__] += 1
        memory.append(resident())
    return {"outcomes": outcomes, "memory": memory[len(memory) // 4 :: len(memory) // 4]}


def resident() -> int:
    """Return the MiB of memory this process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


# ---------------------------------------------------------------- the table


def measure(way: str) -> None:
    """Run one way against a server of its own and print its figures."""
    command = [sys.executable, "-m", "benchmarks.fetch_many"]
    with subprocess.Popen([*command, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin  # noqa: S101  # asked for above
        assert server.stdout  # noqa: S101  # asked for above
        port = server.stdout.readline().strip()
        began = time.monotonic()
        done = subprocess.run([*command, way, port], stdout=subprocess.PIPE, text=True, check=True)
        seconds = time.monotonic() - began
        server.stdin.close()
        log = [Request(*row) for row in json.loads(server.stdout.read())]
    told = json.loads(done.stdout)
    print(f"{way}: {seconds:.1f} s, CPU {told['cpu']:.1f} s, peak {told['peak']} MiB, at quarters {told['memory']} MiB")
    print(f"  outcomes {told['outcomes']}")
    for name, hosts, allowed in (
        ("crawl-delay", RESERVED, CRAWL_DELAY),
        ("slow", SLOW, DELAY),
        ("other", set(HOSTS) - RESERVED - SLOW, DELAY),
    ):
        for clock in ("arrived", "read"):
            gaps = sorted(gaps_of(log, hosts, clock))
            if gaps:
                short = sum(gap < allowed for gap in gaps)
                shown = f"shortest {gaps[0]:.3f} s, median {gaps[len(gaps) // 2]:.3f} s"
                print(f"  {name} hosts, {clock}: {len(gaps)} gaps, {short} under {allowed:g} s, {shown}")


def gaps_of(log: list[Request], hosts: Iterable[str], clock: str) -> Iterator[float]:
    """Yield the seconds between each two requests to a host, by one of the log's clocks."""
    for host in hosts:
        times = sorted(getattr(request, clock) for request in log if request.host == host)
        yield from (later - earlier for earlier, later in itertools.pairwise(times))


def main(arguments: list[str]) -> None:
    """Play the part that the first argument names, or measure both ways."""
    if arguments == ["serve"]:
        asyncio.run(serve())
    elif len(arguments) == 1:
        measure(arguments[0])
    elif arguments:
        way, port = arguments
        told = {"pool": run_pool, "loop": run_loop}[way](int(port))
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(json.dumps({**told, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss // 1024}))
    else:
        floor = CRAWL_DELAY * PAGES
        print(f"{len(HOSTS) * PAGES} pages on {len(HOSTS)} hosts; a crawl-delay alone forces {floor:.1f} s")
        for way in ("pool", "loop"):
            measure(way)


if __name__ == "__main__":
    main(sys.argv[1:])
