"""Stored pages and two sets of rules in, which records would change and how out; nothing is written."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from scraper.model import Article, Response
from scraper.pipeline import record_of
from scraper.sites import Sites
from scraper.store import compared


class Changed(NamedTuple):
    """A page whose record would change: for each field whether it is gained, lost or changed; both records."""

    url: str
    effects: Mapping[str, str]
    before: Article
    after: Article


class Preview(NamedTuple):
    """What became of the pages; `is_whole` says whether there was time for all of them."""

    pages: int
    changed: tuple[Changed, ...]
    is_whole: bool

    @property
    def effects(self) -> Mapping[str, Counter[str]]:
        """By field, how many records would gain, lose and change it."""
        found: dict[str, Counter[str]] = {}
        for one in self.changed:
            for field, effect in one.effects.items():
                found.setdefault(field, Counter())[effect] += 1
        return found


def preview(pages: Iterable[Response], before: Sites, after: Sites, *, seconds: float) -> Preview:
    """Return what the rules `after` would change on the pages against `before`, as far as the time goes."""
    end = time.monotonic() + seconds
    count = 0
    changed: list[Changed] = []
    for page in pages:
        if count and time.monotonic() > end:
            return Preview(count, tuple(changed), is_whole=False)
        count += 1
        old, new = record_of(page, sites=before), record_of(page, sites=after)
        effects = compared(old, new)
        if effects:
            changed.append(Changed(page.final_url or page.url, effects, old, new))
    return Preview(count, tuple(changed), is_whole=True)


def shown(article: Article, field: str) -> str:
    """Return a field of a record for a person, on some lines."""
    value: Any = article.body_text if field == "body" else article.to_dict().get(field)
    if isinstance(value, list):
        return "\n".join(
            str(one.get("name") or one.get("text") or one) if isinstance(one, dict) else str(one) for one in value
        )
    if isinstance(value, dict):
        return str(value.get("at") or value)
    return "" if value is None else str(value)
