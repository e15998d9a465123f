"""Trains the models that read text dumps and writes their data files.

    python -m benchmarks.train_dumps DUMPS --made MADE                             # by publisher, nothing written
    python -m benchmarks.train_dumps DUMPS --made MADE --by style                  # that, too; or source, or language
    python -m benchmarks.train_dumps DUMPS --made MADE --folds FOLDER              # five files a fold, for held_out
    python -m benchmarks.train_dumps DUMPS --made MADE --write                     # the five files in parse/dump/

DUMPS is a folder of dumps with gold, which are judged; MADE is what `benchmarks.make_dumps` made, for training only; it
may be given again. Needs lightgbm and numpy. Deterministic: the same dumps give the same files.
"""

from __future__ import annotations

import argparse
import statistics
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

import lightgbm
import numpy as np

from benchmarks.boosted_trees import whole
from benchmarks.dump_pages import DumpPage, dump_pages
from benchmarks.make_dumps import FIXTURES
from scraper.evaluate.scores import shingles
from scraper.parse.dump.candidates import subtitle_rows
from scraper.parse.dump.front import SUBTITLE_ABOVE
from scraper.parse.dump.makers import MAKER_NAMES, Makers
from scraper.parse.dump.scores import text_lines
from scraper.parse.trees import write_trees

FOLDS = 3
# Groups of fewer dumps, such as a language's, are not left out for their own sake.
FEWEST = 12
TREES = MappingProxyType({"text": 128, "headline": 112, "subtitle": 64, "author": 80, "date": 64})
_SHARED = MappingProxyType(
    {
        "objective": "binary",
        "max_depth": 5,
        "num_leaves": 31,
        "verbose": -1,
        "num_threads": 2,
        "seed": 1,
        "deterministic": True,
        "force_row_wise": True,
        "bagging_freq": 1,
    }
)
TEXT = {
    **_SHARED, "learning_rate": 0.12, "min_data_in_leaf": 150, "feature_fraction": 0.5, "bagging_fraction": 0.7,
    "max_bin": 63,
}  # fmt: skip
FIELD = {
    **_SHARED, "learning_rate": 0.1, "min_data_in_leaf": 30, "feature_fraction": 0.4, "bagging_fraction": 0.8,
    "num_leaves": 24,
}  # fmt: skip
TARGET = Path(__file__).parents[1] / "scraper" / "parse" / "dump"
# A line weighs by its letters, each page as much as any other.
_LEAST, _MOST, _PAGE = 10, 600, 100.0

DATES = MAKER_NAMES.index("dates")

# Of these the gold says when a page has no subtitle.
_NEWS = ("fundus", "korean", FIXTURES)

Model = Any
GroupOf = Callable[[DumpPage], int | str]


def train_text(pages: Sequence[DumpPage]) -> Model:
    """Return a booster that tells the lines of the text from others."""
    known = [page for page in pages if page.body is not None]
    rows = np.concatenate([page.rows for page in known])
    labels = np.concatenate([np.array(page.body) for page in known])
    weights = np.concatenate([_weights(page) for page in known])
    return lightgbm.train(TEXT, lightgbm.Dataset(rows, labels, weight=weights), TREES["text"])


def _weights(page: DumpPage) -> Any:
    masses = _LEAST + np.minimum(page.rows[:, 0], _MOST)
    return masses / masses.sum() * _PAGE


def train_field(rows: Sequence[Any], labels: Sequence[Sequence[bool]], trees: int) -> Model:
    """Return a booster that tells a field's line from the other candidates."""
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate([np.array(one, np.int8) for one in labels]))
    return lightgbm.train(FIELD, data, trees)


