"""The authors of the articles: one row a person, told apart by name, address, organization and paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from scraper.model import Article, Author
from scraper.store.database import Row, article_authors, authors, insert_many
from scraper.store.identity import bounded


class Byline(NamedTuple):
    """Who signed an article, and the host of the paper."""

    host: str | None
    authors: tuple[Author, ...]


def byline(host: str | None, article: Article) -> Byline:
    """Return the byline of a record."""
    return Byline(host, article.authors)


def link(connection: Connection, bylines: Mapping[int, Byline]) -> None:
    """Connect the articles, none of which has authors yet, with their authors; new persons get a row."""
    names = {bounded(author.name) for line in bylines.values() for author in line.authors}
    if not names:
        return
    found = connection.execute(select(authors).where(authors.c.name.in_(names)))
    known = {_key(row.host, row.name, row.email, row.organization): row.id for row in found}
    following = (connection.execute(select(func.max(authors.c.id))).scalar() or 0) + 1
    people: list[Row] = []
    links: list[Row] = []
    for number, position, host, author in _signatures(bylines):
        key = _key(host, bounded(author.name), author.email, author.organization)
        if key not in known:
            known[key] = following + len(people)
            people.append(
                {
                    "id": known[key],
                    "name": bounded(author.name),
                    "email": author.email,
                    "organization": author.organization,
                    "host": host,
                }
            )
        links.append(
            {
                "article_id": number,
                "position": position,
                "author_id": known[key],
                "role": author.role,
                "raw": author.raw,
            }
        )
    insert_many(connection, authors, people)
    insert_many(connection, article_authors, links)


def unlink(connection: Connection, numbers: list[int]) -> None:
    """Take the authors off the articles; the persons stay."""
    connection.execute(article_authors.delete().where(article_authors.c.article_id.in_(numbers)))


def _signatures(bylines: Mapping[int, Byline]) -> Iterator[tuple[int, int, str | None, Author]]:
    for number, line in bylines.items():
        for position, author in enumerate(line.authors, 1):
            yield number, position, line.host, author


def _key(host: str | None, name: str, email: str | None, organization: str | None) -> tuple[str, ...]:
    return (host or "", name, (email or "").lower(), organization or "")
