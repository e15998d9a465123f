"""A crawl of the test town from the first request to the database, beside Scrapy with trafilatura in the same run.

    python -m benchmarks.crawl_town [--stories 300] [--peer PYTHON [--blind]] [--rounds 2] [--second] [--profile]

PYTHON is an interpreter with scrapy and trafilatura. A record is right when its headline is the story's, its day too,
and the text's runs of four words agree by F1 .9 or more. CPU seconds are those of all processes of a program; memory is
the highest sum of what its processes do not share (PSS).
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from benchmarks.crawl_profile import profile
from scraper.store.archive import Archive
from scraper.store.database.schema import articles, captures, versions
from tests.fakes.town.paper import Paper
from tests.fakes.town.running import Town, requests_by_host, running_town
from tests.places import ROOT

SPIDER = Path(__file__).with_name("crawl_peer.py")
# man 2 prctl: processes whose parent ends become ours, and their time is counted.
_SUBREAPER = 36


class Cost(NamedTuple):
    """What a program took: wall and CPU seconds, and the highest memory in MiB."""

    wall: float
    cpu: float
    memory: float


class Record(NamedTuple):
    """A stored story."""

    headline: str | None
    body: str
    day: str | None


def measured(command: list[str], environment: dict[str, str]) -> Cost:
    """Run a command and return what it cost, all its processes together."""
    others = _tree(os.getpid())
    began, before = time.monotonic(), os.times()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(_pss(number) for number in _tree(process.pid)))
        time.sleep(0.1)
    wall = time.monotonic() - began
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command[:3]} ended with {process.returncode}")
    _reap(others)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, peak)


def _reap(others: set[int]) -> None:
    """Wait for the processes that a program leaves behind; `others` were there before it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and (left := _tree(os.getpid()) - others):
        for number in left:
            with suppress(ChildProcessError):
                os.waitpid(number, os.WNOHANG)
        time.sleep(0.05)


