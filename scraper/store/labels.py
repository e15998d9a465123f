"""The sections and the tags of the articles: a row each, in the order of the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from scraper.model import Article
from scraper.store.database import insert_many, sections, tags
from scraper.store.identity import bounded


class Labels(NamedTuple):
    """What an article is filed under: its path of sections, from general to special, and its tags."""

    sections: tuple[str, ...]
    tags: tuple[str, ...]


def labels(article: Article) -> Labels:
    """Return the labels of a record."""
    return Labels(article.section, article.tags)


def label(connection: Connection, labelled: Mapping[int, Labels]) -> None:
    """File the articles, none of which is filed yet."""
    for table, place in ((sections, 0), (tags, 1)):
        rows = [
            {"article_id": number, "position": position, "name": bounded(name)}
            for number, names in labelled.items()
            for position, name in enumerate(names[place], 1)
        ]
        insert_many(connection, table, rows)


def unlabel(connection: Connection, numbers: list[int]) -> None:
    """Take the labels off the articles."""
    for table in (sections, tags):
        connection.execute(table.delete().where(table.c.article_id.in_(numbers)))
