"""The same story in several papers: articles in, clusters of near-duplicates out; nothing is thrown away.

Articles that meet in a band of their signatures are compared exactly; who shares at least `SAME` of the 5-grams is a
copy. A cluster is what copies connect, so it does not depend on the order in which the articles came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select

from scraper.store.bulk import insert_many
from scraper.store.columns import instant, one_of
from scraper.store.resemblance import MIN_SHINGLES, Shingles, agreement, bands, resemblance, shingles, signature
from scraper.store.rows import Row, printed_time
from scraper.store.schema import articles, duplicates, signature_bands, signatures, unclustered

# A lightly edited press release keeps .73 of its 5-grams, two stories on one subject share less than .1.
SAME = 0.5
# Signatures are good to about .05: below this agreement the texts are not compared.
MAYBE = 0.3
# An agency story has hundreds of copies; as many of the likeliest are enough to connect it with them.
MOST_COMPARED = 40
# Later copies meet the first ones of a band; that many keep the cost of a text that is printed every day the same.
MOST_IN_BAND = 50
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


def cluster_some(connection: Connection, *, limit: int) -> int:
    """Cluster up to `limit` articles whose text is new since they were last clustered; return how many there were."""
    columns = (articles.c.id, articles.c.content_digest, articles.c.body_text, articles.c.cluster_id)
    joined = unclustered.join(articles, articles.c.id == unclustered.c.article_id)
    joined = joined.outerjoin(signatures, signatures.c.article_id == articles.c.id)
    found = select(*columns, signatures.c.content_digest.label("signed")).select_from(joined)
    rows = connection.execute(found.order_by(articles.c.id).limit(limit)).all()
    connection.execute(unclustered.delete().where(one_of(connection, unclustered.c.article_id, [r.id for r in rows])))
    stale = [row for row in rows if row.signed != row.content_digest]
    for row in stale:
        if row.signed is not None:
            _forget(connection, row.id, row.cluster_id)
    hashes = {row.id: shingles(row.body_text) for row in stale}
    signed = {number: signature(found) for number, found in hashes.items()}
    signatures_new = [
        {"article_id": row.id, "content_digest": row.content_digest, "signature": signed[row.id]} for row in stale
    ]
    insert_many(connection, signatures, signatures_new)
    long_enough = [number for number, found in hashes.items() if len(found) >= MIN_SHINGLES]
    likely = _likely(connection, {number: signed[number] for number in long_enough})
    edges = _edges(connection, hashes, likely)
    if edges:
        rows_new = [{"article_id": a, "other_id": b, "similarity": share} for (a, b), share in edges.items()]
        insert_many(connection, duplicates, rows_new)
        _name(connection, edges)
    return len(rows)


def _likely(connection: Connection, signed: dict[int, bytes]) -> dict[int, list[int]]:
    """Return for each article the likeliest copies among those before it, and store its bands."""
    keys = {number: set(bands(packed)) for number, packed in signed.items()}
    holders = _holders(connection, set().union(*keys.values()))
    met: dict[int, set[int]] = {}
    rows: list[Row] = []
    for number, own in keys.items():
        met[number] = {other for key in own for other in holders[key]}
        for key in own:
            if len(holders[key]) < MOST_IN_BAND:
                holders[key].append(number)
                rows.append({"band": key, "article_id": number})
    # In the order of the index, so that each of its pages is taken up once.
    insert_many(connection, signature_bands, sorted(rows, key=itemgetter("band")))
    theirs = signed | _signatures(connection, set().union(*met.values()) - set(signed))
    likely: dict[int, list[int]] = {}
    for number, others in met.items():
        rated = [(agreement(signed[number], theirs[other]), other) for other in others]
        ordered = sorted((one for one in rated if one[0] >= MAYBE), key=lambda one: (-one[0], one[1]))
        likely[number] = [other for _, other in ordered[:MOST_COMPARED]]
    return likely


def _holders(connection: Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    held = select(signature_bands.c.band, signature_bands.c.article_id)
    holders: dict[int, list[int]] = defaultdict(list)
    for key, number in connection.execute(held.where(one_of(connection, signature_bands.c.band, sorted(keys)))):
        holders[key].append(number)
    return holders


def _signatures(connection: Connection, numbers: Iterable[int]) -> dict[int, bytes]:
    stored = select(signatures.c.article_id, signatures.c.signature)
    rows = connection.execute(stored.where(one_of(connection, signatures.c.article_id, numbers)))
    return {row.article_id: row.signature for row in rows}


def _edges(
    connection: Connection, hashes: dict[int, Shingles], likely: dict[int, list[int]]
) -> dict[tuple[int, int], float]:
    """Return the pairs of copies, the smaller number first, with the share of 5-grams that they have in common."""
    edges: dict[tuple[int, int], float] = {}
    wanted = [(number, other) for number, others in likely.items() for other in others]
    for start in range(0, len(wanted), TEXTS):
        pairs = wanted[start : start + TEXTS]
        missing = {other for _, other in pairs} - set(hashes)
        texts = select(articles.c.id, articles.c.body_text).where(one_of(connection, articles.c.id, missing))
        theirs = {row.id: shingles(row.body_text) for row in (connection.execute(texts) if missing else ())}
        for number, other in pairs:
            similarity = resemblance(hashes[number], hashes[other] if other in hashes else theirs[other])
            if similarity >= SAME:
                edges[min(number, other), max(number, other)] = round(similarity, 4)
    return edges


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
    connection.execute(signature_bands.delete().where(signature_bands.c.band.in_(bands(packed)), of_article))
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
