"""How an archive bears its size: records made from templates go in, and each figure is taken as the archive grows.

    python -m benchmarks.archive_size [COUNT] [--db URL] [--without-pages | --lines] [--jobs N]

Prints, at 1,000 records and each doubling from 12,500 to COUNT (200,000), since the last line: records stored a second
and CPU milliseconds of all processes for each, the starting of processes included; the same of looking for copies; and
of the whole archive bytes a record in the database and the WARC file, peak memory of the writing process (which holds
10,000 records of this benchmark), and milliseconds of searches, newest and best first.

A tenth of the records are copies, a tenth has a strip of 16 weather readings. Each record has a page of its own (WARC)
and goes in by `Archive.add_all`, `--without-pages` the record alone; `--lines` are records in a file that `scraper
load` is given. Making the records is not timed. The processes of a PostgreSQL server on the same machine are counted.
"""

import argparse
import gc
import os
import random
import resource
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from scraper.cli.batch import cores
from scraper.cli.load import command as load
from scraper.model import Article, Author, BodyBlock, Boilerplate, Evidence, Moment, Reading, Response, Verdict, Weather
from scraper.store.archive import Archive
from scraper.store.intake import Item
from scraper.store.search import Question

PLACES = ("강남구", "나주시", "순천시", "동구", "서구", "광산구", "담양군", "화순군", "고흥군", "보성군", "해남군")
SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초구누두루무부수우주추기니디리미비시이지치은을는이가에서로"
ENDINGS = ("했다.", "밝혔다.", "설명했다.", "전했다.", "계획이다.", "나섰다.", "말했다.")
STATIONS = (
    *("서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종"),
    *("강릉", "춘천", "청주", "전주", "목포", "여수", "제주", "안동"),
)
FIELDS = ("headline", "subtitle", "published", "authors", "body")
HOSTS = 40
BLOCK = 10_000
MARKS = (1_000, 12_500, 25_000, 50_000, 100_000, 200_000)
QUESTIONS = ("강남", "매매가격", "순천시 나주시", '"동구 서구"')


def words(chance: random.Random) -> list[str]:
    """Return a vocabulary of made-up words."""
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]


def paragraphs(chance: random.Random, vocabulary: list[str]) -> tuple[str, ...]:
    """Return six paragraphs of about 200 characters."""
    made = []
    for _ in range(6):
        text = [*chance.choices(vocabulary, k=42), chance.choice(PLACES), chance.choice(PLACES), chance.choice(ENDINGS)]
        made.append(" ".join(text))
    if chance.random() < 0.01:
        made[0] = "아파트 매매가격이 올랐다고 " + made[0]
    return tuple(made)


def items(count: int) -> Iterator[Item]:
    """Yield pages with their records."""
    chance = random.Random(20240430)  # noqa: S311 -- templates, no secrets
    vocabulary = words(chance)
    recent: list[tuple[str, ...]] = []
    start = datetime(2015, 1, 1, tzinfo=UTC)
    for number in range(count):
        body = paragraphs(chance, vocabulary)
        if recent and number % 10 == 9:
            copied = list(chance.choice(recent))
            copied[1] = body[1]
            body = tuple(copied)
        recent = [*recent[-50:], body]
        at = start + timedelta(minutes=20 * number)
        yield Item(page(number, body, at), record(number, body, at, has_weather=number % 10 == 3))


