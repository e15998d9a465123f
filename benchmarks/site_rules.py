"""What the rules for sites cost, as a share of a bare lxml parse of the same pages and of their whole records.

    python -m benchmarks.site_rules FOLDER [FOLDER...]

Reads every page of the folders (`*.html`, also gzipped) and prints, in CPU time of one run, the best of several: the
look for a rule on pages that no rule holds for, Korean ones apart, and on those that one holds for. Pages have no
address here, which is the dearest case: no rule is found by it, so that the markup must be looked at.
"""

from __future__ import annotations

import gzip
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import lxml.html

from scraper.model import Page
from scraper.page import read
from scraper.pipeline import extract
from scraper.sites import Sites, chosen_sites

ROUNDS = 5
HANGUL = re.compile("[가-힣]")


def pages(folders: Sequence[str]) -> list[bytes]:
    """Return the bytes of the folders' pages."""
    files = [file for folder in folders for file in sorted(Path(folder).rglob("*.html*"))]
    return [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files]


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main(folders: Sequence[str]) -> None:
    """Print the shares."""
    sites = chosen_sites()
    kinds: dict[str, list[tuple[bytes, Page]]] = defaultdict(list)
    for content in filter(bytes.strip, pages(folders)):
        page = read(content)
        korean = "Korean page, " if HANGUL.search(page.signals.title) else "other page, "
        kinds[korean + ("a rule holds" if sites.ruling(page) else "no rule holds")].append((content, page))
    for kind, given in sorted(kinds.items()):
        bare, look, record = bare_seconds(given), look_seconds(sites, given), record_seconds(given)
        cost = f"{look / bare:6.3f} x bare parse  {look / record:6.3f} x record without rules"
        print(f"{kind:28} {len(given):5} pages  {look / len(given) * 1e3:6.3f} ms  {cost}")


def bare_seconds(given: Sequence[tuple[bytes, Page]]) -> float:
    """Return what lxml needs to parse the pages."""
    return seconds(lambda: [lxml.html.document_fromstring(content) for content, _ in given])


def record_seconds(given: Sequence[tuple[bytes, Page]]) -> float:
    """Return what it takes to make the pages' records without rules, reading them included."""
    none = Sites()
    return seconds(lambda: [extract(content, sites=none) for content, _ in given])


def look_seconds(sites: Sites, given: Sequence[tuple[bytes, Page]]) -> float:
    """Return what it takes to label the pages, which have been read."""
    return seconds(lambda: [sites.labels(page) for _, page in given])


if __name__ == "__main__":
    main(sys.argv[1:])
