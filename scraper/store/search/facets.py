"""A question in, what the found stories divide into out: papers, sections, tags, authors, languages, months, copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Connection, Table, func, select

from scraper.store.database import article_authors, articles, authors, one_of, sections, tags
from scraper.store.search.question import is_copy, newest
from scraper.store.search.words import Question

# Of a word in every article the newest ones tell what there is to narrow it down by.
MOST_LOOKED_THROUGH = 2_000
_MOST_VALUES = 12

# By the limit of a question that narrows down to it: the values with their stories, the commonest first.
Facets: TypeAlias = Mapping[str, Sequence[tuple[str, int]]]


def facets(connection: Connection, question: Question, count: int | None = None) -> Facets:
    """Return what the newest `MOST_LOOKED_THROUGH` stories found divide into; months (`2024-04`) the newest first."""
    numbers = newest(connection, question, MOST_LOOKED_THROUGH, count)
    those = one_of(connection, articles.c.id, numbers)
    chosen = select(articles.c.host, articles.c.language, articles.c.published_on, articles.c.cluster_id)
    rows = connection.execute(chosen.where(those)).all()
    months = Counter(f"{row.published_on:%Y-%m}" for row in rows if row.published_on)
    found = {
        "site": _commonest(row.host for row in rows),
        "section": _named(connection, sections, numbers),
        "tag": _named(connection, tags, numbers),
        "author": _authors(connection, numbers),
        "language": _commonest(row.language for row in rows),
        "month": sorted(months.items(), reverse=True)[:_MOST_VALUES],
    }
    if any(row.cluster_id is not None for row in rows):
        copied = connection.execute(select(func.count()).select_from(articles).where(those, is_copy())).scalar_one()
        found["copies"] = [("no", len(rows) - copied), ("yes", copied)]
    return {name: values for name, values in found.items() if values}


def _commonest(values: Iterable[str | None]) -> list[tuple[str, int]]:
    counts = Counter(value for value in values if value)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST_VALUES]


def _named(connection: Connection, labels: Table, numbers: list[int]) -> list[tuple[str, int]]:
    number = func.count()
    chosen = select(labels.c.name, number).where(one_of(connection, labels.c.article_id, numbers))
    rows = connection.execute(chosen.group_by(labels.c.name).order_by(number.desc(), labels.c.name).limit(_MOST_VALUES))
    return [(row[0], row[1]) for row in rows]


def _authors(connection: Connection, numbers: list[int]) -> list[tuple[str, int]]:
    number = func.count()
    signed = article_authors.join(authors, authors.c.id == article_authors.c.author_id)
    chosen = select(authors.c.name, number).select_from(signed)
    chosen = chosen.where(one_of(connection, article_authors.c.article_id, numbers)).group_by(authors.c.name)
    rows = connection.execute(chosen.order_by(number.desc(), authors.c.name).limit(_MOST_VALUES))
    return [(row[0], row[1]) for row in rows]
