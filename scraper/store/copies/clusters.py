"""The same story in several papers: articles in, clusters of near-duplicates out; nothing is thrown away.

Articles that meet in a band of their signatures are compared exactly; who shares at least `SAME` of the 5-grams is a
copy. A cluster is what copies connect, so it does not depend on the order in which the articles came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select

from scraper.store.copies.resemblance import BANDS, MIN_SHINGLES, agreement, bands, resemblance, shingles, signature
from scraper.store.database import (
    articles,
    duplicates,
    insert_many,
    insert_values,
    instant,
    one_of,
    signature_bands,
    signatures,
    unclustered,
)
from scraper.store.rows import printed_time

# A lightly edited press release keeps .73 of its 5-grams, two stories on one subject share less than .1.
SAME = 0.5
# Signatures are good to about .05: below this agreement the texts are not compared.
MAYBE = 0.3
# An agency story has hundreds of copies; as many of the likeliest are enough to connect it with them.
MOST_COMPARED = 40
# Later copies meet the first ones of a band; that many keep the cost of a text that is printed every day the same.
MOST_IN_BAND = 50
# A paper prints a story under another headline once or twice; what it has under so many others is no story.
MOST_OWN = 5
# Texts that are compared at a time, so that they do not fill the memory.
TEXTS = 1000


class Copy(NamedTuple):
    """An article of a cluster; `similarity` is the share of 5-grams it has in common with the earliest one."""

    article_id: int
    url: str
    site: str | None
    headline: str | None
    agency: str | None
    published_at: datetime | None
    similarity: float


class Signed(NamedTuple):
    """The signature of an article's text; `None` when it is stored already, `is_long` when it can be compared."""

    article_id: int
    content_digest: str
    signature: bytes | None
    is_long: bool


def sign_some(connection: Connection, *, limit: int) -> list[Signed]:
    """Return the signatures of up to `limit` articles that wait to be compared; this needs no lock."""
    waiting = select(unclustered.c.article_id).order_by(unclustered.c.article_id).limit(limit)
    numbers = list(connection.execute(waiting).scalars())
    columns = (articles.c.id, articles.c.content_digest, articles.c.body_text)
    joined = articles.outerjoin(signatures, signatures.c.article_id == articles.c.id)
    chosen = select(*columns, signatures.c.content_digest.label("signed")).select_from(joined).order_by(articles.c.id)
    signed: list[Signed] = []
    for start in range(0, len(numbers), TEXTS):
        some = numbers[start : start + TEXTS]
        for row in connection.execute(chosen.where(one_of(connection, articles.c.id, some))):
            hashes = None if row.signed == row.content_digest else shingles(row.body_text)
            packed = None if hashes is None else signature(hashes)
            is_long = hashes is not None and len(hashes) >= MIN_SHINGLES
            signed.append(Signed(row.id, row.content_digest, packed, is_long))
    return signed


def cluster_signed(connection: Connection, signed: Iterable[Signed]) -> None:
    """Find the copies of articles; one whose text has changed since it was signed goes on waiting."""
    by_number = {one.article_id: one for one in signed}
    columns = (articles.c.id, articles.c.content_digest, articles.c.cluster_id)
    joined = unclustered.join(articles, articles.c.id == unclustered.c.article_id)
    joined = joined.outerjoin(signatures, signatures.c.article_id == articles.c.id)
    found = select(*columns, signatures.c.content_digest.label("signed")).select_from(joined)
    rows = connection.execute(found.where(one_of(connection, articles.c.id, by_number)).order_by(articles.c.id)).all()
    current = [row for row in rows if row.content_digest == by_number[row.id].content_digest]
    connection.execute(
        unclustered.delete().where(one_of(connection, unclustered.c.article_id, [r.id for r in current]))
    )
    stale = [row for row in current if row.signed != row.content_digest]
    for row in stale:
        if row.signed is not None:
            _forget(connection, row.id, row.cluster_id)
    fresh = [by_number[row.id] for row in stale]
    names = ("article_id", "content_digest", "signature")
    insert_values(connection, signatures.name, names, [one[: len(names)] for one in fresh])
    likely = _likely(connection, {one.article_id: one.signature for one in fresh if one.signature and one.is_long})
    edges = without_repeats(_edges(connection, likely), _papers(connection, likely))
    if edges:
        rows_new = [{"article_id": a, "other_id": b, "similarity": share} for (a, b), share in edges.items()]
        insert_many(connection, duplicates, rows_new)
        _name(connection, edges)


