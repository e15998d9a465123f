"""How values travel between processes: pickle is taught to take them, and to be quick about it."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from scraper.model.article import Article
from scraper.model.record import (
    Author,
    BodyBlock,
    Boilerplate,
    Evidence,
    Image,
    LiveEntry,
    Moment,
    Reading,
    Span,
    Strip,
    Weather,
)
from scraper.model.response import Response


def _built(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Return how pickle takes a value of a dataclass apart: into what builds it again.

    By itself it asks each frozen value for its state, field by field, which takes three times as long.
    """
    values = attrgetter(*kind.__dataclass_fields__)
    return lambda value: (kind, values(value))


_KINDS = (
    Article,
    Author,
    BodyBlock,
    Evidence,
    Boilerplate,
    Image,
    LiveEntry,
    Moment,
    Reading,
    Response,
    Span,
    Strip,
    Weather,
)


def teach_pickle() -> None:
    """Tell pickle and copy how to take records and responses apart."""
    for kind in _KINDS:
        copyreg.pickle(kind, _built(kind))