class Fields:
    """The candidates of each page for headline and subtitle, by scores of its text that its own gold had no part in."""

    def __init__(self, pages: Sequence[DumpPage], scores: Sequence[Sequence[float]]) -> None:
        self.pages, self.places, self.rows, self.found = [], [], [], []
        for page, score in zip(pages, scores, strict=True):
            found = page.found(score)
            candidates = page.candidates(found)
            if page.gold.get("headline") and candidates.places:
                self.pages.append(page)
                self.found.append(found)
                self.places.append(candidates)
                self.rows.append(np.array(candidates.rows, np.float32))

    def headline(self, chosen: Iterable[int]) -> Model:
        """Return the headline's model, trained on the `chosen` pages."""
        numbers = list(chosen)
        labels = [self.pages[number].is_headline(self.places[number].places) for number in numbers]
        return train_field([self.rows[number] for number in numbers], labels, TREES["headline"])

    def subtitle(self, chosen: Iterable[int], tops: Sequence[int]) -> Model:
        """Return the subtitle's model, trained on those of the `chosen` pages whose gold knows of subtitles."""
        numbers = [number for number in chosen if _knows_subtitles(self.pages[number])]
        rows = [self.subtitle_rows(number, tops[number]) for number in numbers]
        labels = [self.pages[number].is_subtitle(self.places[number].places) for number in numbers]
        return train_field(rows, labels, TREES["subtitle"])

    def subtitle_rows(self, number: int, top: int) -> Any:
        """Return the candidates' numbers when the headline stands at place `top`."""
        return np.array(subtitle_rows(self.found[number], self.places[number], top), np.float32)

    def author(self, chosen: Iterable[int], tops: Sequence[int]) -> Model:
        """Return the byline's model, trained on those of the `chosen` pages whose gold has authors."""
        found = [(self.pages[n], self.makers(n, tops[n])) for n in chosen if self.pages[n].gold.get("authors")]
        found = [(page, makers) for page, makers in found if makers.places]
        rows = [np.array(makers.rows, np.float32) for _, makers in found]
        return train_field(rows, [page.is_byline(makers.places) for page, makers in found], TREES["author"])

    def date(self, chosen: Iterable[int], tops: Sequence[int]) -> Model:
        """Return the date's model, trained on the dated lines of those of the `chosen` pages whose gold has a date."""
        rows, labels = [], []
        for number in (number for number in chosen if self.pages[number].gold.get("published")):
            makers = self.makers(number, tops[number])
            dated = [place for place, row in enumerate(makers.rows) if row[DATES]]
            if dated:
                rows.append(np.array([makers.rows[place] for place in dated], np.float32))
                labels.append(self.pages[number].is_dated([makers.places[place] for place in dated]))
        return train_field(rows, labels, TREES["date"])

    def makers(self, number: int, top: int) -> Makers:
        """Return the lines that may be a byline or a date's when the headline stands at place `top`."""
        return self.pages[number].makers(self.found[number], top)

    def top(self, number: int, model: Model) -> int:
        """Return the place of the likeliest headline."""
        return self.places[number].places[int(np.argmax(model.predict(self.rows[number], raw_score=True)))]


def _knows_subtitles(page: DumpPage) -> bool:
    return bool(page.gold.get("subtitle")) or any(name in page.id for name in _NEWS)


def by_publisher(page: DumpPage) -> int:
    """Return the fold of a page's publisher."""
    return zlib.crc32(page.publisher.encode()) % FOLDS


def held_out(
    pages: Sequence[DumpPage], group_of: GroupOf, fold: int | None = None
) -> tuple[list[Any], dict[int | str, Model]]:
    """Return the scores of each page's lines by a model that has seen nothing of its group, and each group's model.

    With a `fold` only the pages of its publishers have scores, by models that have not seen these publishers either.
    """
    scores: list[Any] = [None] * len(pages)
    sizes = Counter(group_of(page) for page in pages if not page.is_made)
    models = {}
    for group in sorted((group for group, count in sizes.items() if count >= FEWEST), key=str):
        seen = [page for page in pages if group_of(page) != group and (fold is None or by_publisher(page) != fold)]
        models[group] = train_text(seen)
        for number, page in enumerate(pages):
            if group_of(page) == group and fold in {None, by_publisher(page)}:
                scores[number] = models[group].predict(page.rows, raw_score=True)
    return scores, models


