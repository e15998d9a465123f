"""What other pages of the same site are worth to the body: the gold's sites with two pages or more, scored both ways.

    python -m benchmarks.same_site_gain GOLD... [--held-out FILE]

GOLD as for `compare_peers`. Without FILE the bodies are those of `extract`, whose model was trained on these pages;
with it, those of models that have not seen the publisher (`train_body --validate --json FILE`). Prints for each source
the mean F1 of the pages without and with their siblings, and every page that changes.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.compare_peers import load_rows, load_scorer
from benchmarks.peer_worker import page_bytes
from scraper.batch.inputs import Input, site_of
from scraper.model import Block, Page
from scraper.page import read
from scraper.parse import Sibling, as_sibling
from scraper.parse.body.siblings import repeated_blocks
from scraper.pipeline import extract

SPLIT = "publisher"


def bodies(rows: Sequence[dict[str, Any]], held_out: Path | None) -> dict[str, str]:
    """Return the body of each row as it is without siblings."""
    if held_out is None:
        return {row["id"]: extract(page_bytes(str(row["file"])), row["url"]).body_text for row in rows}
    told = json.loads(held_out.read_text(encoding="utf-8"))
    return {body["id"]: body["body"] for body in told if body["split"] == SPLIT}


def without_repeated(body: str, siblings: Sequence[Sibling], headline: str | None) -> str:
    """Return the body without the lines that siblings print too."""
    lines = [line for line in body.split("\n") if line]
    page = Page(None, tuple(Block(number, line, "p", 0) for number, line in enumerate(lines)))
    repeated = repeated_blocks(page, range(len(lines)), siblings, headline=headline)
    return "\n".join(line for number, line in enumerate(lines) if number not in repeated)


def siblings_of(rows: Sequence[dict[str, Any]]) -> dict[str, dict[Path, Sibling]]:
    """Return the pages of each site that has several."""
    sites: dict[str, dict[Path, Sibling]] = defaultdict(dict)
    for row in rows:
        sites[_site(row)][row["file"]] = as_sibling(read(page_bytes(str(row["file"]))))
    return {site: pages for site, pages in sites.items() if len(pages) > 1}


def _site(row: Mapping[str, Any]) -> str:
    return site_of(Input("", url=row["url"]))


def main() -> None:
    """Score both ways and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD")
    parser.add_argument("--held-out", type=Path, metavar="FILE")
    options = parser.parse_args()
    scorer = load_scorer(options.gold[0])
    all_rows = load_rows(scorer, options.gold, [], None)
    sites = siblings_of(all_rows)
    rows = [row for row in all_rows if row["gold"].get("body") and _site(row) in sites]
    found = bodies(rows, options.held_out)
    scores = defaultdict(list)
    for row in rows:
        if row["id"] not in found:
            continue
        before = found[row["id"]]
        siblings = [sibling for file, sibling in sorted(sites[_site(row)].items()) if file != row["file"]]
        headline = extract(page_bytes(str(row["file"])), row["url"]).headline
        after = without_repeated(before, siblings, headline)
        pair = [scorer.score_row(row["gold"], {"body": body})["f1"] for body in (before, after)]
        scores[row["source"]].append(pair)
        if pair[0] != pair[1]:
            print(f"{pair[1] - pair[0]:+.4f}  {row['id']}")
    for source, pairs in sorted(scores.items()):
        one, other = (statistics.fmean(column) for column in zip(*pairs, strict=True))
        changed = sum(a != b for a, b in pairs)
        print(f"{source}: {len(pairs)} pages, {changed} change, mean F1 {one:.4f} without, {other:.4f} with siblings")


if __name__ == "__main__":
    main()
