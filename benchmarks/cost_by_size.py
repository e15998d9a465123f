"""How time and memory of a record grow with the page, for ordinary pages and for hostile ones.

    python -m benchmarks.cost_by_size [--shape NAME]... [--sizes 0.1,1,10] [--json FILE]
    python -m benchmarks.cost_by_size --profile NAME --sizes 1        # where the time goes

Each page is made and read in a process of its own, after a warm-up on a small one. Prints for each shape and size (MB)
the blocks, CPU seconds, how many bare lxml parses of the same bytes that is, the MiB by which the peak memory grew and,
between two sizes, the exponent of the time in the size: 1 is linear. A page over the deadline is `-`.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import json
import math
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.cost_shapes import SHAPES

MEGABYTE = 1_000_000
DEADLINE = 120
# A cost that grows faster than this with the page is marked: the noise of a busy machine is below it.
STEEP = 1.2


def measure(shape: str, size: int) -> dict[str, float]:
    """Return what the record of one page costs in this process."""
    import lxml.html

    from scraper.pipeline import explain

    content = SHAPES[shape](size).encode()
    warm_up()
    started = time.process_time()
    with contextlib.suppress(ValueError, lxml.etree.LxmlError):
        lxml.html.document_fromstring(content)
    base = time.process_time() - started
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    found = explain(content)
    spent = time.process_time() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"blocks": len(found.page.blocks), "seconds": spent, "base": base, "mib": grown / 1024}


def warm_up() -> None:
    """Load what is loaded once: the second page has a text whose language only the detector tells."""
    from scraper.pipeline import explain

    for shape in ("article", "text dump"):
        explain(SHAPES[shape](20_000).encode())


def measured(shape: str, size: int) -> dict[str, float] | None:
    """Return what `measure` finds in a process of its own, `None` past the deadline."""
    command = [sys.executable, "-m", "benchmarks.cost_by_size", "--measure", shape, "--sizes", str(size / MEGABYTE)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=DEADLINE, check=True)
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, float] = json.loads(done.stdout)
    return found


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the slope of log time in log size, by least squares.

    >>> round(exponent([1, 2, 4], [3, 12, 48]), 6)
    2.0
    """
    x, y = [math.log(size) for size in sizes], [math.log(max(value, 1e-6)) for value in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    products = sum((one - mean_x) * (other - mean_y) for one, other in zip(x, y, strict=True))
    return products / sum((one - mean_x) ** 2 for one in x)


def print_shape(shape: str, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Measure one shape at all sizes, print its line and return the figures."""
    rows: list[dict[str, Any]] = []
    for size in sizes:
        found = measured(shape, size)
        rows.append({"shape": shape, "bytes": size, **(found or {})})
        if found is None:
            break
    done = [row for row in rows if "seconds" in row]
    # The smallest page is mostly start-up, so the slope is that of the two largest.
    slope = exponent([row["bytes"] for row in done[-2:]], [row["seconds"] for row in done[-2:]]) if done[1:] else None
    cells = [f"{row['blocks']:>8,} {row['seconds']:7.2f} {_ratio(row)} {row['mib']:5.0f}" for row in done]
    cells += [f"{'-':>28}"] * (len(sizes) - len(done))
    mark = "" if slope is None or slope < STEEP else "  steep"
    print(f"{shape:20}{'  '.join(cells)}  {'-' if slope is None else f'{slope:.2f}'}{mark}", flush=True)
    return rows


def _ratio(row: dict[str, Any]) -> str:
    return f"{row['seconds'] / max(row['base'], 1e-6):5.1f}"


def profile(shape: str, size: int) -> None:
    """Print where the time of one page goes."""
    from scraper.pipeline import explain

    content = SHAPES[shape](size).encode()
    warm_up()
    profiler = cProfile.Profile()
    profiler.runcall(explain, content)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(20)


def main() -> None:
    """Measure the shapes asked for, or one of them in this process."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shape", action="append", choices=list(SHAPES))
    parser.add_argument("--sizes", default="0.1,1,10", help="megabytes, with commas")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    parser.add_argument("--profile", choices=list(SHAPES))
    parser.add_argument("--measure", choices=list(SHAPES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = [round(float(size) * MEGABYTE) for size in options.sizes.split(",")]
    if options.measure:
        print(json.dumps(measure(options.measure, sizes[0])))
    elif options.profile:
        profile(options.profile, sizes[0])
    else:
        print(f"{'':20}{'  '.join(f'{size / MEGABYTE:g} MB'.ljust(28) for size in sizes)}")
        print(f"{'':20}{'  '.join(['  blocks       s xlxml   MiB'] * len(sizes))}  exponent")
        rows = [row for shape in options.shape or SHAPES for row in print_shape(shape, sizes)]
        if options.json:
            options.json.write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