def print_texts(pages: Sequence[DumpPage], scores: Sequence[Any], only: str = "") -> None:
    """Print F1, precision and recall of the texts, over all and by source, style and language, or one of these."""
    found = defaultdict(list)
    for page, score in zip(pages, scores, strict=True):
        if score is not None and page.body is not None and not page.is_made:
            chosen = text_lines(page.text.sizes, score)
            value = _score(page, [text for text, is_text in zip(page.text.texts, chosen, strict=True) if is_text])
            for name in ("all", f"source {page.source}", f"style {page.style}", f"language {page.language}"):
                found[name].append(value)
    for name, values in sorted(one for one in found.items() if one[0].startswith((only, "all"))):
        precision, recall = (statistics.fmean(column) for column in zip(*values, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name}: n {len(values)} F1 {f1:.4f} P {precision:.3f} R {recall:.3f}", flush=True)


def _score(page: DumpPage, lines: Sequence[str]) -> tuple[float, float]:
    found = shingles("\n".join(lines))
    scores = []
    for gold in (page.gold["body"], page.gold.get("body_with_summary")):
        right = shingles(gold or "")
        hits = (right & found).total()
        scores.append((hits / max(1, found.total()), hits / max(1, right.total())))
    return max(scores, key=lambda score: score[0] * score[1])


def print_fields(fields: Fields) -> list[int]:
    """Print how often headline and subtitle are right on publishers not seen; return the headlines' places."""
    count = len(fields.pages)
    folds = [by_publisher(page) for page in fields.pages]
    tops = [0] * count
    right = defaultdict(list)
    for fold in range(FOLDS):
        model = fields.headline(number for number in range(count) if folds[number] != fold)
        for number in (number for number in range(count) if folds[number] == fold):
            tops[number] = fields.top(number, model)
            page = fields.pages[number]
            if not page.is_made:
                right["headline"].append(page.is_headline([tops[number]])[0])
    for fold in range(FOLDS):
        model = fields.subtitle((number for number in range(count) if folds[number] != fold), tops)
        for number in (number for number in range(count) if folds[number] == fold):
            page = fields.pages[number]
            if page.is_made or not _knows_subtitles(page):
                continue
            scores = model.predict(fields.subtitle_rows(number, tops[number]), raw_score=True)
            best = int(np.argmax(scores))
            is_given = bool(scores[best] > SUBTITLE_ABOVE)
            if page.gold.get("subtitle"):
                right["subtitle"].append(is_given and page.is_subtitle([fields.places[number].places[best]])[0])
            else:
                right["no subtitle"].append(not is_given)
    for name, values in right.items():
        print(f"{name}: n {len(values)} right {statistics.fmean(values):.3f}", flush=True)
    return tops


def trained(fields: Fields, tops: Sequence[int], text: Model, fold: int | None = None) -> dict[str, Model]:
    """Return the five models: the `text` one, and the others trained on all pages but those of a fold's publishers."""
    chosen = [number for number, page in enumerate(fields.pages) if by_publisher(page) != fold]
    return {
        "text": text,
        "headline": fields.headline(chosen),
        "subtitle": fields.subtitle(chosen, tops),
        "author": fields.author(chosen, tops),
        "date": fields.date(chosen, tops),
    }


def write(folder: Path, models: Mapping[str, Model]) -> None:
    """Write the models' data files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models.items():
        (folder / f"{name}_trees.json").write_text(write_trees(whole(model)), encoding="utf-8")


def main() -> None:
    """Validate or write the models."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dumps", type=Path, help="folder with gold.jsonl and pages/")
    parser.add_argument("--made", type=Path, action="append", default=[], help="more such dumps, for training only")
    parser.add_argument("--by", choices=("source", "style", "language"), action="append", default=[])
    parser.add_argument("--folds", type=Path, help="folder for the models that have not seen a fold's publishers")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pages = list(dump_pages(options.dumps, options.made))
    print("publisher not seen")
    scores, texts = held_out(pages, by_publisher)
    print_texts(pages, scores)
    fields = Fields(pages, scores)
    tops = print_fields(fields)
    if options.write:
        write(TARGET, trained(fields, tops, train_text(pages)))
    for fold in range(FOLDS) if options.folds else ():
        write(options.folds / str(fold), trained(fields, tops, texts[fold], fold))
    for name in options.by:
        # The other tools' dumps of a page would tell of it: its publisher is left out, too.
        unseen = held_out(pages, attrgetter(name), 0 if name == "style" else None)[0]
        for title, by in ((f"{name} not seen", unseen), ("the same pages, publisher not seen", scores)):
            print(title)
            print_texts(
                pages, [one if known is not None else None for one, known in zip(by, unseen, strict=True)], name
            )


if __name__ == "__main__":
    main()
