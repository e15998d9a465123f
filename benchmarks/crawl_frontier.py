"""A large sitemap into a frontier: time and memory against the number of addresses.

It is filled, what is next is taken from it, and it is counted, as `status` and the beginning of the next run do.

    python -m benchmarks.crawl_frontier [COUNT...]

Memory is the highest resident size of a process that does nothing else, each count in a process of its own.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from scraper.crawl.plan.site import Site
from scraper.crawl.site.explorer import Explorer
from scraper.discover.sitemaps import read_sitemap
from scraper.store import Archive, frontier
from scraper.store.frontier import State

START = "http://paper.example/"
COUNTS = (1_000, 10_000, 100_000, 1_000_000)
_AT_A_TIME = 4000


def write_sitemap(path: Path, count: int) -> None:
    """Write a sitemap of so many stories."""
    with path.open("w", encoding="ascii") as file:
        file.write("<urlset>")
        for number in range(count):
            day = f"20{10 + number * 14 // count:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            file.write(f"<url><loc>{START}news/articleView.html?idxno={number}</loc><lastmod>{day}</lastmod></url>")
        file.write("</urlset>")


def measure(count: int) -> None:
    """Print one line of the table."""
    with tempfile.TemporaryDirectory() as name, Archive.open(Path(name, "archive")) as archive:
        path = Path(name, "sitemap.xml")
        write_sitemap(path, count)
        explorer = Explorer(Site(START))
        with archive.writing() as connection:
            frontier.enter(connection, explorer.name, explorer.sources.beginnings()[1:])
            entry = frontier.take(connection, explorer.name, 1)[0]
        began = time.process_time()
        with path.open("rb") as file:
            found = explorer.sources.in_sitemap(read_sitemap(file, entry.url), entry)
            while some := list(islice(found, _AT_A_TIME)):
                with archive.writing() as connection:
                    frontier.enter(connection, explorer.name, some)
        entered = time.process_time() - began
        with archive.writing() as connection:
            frontier.release(connection, explorer.name, some_shape(explorer))
        began = time.process_time()
        with archive.reading() as connection:
            for _ in range(20):
                frontier.take(connection, explorer.name, 64)
        taken = (time.process_time() - began) / 20
        with archive.reading() as connection:
            waiting = sum(row["count"] for row in frontier.outcomes(connection) if row["state"] == State.WAITING)
            explorer.learn(frontier.shape_rows(connection, explorer.name))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = count and entered / count * 1e6
    print(f"{count:10,}{waiting:12,}{entered:10.1f}{size:14.1f}{taken * 1000:14.2f}{peak:10.0f}", flush=True)


def some_shape(explorer: Explorer) -> str:
    """Return the shape of the sitemap's stories."""
    return next(iter(explorer.shapes.all()))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, nargs="*", help="addresses; one alone is measured in this process")
    counts: list[int] = parser.parse_args().count
    if len(counts) == 1:
        measure(counts[0])
        return
    print(
        f"{'addresses':>10}{'waiting':>12}{'CPU s':>10}{'µs an address':>14}{'ms to take 64':>14}{'MiB':>10}",
        flush=True,
    )
    for count in counts or COUNTS:
        subprocess.run([sys.executable, "-m", "benchmarks.crawl_frontier", str(count)], check=True)


if __name__ == "__main__":
    main()
