"""How often the fields are right at each confidence they give, measured on gold pages.

    python -m benchmarks.calibration GOLD              # a table: of those with confidence .9, how many are right
    python -m benchmarks.calibration GOLD --rungs      # by the rung that gave the value: what the constants should be
    python -m benchmarks.calibration GOLD GOLD2 --held-out      # a rung's share on the pages of each source, left out

A source is where a gold's pages come from, as its rows name it. Left out, its pages are promised what the rung has on
the pages of all others; the tables say what was promised and what came. A rung that is right less than half the time
should not be given, but be among what is rejected. That is judged on ten values and more: with fewer a rung has the
share of its whole source.

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
from scraper.model import Evidence
from scraper.parse.texts.likeness import key

# Fewer values than this are no share.
LEAST = 10
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
LIKE = 0.9


class Mark(NamedTuple):
    """One field of one page: what it says of itself, and whether it is right."""

    field: str
    rung: str
    confidence: float
    is_right: bool
    source: str = ""


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
                rung = f"{evidence.source}: {evidence.reason}" if field == "published" else _named(field, evidence)
                yield Mark(field, rung, evidence.confidence, is_right(article, expected), row["source"])


def _named(field: str, evidence: Evidence) -> str:
    """Return the name of a rung: what the confidence of one source depends on is a part of it."""
    source = "site rule" if evidence.source.startswith("site rule") else evidence.source
    if field == "headline" and source[:1] == "h" and source[1:].isdigit():
        source = source if source == "h1" else "h2 to h6"
    elif field == "headline" and source in {"div", "p", "td", "li", "legend", "span", "b", "strong"}:
        source = "line that a title repeats"
    return source if source == "site rule" else f"{source}, {evidence.confidence:.2f}"


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


class Kept(NamedTuple):
    """A rung's values on the pages of one source, beside those on the pages of all others."""

    rung: tuple[str, str]
    source: str
    right: int
    size: int
    promised: float


def held_out(found: list[Mark]) -> list[Kept]:
    """Return for each rung and source what was right, and the share that the pages of the other sources promise.

    A rung that has fewer than `LEAST` values on those promises what the record says of itself.
    """
    counts: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    given: dict[tuple[str, str], list[float]] = defaultdict(list)
    for mark in found:
        rung = mark.rung.partition(": ")[2] if mark.field == "published" else mark.rung
        tally = counts[mark.field, rung][mark.source]
        tally[0] += mark.is_right
        tally[1] += 1
        given[mark.field, rung].append(mark.confidence)
    kept = []
    for named, sources in counts.items():
        for source, (right, count) in sources.items():
            others = [tally for other, tally in sources.items() if other != source]
            size = sum(tally[1] for tally in others)
            own = sum(given[named]) / len(given[named])
            promised = sum(tally[0] for tally in others) / size if size >= LEAST else own
            kept.append(Kept(named, source, right, count, promised))
    return kept


def print_held_out(found: list[Mark]) -> None:
    """Print each rung with its share on every source that has `LEAST` values of it, then what all were promised."""
    kept = held_out(found)
    rungs: dict[tuple[str, str], list[Kept]] = defaultdict(list)
    for one in kept:
        rungs[one.rung].append(one)
    print("| field | rung | right | lowest source | highest source |\n|---|---|---|---|---|")
    for (field, rung), members in sorted(rungs.items(), key=lambda pair: (pair[0][0], -sum(m.size for m in pair[1]))):
        count = sum(member.size for member in members)
        if count < LEAST:
            continue
        large = sorted((member for member in members if member.size >= LEAST), key=lambda one: one.right / one.size)
        ends = [f"{one.right / one.size:.2f} ({one.source}, {one.size})" for one in large] or ["-"]
        right = sum(member.right for member in members) / count
        print(f"| {field} | {rung[:60]} | {right:.2f} of {count} | {ends[0]} | {ends[-1]} |")
    print("\n| promised, source left out | " + " | ".join(_FIELDS) + " |\n|---" + "|---" * len(_FIELDS) + "|")
    for least, most in pairwise(BINS):
        within = [one for one in kept if least <= one.promised < most]
        cells = [_came([one for one in within if one.rung[0] == field]) for field in _FIELDS]
        if within:
            print(f"| {least:.2f} to {min(most, 1.0):.2f} | " + " | ".join(cells) + " |")


def _came(members: list[Kept]) -> str:
    count = sum(member.size for member in members)
    if not count:
        return "-"
    promised = sum(member.promised * member.size for member in members) / count
    return f"{sum(member.right for member in members) / count:.2f} right of {count} at {promised:.2f}"


def main() -> None:
    """Print the table, the rungs, or these with each source left out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "gold", type=Path, nargs="+", help="folder with gold.jsonl and pages/; extra/ is read too where there is one"
    )
    parser.add_argument("--rungs", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    given = [folder for gold in options.gold for folder in (gold, gold / "extra")]
    found = [mark for folder in given if (folder / "gold.jsonl").is_file() for mark in marks(folder)]
    printer = print_held_out if options.held_out else print_rungs if options.rungs else print_table
    printer(found)


if __name__ == "__main__":
    main()
