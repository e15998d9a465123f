"""The same story in several papers: articles in, clusters of near-duplicates out; nothing is thrown away.

Articles that meet in a band of their signatures are compared exactly; who shares at least `SAME` of the 5-grams is a
copy. A cluster is what copies connect, so it does not depend on the order in which the articles came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, or_, select

from scraper.store.columns import instant
from scraper.store.resemblance import MIN_SHINGLES, agreement, bands, resemblance, shingles, signature
from scraper.store.schema import articles, duplicates, signature_bands, signatures

# A lightly edited press release keeps .73 of its 5-grams, two stories on one subject share less than .1.
SAME = 0.5
# Signatures are good to about .05: below this agreement the texts are not compared.
MAYBE = 0.3
# An agency story has hundreds of copies; as many of the likeliest are enough to connect it with them.
MOST_COMPARED = 40


class Copy(NamedTuple):
    """An article of a cluster; `similarity` is the share of 5-grams it has in common with the earliest one."""

    article_id: int
    url: str
    site: str | None
    headline: str | None
    agency: str | None
    published_at: datetime | None
    similarity: float


def cluster_some(connection: Connection, *, limit: int) -> int:
    """Cluster up to `limit` articles whose text is new since they were last clustered; return how many there were."""
    columns = (articles.c.id, articles.c.content_digest, articles.c.body_text, articles.c.cluster_id)
    is_stale = or_(signatures.c.content_digest.is_(None), signatures.c.content_digest != articles.c.content_digest)
    joined = articles.outerjoin(signatures, signatures.c.article_id == articles.c.id)
    found = select(*columns, signatures.c.content_digest.label("signed")).select_from(joined).where(is_stale)
    rows = connection.execute(found.order_by(articles.c.id).limit(limit)).all()
    for row in rows:
        if row.signed is not None:
            _forget(connection, row.id, row.cluster_id)
    hashes = {row.id: shingles(row.body_text) for row in rows}
    signed = {number: signature(texts) for number, texts in hashes.items()}
    if rows:
        signatures_new = [
            {"article_id": row.id, "content_digest": row.content_digest, "signature": signed[row.id]} for row in rows
        ]
        connection.execute(signatures.insert(), signatures_new)
    keys = {number: set(bands(signed[number])) for number, texts in hashes.items() if len(texts) >= MIN_SHINGLES}
    band_rows = [{"band": key, "article_id": number} for number, found_keys in keys.items() for key in found_keys]
    if band_rows:
        connection.execute(signature_bands.insert(), band_rows)
        _connect(connection, hashes, signed, keys)
    return len(rows)


def _connect(
    connection: Connection,
    hashes: dict[int, frozenset[int]],
    signed: dict[int, bytes],
    keys: dict[int, set[int]],
) -> None:
    edges: dict[tuple[int, int], float] = {}
    for number, likely in _candidates(connection, signed, keys).items():
        wanted = [other for other in likely if (min(number, other), max(number, other)) not in edges]
        texts = select(articles.c.id, articles.c.body_text).where(articles.c.id.in_(wanted))
        for other in connection.execute(texts) if wanted else ():
            theirs = hashes.get(other.id) or shingles(other.body_text)
            similarity = resemblance(hashes[number], theirs)
            if similarity >= SAME:
                edges[min(number, other.id), max(number, other.id)] = round(similarity, 4)
    if edges:
        rows = [{"article_id": a, "other_id": b, "similarity": similarity} for (a, b), similarity in edges.items()]
        connection.execute(duplicates.insert(), rows)
        _name(connection, edges)


def _candidates(connection: Connection, signed: dict[int, bytes], keys: dict[int, set[int]]) -> dict[int, list[int]]:
    """Return for each article the others that share a band, the likeliest first."""
    wanted = sorted(set().union(*keys.values()))
    holders: dict[int, list[int]] = defaultdict(list)
    theirs: dict[int, bytes] = {}
    joined = signature_bands.join(signatures, signatures.c.article_id == signature_bands.c.article_id)
    for start in range(0, len(wanted), 10_000):
        found = select(signature_bands.c.band, signatures.c.article_id, signatures.c.signature).select_from(joined)
        for row in connection.execute(found.where(signature_bands.c.band.in_(wanted[start : start + 10_000]))):
            holders[row.band].append(row.article_id)
            theirs[row.article_id] = row.signature
    likely: dict[int, list[int]] = {}
    for number, own in keys.items():
        others = {other for key in own for other in holders[key]} - {number}
        rated = [(agreement(signed[number], theirs[other]), other) for other in others]
        ordered = sorted((one for one in rated if one[0] >= MAYBE), key=lambda one: (-one[0], one[1]))
        likely[number] = [other for _, other in ordered[:MOST_COMPARED]]
    return likely


def _name(connection: Connection, edges: Iterable[tuple[int, int]]) -> None:
    """Give all articles that the edges connect the number of the first of them."""
    numbers = sorted({number for edge in edges for number in edge})
    found = select(articles.c.id, articles.c.cluster_id).where(articles.c.id.in_(numbers))
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        while parent.setdefault(number, number) != number:
            number = parent[number]
        return number

    def join(one: int, other: int) -> None:
        low, high = sorted((root(one), root(other)))
        parent[high] = low

    old = {row.id: row.cluster_id for row in connection.execute(found)}
    for number, cluster_id in old.items():
        if cluster_id is not None:
            join(number, cluster_id)
    for one, other in edges:
        join(one, other)
    moved = [{"old": number, "new": root(number)} for number in parent]
    for condition in (articles.c.cluster_id == bindparam("old"), articles.c.id == bindparam("old")):
        connection.execute(articles.update().where(condition).values(cluster_id=bindparam("new")), moved)


def _forget(connection: Connection, number: int, cluster_id: int | None) -> None:
    """Take an article whose text has changed out of its cluster; what is left of it is connected anew."""
    connection.execute(signature_bands.delete().where(signature_bands.c.article_id == number))
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
    first = shingles(rows[0].body_text) if rows else frozenset()
    return [
        Copy(
            row.id,
            row.url,
            row.site or row.host,
            row.headline,
            row.agency,
            row.published_at,
            round(resemblance(first, shingles(row.body_text)), 4),
        )
        for row in rows
    ]
