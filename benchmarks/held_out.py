"""Whole records of dumps by models that have not seen their publishers, for a scorer of records.

python -m benchmarks.train_dumps DUMPS --made MADE --folds FOLDER
HELD_OUT=FOLDER python score.py --extractor benchmarks.held_out:record --gold DUMPS
"""

from __future__ import annotations

import os
import zlib
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.body_pages import publisher
from benchmarks.train_dumps import FOLDS
from scraper.parse.dump import front, makers
from scraper.parse.trees import Trees, parse_trees
from scraper.pipeline import extract

_MODELS = {
    "text": front, "headline": front, "subtitle": front, "author": makers, "date": makers,
}  # fmt: skip


def record(content: bytes, url: str) -> dict[str, Any]:
    """Return the fields that a scorer asks for."""
    take_models(url)
    article = extract(content, url=url)
    return {
        "headline": article.headline,
        "subtitle": article.subtitle,
        "authors": [author.name for author in article.authors],
        "published": article.published_at,
        "body": article.body_text,
    }


def take_models(url: str) -> None:
    """Read dumps from now on by the models that have not seen the address's publisher."""
    fold = zlib.crc32(publisher(url).encode()) % FOLDS
    for name, module in _MODELS.items():
        setattr(module, f"{name}_trees", partial(_trees, fold, name))


@cache
def _trees(fold: int, name: str) -> Trees:
    folder = Path(os.environ["HELD_OUT"]) / str(fold)
    return Trees(parse_trees((folder / f"{name}_trees.json").read_text(encoding="utf-8")))
