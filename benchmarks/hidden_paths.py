"""Sections found where the page's breadcrumb list in JSON-LD is hidden, beside that list.

`python -m benchmarks.hidden_paths GOLD…`: of the pages of each gold that have such a list, how many have a section
without it, the same path, the same last step, any step in common, and none in common.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scraper.model import Page
from scraper.page import read
from scraper.parse.about import find_section
from scraper.parse.page_data import texts

LISTED = "json-ld BreadcrumbList"
LISTS = {"BreadcrumbList", "ListItem"}


def pages(gold: Path) -> Iterator[tuple[Page, str | None]]:
    """Yield the pages of a gold with their headlines."""
    for line in (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        path = gold / row["page"]
        content = path.read_bytes()
        yield (
            read(gzip.decompress(content) if path.suffix == ".gz" else content, row["url"]),
            row["gold"].get("headline"),
        )


def without_list(page: Page) -> Page:
    """Return the page without its breadcrumb lists."""
    kept = tuple(node for node in page.signals.json_ld if not LISTS & set(texts(node.get("@type"))))
    return replace(page, signals=replace(page.signals, json_ld=kept))


def count(gold: Path) -> Counter[str]:
    """Return how often what is shown agrees with the list."""
    counts: Counter[str] = Counter()
    for page, headline in pages(gold):
        listed = find_section(page, headline=headline)
        if listed.evidence.source != LISTED or not listed.value:
            continue
        shown = find_section(without_list(page), headline=headline)
        given, found = [[step.casefold() for step in one.value or ()] for one in (listed, shown)]
        common = bool(set(given) & set(found))
        counts["pages"] += 1
        counts["found"] += bool(found)
        counts["the same path"] += given == found
        counts["the same last step"] += given[-1:] == found[-1:]
        counts["a step in common"] += common
        counts["none in common"] += bool(found) and not common
    return counts


if __name__ == "__main__":
    for given in sys.argv[1:]:
        print(given, dict(count(Path(given))))
