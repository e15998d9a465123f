"""The candidates of gold pages in, the judge over whole bodies (`scraper.parse.body.judge`) out, and its regret."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

import lightgbm
import numpy as np

from benchmarks.body_pages import GoldPage
from scraper.evaluate.scores import shingles
from scraper.model import Page
from scraper.parse.body import choose
from scraper.parse.body.candidates import Candidates
from scraper.parse.body.judge import candidate_rows
from scraper.parse.body.scores import Scores, score_blocks
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.pipeline import extract

TREES = 80
PARAMETERS = {
    "objective": "huber",
    "alpha": 0.2,
    "learning_rate": 0.08,
    "num_leaves": 8,
    "max_depth": 4,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.5,
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

BlockScores = Mapping[int, float]


class Judged(NamedTuple):
    """The candidates of one page, by their way of choosing: what the judge sees of each, and its F1."""

    rows: dict[str, tuple[float, ...]]
    f1: dict[str, float]


def f1_of(page: GoldPage, body: str) -> tuple[float, float, float]:
    """Return F1, precision and recall of four-token shingles, against the body with or without its summary."""
    found = shingles(body)
    scores = []
    for gold in (page.gold["body"], page.gold.get("body_with_summary")):
        right = shingles(gold or "")
        hits = (right & found).total()
        precision, recall = hits / max(1, found.total()), hits / max(1, right.total())
        scores.append((2 * precision * recall / (precision + recall or 1), precision, recall))
    return max(scores)


@contextmanager
def scored(page: GoldPage, scores: BlockScores) -> Iterator[None]:
    """Have a page's blocks scored by a model that has not seen it; if it is read otherwise now, by the shipped one."""

    def scores_of(seen: Page, boilerplate: BoilerplateKinds, *, headline: int | None, above: float) -> Scores:
        found = score_blocks(seen, boilerplate, headline=headline, above=above)
        if seen.kind == "text" or len(seen.blocks) != len(page.texts):
            return found
        return found._replace(scores={number: score for number, score in scores.items() if score > above})

    with patch.object(choose, "score_blocks", scores_of):
        yield


def judged(page: GoldPage, scores: BlockScores) -> Judged:
    """Return the candidates of a page whose blocks a model that has not seen it has scored."""
    seen: list[Judged] = []

    def look(
        read: Page, boilerplate: BoilerplateKinds, candidates: Candidates, *, headline: int | None, scale: float
    ) -> tuple[int, ...]:
        rows = candidate_rows(read, boilerplate, candidates, headline=headline, scale=scale)
        texts = {way: "\n".join(read.blocks[number].text for number in body) for way, body in candidates.bodies.items()}
        seen.append(Judged(rows, {way: f1_of(page, text)[0] for way, text in texts.items()}))
        return candidates.bodies.get("usual", ())

    with scored(page, scores), patch.object(choose, "judge", look):
        extract(page.content, page.url)
    return seen[0] if seen else Judged({}, {})


def train_judge(pages: Iterable[Judged]) -> Any:
    """Return a booster that tells how much better than the usual body another candidate is."""
    rows: list[Sequence[float]] = []
    gains: list[float] = []
    weights: list[float] = []
    for page in pages:
        usual = page.f1.get("usual", 0.0)
        for way, row in page.rows.items():
            if way != "usual":
                rows.append(row)
                gains.append(page.f1[way] - usual)
                weights.append(len(page.rows) ** -0.5)
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(np.array(rows), gains, weight=weights), TREES)


def record_body(page: GoldPage, scores: BlockScores, judge_score: Callable[[Sequence[float]], float]) -> str:
    """Return the body of the page's record as it would be with another block model and another judge."""
    with scored(page, scores), patch("scraper.parse.body.judge.promise", judge_score):
        return extract(page.content, page.url).body_text
