"""What each step of a record costs: its share of the record's time, and its time beside a bare parse.

    python -m benchmarks.step_cost GOLD [--pages 200] [--repeat 3]

A step is a function that the assembling module calls, or the reading of the page. Times are CPU time, the best of
`--repeat` runs of a page; the share is that of the median page; a bare parse is lxml's of the same bytes in the same
run. Steps over 5 % of the median record are marked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import lxml.html

from scraper.page import read
from scraper.parse import record

LIMIT = 0.05
READING = "read (page)"
RECORD = "whole record"
_REST = "assembling"

Times = dict[str, float]


class Clock:
    """Wraps the steps that the assembling module calls, and adds up the time that each takes."""

    def __init__(self) -> None:
        self.spent: Times = defaultdict(float)
        for name, step in list(vars(record).items()):
            if isinstance(step, FunctionType) and step.__module__ != record.__name__:
                setattr(record, name, self._timed(name, step))

    def _timed(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time_ns()
            result = step(*args, **kwargs)
            self.spent[name] += time.process_time_ns() - start
            return result

        return timed


def page_times(clock: Clock, content: bytes, url: str) -> Times:
    """Return the nanoseconds of each step on one page."""
    clock.spent.clear()
    start = time.process_time_ns()
    page = read(content, url)
    middle = time.process_time_ns()
    record.parse(page)
    end = time.process_time_ns()
    times = dict(clock.spent)
    times[_REST] = end - middle - sum(times.values())
    times[READING] = middle - start
    times[RECORD] = end - start
    return times


def bare_time(content: bytes) -> float:
    """Return the nanoseconds of a bare parse."""
    start = time.process_time_ns()
    lxml.html.document_fromstring(content)
    return time.process_time_ns() - start


def pages(folder: Path, count: int) -> Iterator[tuple[bytes, str]]:
    """Yield the bytes and the address of `count` pages of a gold folder, evenly spread."""
    rows = {row["page"]: row for row in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    chosen = list(rows.values())[:: max(1, len(rows) // count)][:count]
    for row in chosen:
        content = (folder / row["page"]).read_bytes()
        yield gzip.decompress(content) if row["page"].endswith(".gz") else content, row["url"]


def main() -> None:
    """Print one line a step, the dearest first."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path, help="folder with gold.jsonl and pages/")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    clock = Clock()
    bare = 0.0
    steps: dict[str, list[float]] = defaultdict(list)
    shares: dict[str, list[float]] = defaultdict(list)
    for content, url in pages(options.gold, options.pages):
        bare += min(bare_time(content) for _ in range(options.repeat))
        runs = [page_times(clock, content, url) for _ in range(options.repeat)]
        best = {name: min(run.get(name, 0.0) for run in runs) for name in runs[0]}
        for name, spent in best.items():
            steps[name].append(spent)
            shares[name].append(spent / best[RECORD])
    print(f"{len(shares[RECORD])} pages; bare parse {bare / len(shares[RECORD]) / 1e6:.2f} ms a page")
    print(f"{'step':<22}{'median share':>13}{'x bare parse':>14}")
    for name in sorted(steps, key=lambda name: -sum(steps[name])):
        share = statistics.median(shares[name])
        mark = "  over 5 %" if share > LIMIT and name != RECORD else ""
        print(f"{name:<22}{share:>12.1%} {sum(steps[name]) / bare:>13.3f}{mark}")


if __name__ == "__main__":
    main()