def _likely(connection: Connection, signed: dict[int, bytes]) -> dict[int, list[int]]:
    """Return for each article the likeliest copies among those before it, and store its bands."""
    met = _met(connection, signed) if signed else {}
    theirs = signed | _signatures(connection, set().union(*met.values()) - set(signed))
    likely: dict[int, list[int]] = {}
    for number, others in met.items():
        rated = [(agreement(signed[number], theirs[other]), other) for other in others]
        ordered = sorted((one for one in rated if one[0] >= MAYBE), key=lambda one: (-one[0], one[1]))
        likely[number] = [other for _, other in ordered[:MOST_COMPARED]]
    return likely


def _met(connection: Connection, signed: dict[int, bytes]) -> dict[int, set[int]]:
    """Return for each article those before it that share a band, where there are any, and store its bands."""
    import numpy as np

    keys = bands(list(signed.values())).ravel()
    held = select(signature_bands.c.band, signature_bands.c.article_id).order_by(signature_bands.c.article_id)
    stored = connection.execute(held.where(one_of(connection, signature_bands.c.band, np.unique(keys).tolist()))).all()
    # In each band those that are stored come first, then the new ones in their order.
    in_band = np.concatenate((np.array([row.band for row in stored], dtype=np.int64), keys))
    numbers = np.concatenate(
        (np.array([row.article_id for row in stored], dtype=np.int64), np.repeat(list(signed), BANDS))
    )
    order = np.argsort(in_band, kind="stable")
    in_band, numbers = in_band[order], numbers[order]
    # Should two bands of a text have the same key, it meets itself there: once is enough.
    once = np.concatenate(([True], (in_band[1:] != in_band[:-1]) | (numbers[1:] != numbers[:-1])))
    in_band, numbers, is_new = in_band[once], numbers[once], (order >= len(stored))[once]
    begins = np.concatenate(([True], in_band[1:] != in_band[:-1]))
    starts = np.flatnonzero(begins)[np.cumsum(begins) - 1]
    before = np.minimum(np.arange(len(in_band)) - starts, MOST_IN_BAND)
    # In the order of the index, so that each of its pages is taken up once.
    entered = is_new & (before < MOST_IN_BAND)
    rows = zip(in_band[entered].tolist(), numbers[entered].tolist(), strict=True)
    insert_values(connection, signature_bands.name, ("band", "article_id"), rows)
    met: dict[int, set[int]] = defaultdict(set)
    for place in np.flatnonzero(is_new & (before > 0)).tolist():
        others = numbers[starts[place] : starts[place] + before[place]]
        met[int(numbers[place])].update(others.tolist())
    return met


def _signatures(connection: Connection, numbers: Iterable[int]) -> dict[int, bytes]:
    stored = select(signatures.c.article_id, signatures.c.signature)
    rows = connection.execute(stored.where(one_of(connection, signatures.c.article_id, numbers)))
    return {row.article_id: row.signature for row in rows}


def _edges(connection: Connection, likely: dict[int, list[int]]) -> dict[tuple[int, int], float]:
    """Return the pairs of copies, the smaller number first, with the share of 5-grams that they have in common."""
    edges: dict[tuple[int, int], float] = {}
    wanted = [(number, other) for number, others in likely.items() for other in others]
    for start in range(0, len(wanted), TEXTS):
        pairs = wanted[start : start + TEXTS]
        texts = select(articles.c.id, articles.c.body_text).where(
            one_of(connection, articles.c.id, {number for pair in pairs for number in pair})
        )
        hashes = {row.id: shingles(row.body_text) for row in connection.execute(texts)}
        for number, other in pairs:
            similarity = resemblance(hashes[number], hashes[other])
            if similarity >= SAME:
                edges[min(number, other), max(number, other)] = round(similarity, 4)
    return edges


class Paper(NamedTuple):
    """Where an article stands, and under what headline."""

    host: str | None
    headline: str | None


