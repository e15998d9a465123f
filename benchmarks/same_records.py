"""Whether the same bytes give byte-identical records in any process, order, hash seed and number of jobs.

    python -m benchmarks.same_records GOLD...

Reads the pages of gold folders (gold.jsonl, pages/). Makes the record of every page in four processes, each with a hash
seed and an order of its own, and then of all pages at once by `scraper extract FOLDER --jobs N`. Prints how many
records and outputs differ; exits with 1 if any does.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HASH_SEEDS = ("0", "1", "4242", "random")
JOBS = (1, 2, 5)
CAPTURED_AT = "2026-01-01T00:00:00+00:00"


def pages(folders: Sequence[str]) -> list[tuple[str, str]]:
    """Return path and address of each page, once, in order."""
    found = {}
    for folder in folders:
        for line in (Path(folder) / "gold.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            found[str(Path(folder) / row["page"])] = row["url"]
    return sorted(found.items())


def content_of(path: str) -> bytes:
    """Return the bytes of a page, gunzipped."""
    content = Path(path).read_bytes()
    return gzip.decompress(content) if path.endswith(".gz") else content


def print_digests(order: int, folders: Sequence[str]) -> None:
    """Print the digest of the record of each page; `order` 0 is that of the paths, any other a shuffle."""
    from scraper import extract

    given = pages(folders)
    if order:
        random.Random(order).shuffle(given)  # noqa: S311 -- no secrets
    digests = {path: hashlib.sha256(extract(content_of(path), url).to_json().encode()) for path, url in given}
    print(json.dumps({path: digest.hexdigest() for path, digest in digests.items()}))


def digests(order: int, hash_seed: str, folders: Sequence[str]) -> dict[str, str]:
    """Return the digests that a process of its own prints."""
    command = [sys.executable, "-m", "benchmarks.same_records", "--digests", str(order), *folders]
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": hash_seed}, stdout=subprocess.PIPE, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def output_digest(folder: Path, jobs: int) -> str:
    """Return the digest of what `scraper extract FOLDER --jobs N` prints."""
    command = [sys.executable, "-m", "scraper", "extract", str(folder), "--jobs", str(jobs)]
    command += ["--captured-at", CAPTURED_AT]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    lines = done.stdout.count(b"\n")
    return f"{lines:,} records, {hashlib.sha256(done.stdout).hexdigest()[:16]}"


def main(folders: Sequence[str]) -> int:
    """Compare, print, and return the exit code."""
    runs = [digests(order, seed, folders) for order, seed in enumerate(HASH_SEEDS)]
    differing = sorted(path for path in runs[0] if len({run[path] for run in runs}) > 1)
    print(
        f"{len(runs[0]):,} pages, hash seeds {', '.join(HASH_SEEDS)}, as many orders: {len(differing)} records differ"
    )
    for path in differing[:10]:
        print(f"  {path}")
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(runs[0]):
            (Path(folder) / f"{number:05}.html").write_bytes(content_of(path))
        outputs = {jobs: output_digest(Path(folder), jobs) for jobs in JOBS}
    for jobs, output in outputs.items():
        print(f"--jobs {jobs}: {output}")
    return int(bool(differing) or len(set(outputs.values())) > 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--digests"]:
        print_digests(int(sys.argv[2]), sys.argv[3:])
    else:
        sys.exit(main(sys.argv[1:]))
