"""Trains the body model and writes its data file.

    python -m benchmarks.train_body GOLD --validate       # records by publisher and by source, nothing written
    python -m benchmarks.train_body GOLD --validate --json held_out.json    # and each page's body, for compare_peers
    python -m benchmarks.train_body GOLD --write          # body_trees.json, from all of GOLD and extra/

Needs lightgbm and numpy. Labels are the gold bodies of GOLD, aligned with the pages' blocks, and the blocks that hold a
snippet of the pages with snippets only.
Deterministic: the same gold gives the same file.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import lightgbm
import numpy as np

import scraper.parse.body.scores
from benchmarks.body_pages import GoldPage, gold_pages
from benchmarks.boosted_trees import groups_of
from scraper.evaluate.scores import shingles
from scraper.parse.body.features import Row
from scraper.parse.trees import Trees, parse_trees, write_trees
from scraper.pipeline import extract

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
TARGET = Path(__file__).parents[1] / "scraper" / "parse" / "body" / "body_trees.json"

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
    if -1 in page.body:
        return np.full(len(page.body), SNIPPET_WEIGHT)
    sizes = np.array([min(len(text), LONGEST) for text in page.texts], dtype=np.float64)
    total = float(sizes[np.array(page.body) == 1].sum())
    return sizes / total + 0.5 / len(sizes)


def record_body(score: Callable[[Row], float], page: GoldPage) -> str:
    """Return the body of the page's record as it would be with another body model."""
    plain = patch.object(scraper.parse.body.scores, "_extension", None)
    with plain, patch("scraper.parse.body.scores.body_score", score):
        return extract(page.content, page.url).body_text


def as_shipped(model: Model) -> Callable[[Row], float]:
    """Return the model as it is shipped: numbers as the file has them, with its early exits."""
    return Trees(parse_trees(write_trees(groups_of(model)))).score


def snippets(page: GoldPage, body: str) -> tuple[list[bool], list[bool]]:
    """Return for each wanted snippet whether it is in the body, for each unwanted one whether it stays out."""
    text = " ".join(body.split())
    wanted = [" ".join(snippet.split()) in text for snippet in page.gold.get("with") or ()]
    return wanted, [" ".join(snippet.split()) not in text for snippet in page.gold.get("without") or ()]


def validate(pages: Sequence[GoldPage]) -> list[dict[str, str]]:
    """Print the figures on publishers, and then on whole sources, that the model has not seen; return the bodies."""
    bodies = _print_held_out("publisher", range(FOLDS), lambda page: zlib.crc32(page.publisher.encode()) % FOLDS, pages)
    for source in ("wcxb", "fundus"):
        bodies += _print_held_out(f"source {source}", [source], lambda page: page.source, pages)
    return bodies


def _print_held_out(
    name: str, groups: Iterable[Any], group_of: Callable[[GoldPage], Any], pages: Sequence[GoldPage]
) -> list[dict[str, str]]:
    bodies = []
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    found: dict[str, list[bool]] = defaultdict(list)
    for group in groups:
        score = as_shipped(train([page for page in pages if group_of(page) != group]))
        for page in pages:
            if group_of(page) != group:
                continue
            body = record_body(score, page)
            bodies.append({"split": name, "id": page.id, "body": body})
            source = f"{page.source} of extra" if page.is_extra else page.source
            if page.is_whole:
                scores[source].append(_score(page, body))
            else:
                wanted, unwanted = snippets(page, body)
                found[f"{source}, wanted"] += wanted
                found[f"{source}, unwanted"] += unwanted
    for source, values in sorted(scores.items()):
        precision, recall = (statistics.fmean(column) for column in zip(*values, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name}: {source} n {len(values)} F1 {f1:.4f} P {precision:.3f} R {recall:.3f}", flush=True)
    for what, hits in found.items():
        if hits:
            print(f"{name}: {what} snippets {statistics.fmean(hits):.3f}", flush=True)
    return bodies


def _score(page: GoldPage, body: str) -> tuple[float, float]:
    """Return precision and recall of four-token shingles, against the body with or without its summary."""
    found = shingles(body)
    scores = []
    for gold in (page.gold["body"], page.gold.get("body_with_summary")):
        right = shingles(gold or "")
        hits = (right & found).total()
        scores.append((hits / max(1, found.total()), hits / max(1, right.total())))
    return max(scores, key=lambda score: score[0] * score[1])


def main() -> None:
    """Validate or write the model."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path, help="folder with gold.jsonl, pages/ and extra/")
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the bodies found by --validate")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pages = list(gold_pages(options.gold))
    print(f"{sum(page.is_whole for page in pages)} of {len(pages)} pages have a whole body", file=sys.stderr)
    if options.validate:
        bodies = validate(pages)
        if options.json:
            options.json.write_text(json.dumps(bodies, ensure_ascii=False), encoding="utf-8")
    if options.write:
        groups = groups_of(train(pages))
        TARGET.write_text(write_trees(groups), encoding="utf-8")


if __name__ == "__main__":
    main()
