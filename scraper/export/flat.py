"""A record as the cells of one row, with where it came from; what every table shares: csv, Parquet, SQLite."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from scraper.model import Article, Moment

_MOMENTS = ("published", "modified")
# A record's columns, in their order.
COLUMNS = (
    *("url", "canonical_url", "site", "language", "verdict", "headline", "subtitle", "kicker", "section", "tags"),
    *("authors", "dateline", "published_at", "published_precision", "published_zone", "modified_at"),
    *("modified_precision", "modified_zone", "agency", "copyright", "is_accessible_for_free", "body_text"),
)
# Around the record of a page that was read just now, and of a story in an archive: by `id` it is joined there.
OF_A_PAGE = (*COLUMNS, "source", "error")
OF_A_STORY = ("id", "version", "captured_at", "cluster_id", *COLUMNS)

Cells = Mapping[str, Any]
NOWHERE: Cells = MappingProxyType({})


def flat(article: Article | None, around: Cells = NOWHERE) -> dict[str, Any]:
    """Return the cells by their columns, with those that stand `around` them; without a record only these have a value.

    Times are aware, lists are lists of texts, authors their names.
    """
    if article is None:
        return {**dict.fromkeys(COLUMNS), **around}
    plain = {name: getattr(article, name, None) for name in COLUMNS}
    for name in _MOMENTS:
        moment: Moment | None = getattr(article, name)
        plain[f"{name}_precision"] = moment and moment.precision
        plain[f"{name}_zone"] = moment and moment.zone
    plain["verdict"] = article.verdict.value
    plain["authors"] = [author.name for author in article.authors]
    plain["section"], plain["tags"] = list(article.section), list(article.tags)
    return {**plain, **around}