def _papers(connection: Connection, likely: dict[int, list[int]]) -> dict[int, Paper]:
    numbers = {number for number, others in likely.items() if others} | set().union(*likely.values())
    chosen = select(articles.c.id, articles.c.host, articles.c.headline)
    rows = connection.execute(chosen.where(one_of(connection, articles.c.id, numbers)))
    return {row.id: Paper(row.host, row.headline) for row in rows}


def without_repeats(
    edges: Mapping[tuple[int, int], float], papers: Mapping[int, Paper]
) -> dict[tuple[int, int], float]:
    """Return the pairs without those that one paper's own repetitions make.

    A text that stands under many headlines of one paper is its sidebar, its weather or its masthead, not a story.
    """
    own = {
        (one, other)
        for one, other in edges
        if papers[one].host == papers[other].host and papers[one].headline != papers[other].headline
    }
    counts = Counter(number for edge in own for number in edge)
    return {
        edge: share for edge, share in edges.items() if edge not in own or max(map(counts.__getitem__, edge)) < MOST_OWN
    }


def _name(connection: Connection, edges: Iterable[tuple[int, int]]) -> None:
    """Give all articles that the edges connect the number of the first of them."""
    edges = list(edges)
    numbers = {number for edge in edges for number in edge}
    found = select(articles.c.id, articles.c.cluster_id).where(one_of(connection, articles.c.id, numbers))
    old = {row.id: row.cluster_id for row in connection.execute(found)}
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        while parent.setdefault(number, number) != number:
            number = parent[number]
        return number

    for one, other in (*((number, own) for number, own in old.items() if own is not None), *edges):
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    clusters = set(old.values()) - {None}
    _move(connection, articles.c.cluster_id, {own: root(own) for own in clusters})
    _move(connection, articles.c.id, {number: root(number) for number, own in old.items() if own is None})


def _move(connection: Connection, known_by: ColumnElement[int], moves: dict[int, int]) -> None:
    """Give the articles that are known by these numbers the number of their cluster."""
    is_cluster = known_by is articles.c.cluster_id
    rows = [{"old": old, "new": new} for old, new in moves.items() if old != new or not is_cluster]
    if rows:
        change = articles.update().where(known_by == bindparam("old")).values(cluster_id=bindparam("new"))
        connection.execute(change, rows)


def _forget(connection: Connection, number: int, cluster_id: int | None) -> None:
    """Take an article whose text has changed out of its cluster; what is left of it is connected anew."""
    packed = connection.execute(select(signatures.c.signature).where(signatures.c.article_id == number)).scalar_one()
    of_article = signature_bands.c.article_id == number
    connection.execute(
        signature_bands.delete().where(signature_bands.c.band.in_(bands([packed]).ravel().tolist()), of_article)
    )
    connection.execute(signatures.delete().where(signatures.c.article_id == number))
    either = or_(duplicates.c.article_id == number, duplicates.c.other_id == number)
    connection.execute(duplicates.delete().where(either))
    if cluster_id is None:
        return
    of_cluster = select(articles.c.id).where(articles.c.cluster_id == cluster_id)
    members = list(connection.execute(of_cluster).scalars())
    connection.execute(articles.update().where(articles.c.cluster_id == cluster_id).values(cluster_id=None))
    left = select(duplicates.c.article_id, duplicates.c.other_id).where(duplicates.c.article_id.in_(members))
    edges = [(row.article_id, row.other_id) for row in connection.execute(left)]
    if edges:
        _name(connection, edges)


def copies(connection: Connection, cluster_id: int) -> list[Copy]:
    """Return the articles of a cluster, the earliest known one first."""
    order = (instant(articles.c.published_at).nulls_last(), instant(articles.c.captured_at).nulls_last(), articles.c.id)
    rows: list[Any] = list(
        connection.execute(select(articles).where(articles.c.cluster_id == cluster_id).order_by(*order))
    )
    first = shingles(rows[0].body_text if rows else "")
    return [
        Copy(
            row.id,
            row.url,
            row.site or row.host,
            row.headline,
            row.agency,
            printed_time(row.record),
            round(resemblance(first, shingles(row.body_text)), 4),
        )
        for row in rows
    ]
