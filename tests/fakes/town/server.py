"""The town's web server: every paper on an address of its own, one port, a log of each request.

`python -m tests.fakes.town.server --port 0 --stories 300 --log FILE` prints the port and serves until it is ended. The log
has a JSON line for each request: time (monotonic seconds), host, target, status, user agent, conditional or not.
`GET /-/edition/2` puts out the second edition, on any paper.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from tests.fakes.town.english import HydrationPaper, PlainPaper, WordpressPaper
from tests.fakes.town.korean import GnuboardPaper, MediaonPaper, NdsoftPaper, TablePaper
from tests.fakes.town.paper import Answer, Paper, Request

FAMILIES: dict[str, type[Paper]] = {
    "ndsoft": NdsoftPaper,
    "mediaon": MediaonPaper,
    "gnuboard": GnuboardPaper,
    "table": TablePaper,
    "wordpress": WordpressPaper,
    "hydration": HydrationPaper,
    "plain": PlainPaper,
}


def make_papers(port: int, stories: int, families: Iterable[str] = tuple(FAMILIES)) -> list[Paper]:
    """Return the papers of the town, on 127.0.1.1 and the addresses after it."""
    chosen = list(families)
    return [FAMILIES[name](f"127.0.1.{list(FAMILIES).index(name) + 1}:{port}", stories) for name in chosen]


class Server:
    """Serves papers over HTTP/1.1 with connections that stay open."""

    def __init__(self, papers: list[Paper], log: TextIO | None = None, delay: float = 0.0) -> None:
        self.papers = {paper.address: paper for paper in papers}
        self._log = log
        self._delay = delay

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                began = time.monotonic()
                first, *lines = head.decode("latin-1").split("\r\n")
                headers = {
                    name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
                }
                if self._delay:
                    await asyncio.sleep(self._delay)
                writer.write(self.reply(first.split(" ")[1], headers, began))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def reply(self, target: str, headers: dict[str, str], began: float) -> bytes:
        """Return the bytes of the answer, and log the request."""
        paper = self.papers.get(headers.get("host", ""))
        if target.startswith("/-/edition/"):
            for each in self.papers.values():
                each.edition = int(target[-1])
            return _bytes(Answer(b"ok"))
        answer = paper.respond(Request(target, headers)) if paper else Answer(b"no such paper", 404)
        answer = _conditional(answer, headers) if paper and paper.has_validators else answer
        if self._log:
            told = {
                "at": began, "host": headers.get("host"), "target": target, "status": answer.status,
                "agent": headers.get("user-agent", ""), "conditional": "if-none-match" in headers,
            }  # fmt: skip
            self._log.write(json.dumps(told) + "\n")
            self._log.flush()
        return _bytes(answer)


def _conditional(answer: Answer, headers: dict[str, str]) -> Answer:
    if answer.status != 200:
        return answer
    etag = answer.headers.get("ETag") or f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
    if headers.get("if-none-match") == etag:
        return Answer(b"", 304, answer.kind, {"ETag": etag})
    answer.headers["ETag"] = etag
    return answer


def _bytes(answer: Answer) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} {'OK' if answer.status == 200 else 'Other'}", f"Content-Type: {answer.kind}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    lines.append(f"Content-Length: {len(answer.body)}")
    return "\r\n".join([*lines, "", ""]).encode() + answer.body


async def serve(options: argparse.Namespace) -> None:
    """Run the town until the process is ended."""
    families = options.families.split(",") if options.families else list(FAMILIES)
    log = Path(options.log).open("a", encoding="utf-8") if options.log else None  # noqa: ASYNC230, SIM115 -- before the first request; open for the server's life
    first = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.1.200", options.port)
    port = first.sockets[0].getsockname()[1]
    server = Server(make_papers(port, options.stories, families), log, options.delay)
    for paper in server.papers.values():
        paper.crawl_delay = options.crawl_delay
        paper.listed_days = options.listed_days
    started = [await asyncio.start_server(server.handle, address.partition(":")[0], port) for address in server.papers]
    print(port, flush=True)  # noqa: T201 -- what the caller waits for
    await asyncio.gather(*(one.serve_forever() for one in started))


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--families", default="")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds that each answer takes")
    parser.add_argument("--crawl-delay", type=float, default=None, help="what robots.txt of the plain paper asks for")
    parser.add_argument("--listed-days", type=float, default=None, help="stories older than that are in no list")
    parser.add_argument("--log")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
