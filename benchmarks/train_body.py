"""Trains the body's two models, of the blocks and of whole bodies, and writes their data files.

    python -m benchmarks.train_body GOLD... --validate    # records by publisher and by source, nothing written
    python -m benchmarks.train_body GOLD... --validate --json held_out.json    # and each page's body, for compare_peers
    python -m benchmarks.train_body GOLD... --write       # body_trees.json and body_judge.json, from all of GOLD

Needs lightgbm and numpy. Labels are the gold bodies of the folders GOLD and their extra/, aligned with the pages'
blocks, and the blocks that hold a snippet of the pages with snippets only. The judge learns from bodies that the block
model chooses on pages of publishers that it has not seen.
Deterministic: the same gold gives the same files.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from benchmarks.body_judge import Judged, f1_of, judged, record_body, train_judge
from benchmarks.body_pages import GoldPage, gold_pages
from benchmarks.boosted_trees import groups_of
from scraper.parse.body.candidates import LOWEST
from scraper.parse.trees import Group, Trees, parse_trees, write_trees

TREES = 160
FOLDS = 5
SNIPPET_WEIGHT = 0.12
LONGEST = 800
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 16,
    "max_depth": 5,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
}
# A page's blocks weigh no more than if a tenth of its letters were body.
LEAST_BODY = 0.1
SOURCES = ("waddle", "l3s", "msv", "dragnet", "aed", "fundus", "wcxb")
TARGET = Path(__file__).parents[1] / "scraper" / "parse" / "body"

Model = Any


def train(pages: Sequence[GoldPage]) -> Model:
    """Return a booster trained on `pages`."""
    labels = [np.array([page.body[number] for number in page.numbers]) for page in pages]
    known = [label >= 0 for label in labels]
    rows = np.concatenate([np.array(page.rows)[mask] for page, mask in zip(pages, known, strict=True)])
    body = np.concatenate([label[mask] for label, mask in zip(labels, known, strict=True)])
    weights = np.concatenate([_weights(page)[page.numbers][mask] for page, mask in zip(pages, known, strict=True)])
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, body, weight=weights), TREES)


def _weights(page: GoldPage) -> Any:
    """Return the blocks' weights: a page weighs the same whatever its size, a block by its share of the body."""
    if not page.is_whole:
        return np.full(len(page.body), SNIPPET_WEIGHT)
    sizes = np.array([min(len(text), LONGEST) for text in page.texts], dtype=np.float64)
    own = float(sizes[np.array(page.body) == 1].sum())
    return sizes / max(own, LEAST_BODY * float(sizes.sum())) + 0.5 / len(sizes)


def as_shipped(groups: Sequence[Group]) -> Trees:
    """Return a model as it is shipped: numbers as the file has them, with its early exits."""
    return Trees(parse_trees(write_trees(groups)))


Scores = list[Mapping[int, float]]
Grouping = Callable[[GoldPage], object]


def publisher_fold(page: GoldPage) -> object:
    """Return the fold of a page: all pages of a publisher are in one."""
    return zlib.crc32(page.publisher.encode()) % FOLDS


def held_out_scores(pages: Sequence[GoldPage], group_of: Grouping, groups: Sequence[object]) -> Scores:
    """Return for each page its blocks' scores by a model that has seen no page of its group, above `LOWEST`."""
    scores: Scores = [{} for _ in pages]
    for group in groups:
        trees = as_shipped(groups_of(train([one for one in pages if group_of(one) != group and one.is_labelled])))
        for place, page in enumerate(pages):
            if group_of(page) == group:
                told = {number: trees.score(row) for number, row in zip(page.numbers, page.rows, strict=True)}
                scores[place] = {number: score for number, score in told.items() if score > LOWEST}
    return scores


class HeldOut(NamedTuple):
    """What models say that have seen no page of a page's group: the blocks' scores and the candidates, by page."""

    name: str
    group_of: Grouping
    groups: Sequence[object]
    scores: Scores
    seen: list[Judged]


def hold_out(pages: Sequence[GoldPage], name: str, group_of: Grouping, groups: Sequence[object]) -> HeldOut:
    """Return what block models that have not seen a page's group say of it; print the judge's regret at most."""
    scores = held_out_scores(pages, group_of, groups)
    seen = [judged(page, told) if page.is_whole else Judged({}, {}) for page, told in zip(pages, scores, strict=True)]
    known = [one.f1 for one in seen if one.f1]
    usual = statistics.fmean(f1.get("usual", 0.0) for f1 in known)
    best = statistics.fmean(max(f1.values()) for f1 in known)
    print(f"{name}: usual candidate {usual:.4f}, best {best:.4f}", flush=True)
    return HeldOut(name, group_of, groups, scores, seen)