def page(number: int, body: tuple[str, ...], at: datetime) -> Response:
    """Return the page of a record."""
    content = "<html><body><h1>제목</h1>" + "".join(f"<p>{text}</p>" for text in body) + "</body></html>"
    headers = (("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"'))
    return Response(url(number), content.encode(), headers=headers, fetched_at=at + timedelta(days=1))


def url(number: int) -> str:
    """Return the address of a record."""
    return f"https://www.paper{number % HOSTS}.example/news/articleView.html?idxno={number}"


def record(number: int, body: tuple[str, ...], at: datetime, *, has_weather: bool) -> Article:
    """Return a record of usual size, with evidence and boilerplate."""
    readings = tuple(
        Reading(name, "흐림", 12.5, 100 + n, 37.5, 127.0, raw=f"흐림{name}12.5℃") for n, name in enumerate(STATIONS)
    )
    return Article(
        url=url(number),
        site=f"신문 {number % HOSTS}",
        language="ko",
        verdict=Verdict.ARTICLE,
        headline=f"{body[0][:24]} {number}",
        subtitle=body[1][:30],
        authors=(Author(f"기자{number % 500}", f"r{number % 500}@paper{number % HOSTS}.example", "기자"),),
        published=Moment(at, "minute", "site", at.isoformat()),
        body=tuple(BodyBlock("paragraph", text) for text in body),
        weather=Weather("기상청", at.date(), readings) if has_weather else None,
        boilerplate=tuple(Boilerplate("navigation", f"메뉴 {n}") for n in range(12)),
        evidence={
            name: Evidence("h1", 0.9, "원문") for name in ("headline", "subtitle", "published", "authors", "body")
        },
        extractor_version="1",
    )


def search_times(archive: Archive) -> str:
    """Return the milliseconds of each question, newest and best first, with the number of hits."""
    told = []
    for words_ in QUESTIONS:
        began = time.perf_counter()
        count, _ = archive.search(Question(words_))
        middle = time.perf_counter()
        archive.search(Question(words_), best_first=True)
        told.append(f"{words_} ({count}) {1e3 * (middle - began):.0f}/{1e3 * (time.perf_counter() - middle):.0f}")
    return ", ".join(told)


class Spent:
    """What is spent while it is open: `seconds` of time, `cpu` seconds of this process, its children and the server.

    The children are killed in the end, so what they used is read while they run.
    """

    def __init__(self, database: str | None) -> None:
        self._server = f" {database} " if database else None
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._run, daemon=True)
        self.seconds = self.cpu = 0.0

    def __enter__(self) -> Self:
        self._first = self._now()
        self._last = dict(self._first)
        self._began = time.perf_counter()
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds = time.perf_counter() - self._began
        self._ended.set()
        self._watch.join()
        self._last |= self._now()
        self.cpu = sum(used - self._first.get(process, 0.0) for process, used in self._last.items())

    def _run(self) -> None:
        while not self._ended.wait(0.2):
            self._last |= self._now()

    def _now(self) -> dict[str, float]:
        """Return the CPU seconds that each process has used so far."""
        used = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                name = (process / "cmdline").read_text(errors="replace") if self._server else ""
            except OSError:
                continue
            is_server = self._server is not None and name.startswith("postgres:") and self._server in name
            if int(fields[2]) == os.getpgid(0) or is_server:
                used[process.name] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return used


class Storing(NamedTuple):
    """How the records go in."""

    folder: Path
    archive: Archive
    db: str | None
    jobs: int
    by_lines: bool

    @property
    def database(self) -> str | None:
        """The name by which the server's processes know the database."""
        return urlsplit(self.db).path.strip("/") if self.db else None

    def store(self, block: list[Item]) -> Spent:
        """Store some records and return what it took."""
        lines = self.folder / "records.jsonl"
        if self.by_lines:
            lines.write_text("".join(f"{item.article.to_json()}\n" for item in block if item.article))
        with Spent(self.database) as spent:
            if self.by_lines:
                where = ["--archive", str(self.folder), *(["--db", self.db] if self.db else [])]
                load.main([*where, "--no-copies", "--jobs", str(self.jobs), str(lines)], standalone_mode=False)
            else:
                for _ in self.archive.add_all(block, jobs=self.jobs):
                    pass
        return spent

    def line(self, stored: int, block_spent: list[Spent], since: int) -> str:
        """Look for copies, and return the line of the table."""
        with Spent(self.database) as clustering:
            self.archive.cluster()
        report = self.archive.status()
        seconds, cpu = (sum(getattr(one, name) for one in block_spent) for name in ("seconds", "cpu"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return (
            f"{stored:9} | {since / seconds:8.0f} | {1e3 * cpu / since:6.2f}"
            f" | {since / clustering.seconds:11.0f} | {1e3 * clustering.cpu / since:6.2f}"
            f" | {report['database_bytes'] / stored:10.0f} | {report['warc_bytes'] / stored:6.0f} | {peak:7.0f}"
            f" | {search_times(self.archive)}"
        )


def blocks(making: Iterable[Item], target: int) -> Iterator[list[Item]]:
    """Yield `target` records, some at a time so that they fit into memory."""
    while target > 0 and (block := list(islice(making, min(BLOCK, target)))):
        target -= len(block)
        # They are this benchmark's own: no garbage to be looked for by what is measured.
        gc.freeze()
        yield block


def main() -> None:
    """Fill an archive and print a line at each mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200_000)
    parser.add_argument("--db")
    parser.add_argument("--jobs", type=int, default=cores())
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--without-pages", action="store_true", help="store the records alone")
    kind.add_argument("--lines", action="store_true", help="have `scraper load` read the records from a file")
    given = parser.parse_args()
    os.setpgid(0, 0)
    making = items(given.count)
    if given.without_pages or given.lines:
        making = (item._replace(response=None) for item in making)
    print("  records | stored/s | CPU ms | clustered/s | CPU ms | database B | WARC B | peak MB | search ms")
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder, db=given.db) as archive:
        storing = Storing(Path(folder), archive, given.db, given.jobs, given.lines)
        before = 0
        for mark in (*(mark for mark in MARKS if mark < given.count), given.count):
            spent = [storing.store(block) for block in blocks(making, mark - before)]
            print(storing.line(mark, spent, mark - before), flush=True)
            before = mark


if __name__ == "__main__":
    main()
