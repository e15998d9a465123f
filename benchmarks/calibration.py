"""How often the fields are right at each confidence they give, measured on gold pages.

    python -m benchmarks.calibration GOLD              # a table: of those with confidence .9, how many are right
    python -m benchmarks.calibration GOLD --rungs      # by the rung that gave the value: what the constants should be

Each page counts once a field. Right is: the headline's letters and digits equal the gold's; the day of publication is
the gold's, in the zone of either; the authors are the gold's, all and no others; the subtitle is at least 90 %
alike, and none is given where the gold says that there is none.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from scraper import Article, extract
from scraper.parse.texts.likeness import key

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
LIKE = 0.9


class Mark(NamedTuple):
    """One field of one page: what it says of itself, and whether it is right."""

    field: str
    rung: str
    confidence: float
    is_right: bool


def marks(folder: Path) -> Iterator[Mark]:
    """Yield a mark for each value that the gold has an answer for."""
    seen: set[tuple[str, str]] = set()
    records: dict[str, Article] = {}
    for row in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8")):
        for field, is_right in _FIELDS.items():
            expected = row["gold"].get(field)
            # Of the sources, this one alone says when a page has no subtitle.
            is_known = bool(expected) or (field == "subtitle" and row["source"] == "fundus")
            if not is_known or (row["page"], field) in seen:
                continue
            seen.add((row["page"], field))
            if row["page"] not in records:
                records[row["page"]] = extract(page_bytes(folder / row["page"]), row["url"])
            article = records[row["page"]]
            if getattr(article, field):
                evidence = article.evidence[field]
                rung = f"{evidence.source}: {evidence.reason}" if field == "published" else evidence.source
                yield Mark(field, rung, evidence.confidence, is_right(article, expected))


def page_bytes(path: Path) -> bytes:
    """Return the page, decompressed."""
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def _headline(article: Article, expected: str) -> bool:
    return key(article.headline or "") == key(expected)


def _published(article: Article, expected: str) -> bool:
    right, found = datetime.fromisoformat(expected), article.published_at
    if found is None:
        return False
    here = found.astimezone(right.tzinfo) if right.tzinfo else found
    return right.date() in (found.date(), here.date())


def _authors(article: Article, expected: list[str]) -> bool:
    return {key(author.name) for author in article.authors} == {key(name) for name in expected}


def _subtitle(article: Article, expected: str | None) -> bool:
    return SequenceMatcher(None, key(article.subtitle or ""), key(expected or ""), autojunk=False).ratio() >= LIKE


_FIELDS: dict[str, Callable[[Article, Any], bool]] = {
    "headline": _headline,
    "published": _published,
    "authors": _authors,
    "subtitle": _subtitle,
}


def print_table(found: list[Mark]) -> None:
    """Print, for each span of confidence, how many values of each field have it and how many of them are right."""
    print("| confidence | " + " | ".join(_FIELDS) + " | all |")
    print("|---" * (len(_FIELDS) + 2) + "|")
    for least, most in pairwise(BINS):
        within = [mark for mark in found if least <= mark.confidence < most]
        cells = [_cell([mark for mark in within if mark.field == field]) for field in _FIELDS]
        if within:
            print(f"| {least:.2f} to {min(most, 1.0):.2f} | " + " | ".join([*cells, _cell(within)]) + " |")


def _cell(found: list[Mark]) -> str:
    if not found:
        return "-"
    given = sum(mark.confidence for mark in found) / len(found)
    right = sum(mark.is_right for mark in found) / len(found)
    return f"{right:.2f} right of {len(found)} at {given:.2f}"


def print_rungs(found: list[Mark]) -> None:
    """Print, for each field and rung, the confidence that was given and the share that is right."""
    groups: dict[tuple[str, str, float], list[Mark]] = defaultdict(list)
    for mark in found:
        rung = mark.rung.partition(": ")[2] if mark.field == "published" else mark.rung
        groups[mark.field, rung, mark.confidence].append(mark)
    for (field, rung, confidence), members in sorted(groups.items(), key=lambda pair: (pair[0][0], -len(pair[1]))):
        right = sum(mark.is_right for mark in members) / len(members)
        print(f"{field:<10} {rung[:60]:<60} given {confidence:.2f} right {right:.2f} of {len(members)}")


def main() -> None:
    """Print the table or the rungs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "gold", type=Path, help="folder with gold.jsonl and pages/; extra/ is read too where there is one"
    )
    parser.add_argument("--rungs", action="store_true")
    options = parser.parse_args()
    folders = [folder for folder in (options.gold, options.gold / "extra") if (folder / "gold.jsonl").is_file()]
    found = [mark for folder in folders for mark in marks(folder)]
    (print_rungs if options.rungs else print_table)(found)


if __name__ == "__main__":
    main()