def _tree(root: int) -> set[int]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = {root}
    while more := {number for number, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _pss(number: int) -> float:
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
    return 0.0


# ---------------------------------------------------------------- right or wrong


def score(papers: Iterable[Paper], records: dict[str, Record]) -> Counter[str]:
    """Return how many records are right, wrong, missing, false, or another address of a story."""
    count: Counter[str] = Counter()
    truth = {paper.url(story).rstrip("/"): story for paper in papers for story in paper.living}
    for url, story in truth.items():
        record = records.get(url)
        if record is None:
            count["missing"] += 1
            continue
        is_right = (
            (record.headline or "").strip() == story.headline
            and record.day == f"{story.published:%Y-%m-%d}"
            and _agreement(record.body, "\n".join(story.paragraphs)) >= 0.9
        )
        count["right" if is_right else "wrong"] += 1
    texts = {story.paragraphs[-1] for story in truth.values()}
    for url in set(records) - set(truth):
        is_story = any(text in records[url].body for text in texts)
        count["duplicates" if is_story else "false"] += 1
    return count


def _agreement(one: str, other: str) -> float:
    mine, theirs = (Counter(zip(*(text.split()[n:] for n in range(4)), strict=False)) for text in (one, other))
    common = (mine & theirs).total()
    return 2 * common / (mine.total() + theirs.total()) if mine and theirs else 0.0


def ours(folder: Path) -> dict[str, Record]:
    """Return what our archive holds, but for what has gone."""
    with Archive.open(folder) as archive:
        with archive.reading() as connection:
            gone = set(connection.execute(select(articles.c.id).where(articles.c.gone_at.is_not(None))).scalars())
        return {
            (article.canonical_url or article.url or "").rstrip("/"): Record(
                article.headline,
                article.body_text,
                f"{article.published_at:%Y-%m-%d}" if article.published_at else None,
            )
            for number, article in archive.records()
            if number not in gone
        }


def theirs(path: Path) -> dict[str, Record]:
    """Return what the peer's database holds."""
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT url, headline, body, day FROM records").fetchall()
    return {row[0].rstrip("/"): Record(row[1], row[2], row[3]) for row in rows}


# ---------------------------------------------------------------- the runs


def run_ours(town: Town, folder: Path, concurrency: int) -> Cost:
    """Crawl the town into an archive."""
    command = [sys.executable, "-m", "scraper", "crawl", *town.sites, "--archive", str(folder), "--no-copies"]
    command += ["--delay", "0", "--concurrency", str(concurrency)]
    return measured(command, {"SCRAPER_ALLOW_PRIVATE_HOSTS": ",".join(town.hosts)})


def told(name: str, cost: Cost, count: Counter[str], requests: int) -> None:
    """Print one line of the table."""
    stories = count["right"] + count["wrong"]
    columns = (f"{name:32}", f"{cost.wall:7.1f}", f"{cost.cpu:7.1f}", f"{cost.memory:8.0f}", f"{requests:8}",
               f"{stories:8}", f"{stories / cost.wall:9.1f}", f"{count['right']:7}",
               f"{count['right'] / cost.cpu:9.1f}",
               f"{count['missing']:6}", f"{count['false']:6}", f"{count['duplicates']:6}")  # fmt: skip
    print("".join(columns), flush=True)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--concurrency", type=int, default=8)
    parser.add_argument("--peer", help="a Python with scrapy and trafilatura")
    parser.add_argument("--blind", action="store_true", help="let the peer crawl without patterns, too")
    parser.add_argument("--second", action="store_true", help="crawl the second edition, too")
    parser.add_argument("--profile", action="store_true", help="say where the time of a page goes")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    print(f"{'':32}{'wall s':>7}{'CPU s':>7}{'MiB':>8}{'asked':>8}{'stories':>8}{'/wall s':>9}{'right':>7}{'/CPU s':>9}"
          f"{'miss':>6}{'false':>6}{'dupl':>6}")  # fmt: skip
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with running_town(folder / "log", options.stories) as town:
                one_round(town, folder, options)
    if options.profile:
        profile(options.stories)


def one_round(town: Town, folder: Path, options: argparse.Namespace) -> None:
    """Let everybody crawl the same town."""
    cost = run_ours(town, folder / "archive", options.concurrency)
    log = town.requests()
    told("scraper crawl", cost, score(town.papers, ours(folder / "archive")), len(log))
    if options.peer:
        peers = [("Scrapy + trafilatura, patterns", ["--patterns"]), ("Scrapy + trafilatura, none", [])]
        for name, flags in peers[: 2 if options.blind else 1]:
            path = folder / f"peer{len(flags)}.sqlite"
            # Busy servers answer anew.
            cost = measured([options.peer, str(SPIDER), ",".join(town.sites), str(path), *flags], {})
            told(name, cost, score(town.papers, theirs(path)), len(town.requests()))
    details(town, folder / "archive", log)
    if options.second:
        town.publish(2)
        cost = run_ours(town, folder / "archive", options.concurrency)
        log = town.requests()
        told("scraper crawl, second edition", cost, score(town.papers, ours(folder / "archive")), len(log))
        details(town, folder / "archive", log, is_second=True)
        before = kept(folder / "archive")
        run_ours(town, folder / "archive", options.concurrency)
        after = kept(folder / "archive")
        new, captured, whole = (then - earlier for then, earlier in zip(after, before, strict=True))
        print(f"the second edition once more: {new} new versions, {captured} captures, {whole} of them no revisit, "
              f"{len(town.requests())} requests")  # fmt: skip


class Kept(NamedTuple):
    """How much an archive holds: versions, captures, and captures that are no revisit of another."""

    versions: int
    captures: int
    whole: int


def kept(folder: Path) -> Kept:
    """Return how much an archive holds."""
    counted = (
        select(func.count()).select_from(versions),
        select(func.count()).select_from(captures),
        select(func.count()).select_from(captures).where(captures.c.refers_to.is_(None)),
    )
    with Archive.open(folder) as archive, archive.reading() as connection:
        return Kept(*(connection.execute(one).scalar_one() for one in counted))


def details(town: Town, folder: Path, log: list[dict[str, object]], *, is_second: bool = False) -> None:
    """Print how complete each paper is, and what was asked for it."""
    count = requests_by_host(log)
    with Archive.open(folder) as archive:
        for paper in town.papers:
            found = town.check(paper, archive)
            share = f"complete {found.completeness:.4f}  false {len(found.false)}  wrong {len(found.wrong)}"
            line = f"  {type(paper).__name__:16} {share}"
            if not is_second:
                print(f"{line}  requests/story {count[paper.address] / len(found.wanted):.3f}")
                continue
            old = [story for story in paper.living if story.edition == 1 and story.version == 1]
            same = {paper.article_path(story) for story in old}
            whole = {one["target"] for one in log if one["host"] == paper.address and one["status"] == 200} & same
            print(f"{line}  of {len(same)} unchanged not asked or not modified {1 - len(whole) / len(same):.3f}")


if __name__ == "__main__":
    main()