def held_out_bodies(pages: Sequence[GoldPage], held: HeldOut) -> list[str | None]:
    """Return the records' bodies by models, the judge too, that have seen no page of the page's group."""
    bodies: list[str | None] = [None] * len(pages)
    for group in held.groups:
        others = [one for one, page in zip(held.seen, pages, strict=True) if held.group_of(page) != group]
        judge = as_shipped(groups_of(train_judge(others), {}))
        for place, page in enumerate(pages):
            if held.group_of(page) == group:
                bodies[place] = record_body(page, held.scores[place], judge.score)
    return bodies


def validate(pages: Sequence[GoldPage], held: HeldOut) -> list[dict[str, str]]:
    """Print the figures on pages that the models have not seen; return the bodies."""
    bodies = held_out_bodies(pages, held)
    print_scores(held.name, pages, bodies)
    return [
        {"split": held.name, "id": page.id, "body": body}
        for page, body in zip(pages, bodies, strict=True)
        if body is not None
    ]


def snippets(page: GoldPage, body: str) -> tuple[list[bool], list[bool]]:
    """Return for each wanted snippet whether it is in the body, for each unwanted one whether it stays out."""
    text = " ".join(body.split())
    wanted = [" ".join(snippet.split()) in text for snippet in page.gold.get("with") or ()]
    return wanted, [" ".join(snippet.split()) not in text for snippet in page.gold.get("without") or ()]


def print_scores(name: str, pages: Sequence[GoldPage], bodies: Sequence[str | None]) -> None:
    """Print for each source, and each folder as a whole, what the bodies are worth."""
    scores: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    found: dict[str, list[bool]] = defaultdict(list)
    for page, body in zip(pages, bodies, strict=True):
        if body is None:
            continue
        if page.is_whole:
            score = f1_of(page, body)
            scores[f"{page.source} of extra" if page.is_extra else page.source].append(score)
            scores[f"all of {page.folder}"].append(score)
        else:
            wanted, unwanted = snippets(page, body)
            found[f"{page.source}, wanted"] += wanted
            found[f"{page.source}, unwanted"] += unwanted
    for source, values in sorted(scores.items()):
        print(f"{name}: {source} {_summary(values)}", flush=True)
    for what, hits in found.items():
        if hits:
            print(f"{name}: {what} snippets {statistics.fmean(hits):.3f}", flush=True)


def _summary(values: Sequence[tuple[float, float, float]]) -> str:
    """Return pages, the F1 of mean precision and recall, the mean of the pages' F1, of the lowest tenth, those < .5."""
    f1 = sorted(value[0] for value in values)
    precision, recall = (statistics.fmean(value[place] for value in values) for place in (1, 2))
    return (
        f"n {len(f1)} F1 {2 * precision * recall / (precision + recall):.4f} P {precision:.3f} R {recall:.3f} "
        f"mean {statistics.fmean(f1):.4f} lowest tenth {statistics.fmean(f1[: max(1, len(f1) // 10)]):.3f} "
        f"under .5: {sum(value < 0.5 for value in f1)}"
    )


def write(pages: Sequence[GoldPage], held: HeldOut) -> None:
    """Write both models, made of all pages; the judge learns from the bodies of block models that had not seen them."""
    groups = groups_of(train([page for page in pages if page.is_labelled]))
    (TARGET / "body_trees.json").write_text(write_trees(groups), encoding="utf-8")
    groups = groups_of(train_judge(held.seen), {})
    (TARGET / "body_judge.json").write_text(write_trees(groups), encoding="utf-8")


def main() -> None:
    """Validate or write the model."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path, help="folders with gold.jsonl, pages/ and perhaps extra/")
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the bodies found by --validate")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pages = list(gold_pages(options.gold))
    print(f"{sum(page.is_whole for page in pages)} of {len(pages)} pages have a whole body", file=sys.stderr)
    by_publisher = hold_out(pages, "publisher", publisher_fold, range(FOLDS))
    if options.write:
        write(pages, by_publisher)
    if options.validate:
        bodies = validate(pages, by_publisher)
        bodies += validate(pages, hold_out(pages, "source", lambda page: page.source, SOURCES))
        if options.json:
            options.json.write_text(json.dumps(bodies, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
