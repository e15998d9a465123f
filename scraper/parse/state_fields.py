"""A record whose text stands in the page's scripts in, the record with the fields that the data there gives out.

The visible page is a shell then: what stands in it is the site's, and the data comes first. Where a page shows its
text, the data says who only keeps it as often as who wrote it: on the two pages of the gold where nothing else names an
author it was right on none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from scraper.model import Article, Evidence, Image, Page
from scraper.page.data import StateArticle, StatePicture, find_state_article
from scraper.parse.authors import state_authors
from scraper.parse.dates import state_moment
from scraper.parse.page_data import state_body
from scraper.parse.texts import split_credit
from scraper.urls import join

# What is sure of a field that only the data gives; a field with more than this keeps its value. A headline that the
# page shows does, one of the head's titles does not.
_SURE = 0.8
_KEPT = MappingProxyType({"published": 0.8, "modified": 0.8, "subtitle": 0.0, "headline": 0.68})
_KEPT_ELSE = 0.9


def with_state_fields(page: Page, article: Article) -> Article:
    """Return the record of a page whose text stands in its scripts with what the data there says of its article."""
    state = find_state_article(page) if state_body(page) else None
    if state is None:
        return article
    evidence = dict(article.evidence)
    chosen: dict[str, Any] = {}
    for name, value in _fields(page, article, state).items():
        known, found = getattr(article, name), article.evidence[name]
        if value and (not known or found.confidence < _KEPT.get(name, _KEPT_ELSE)):
            chosen[name] = value
            rejected = ((found.source, known),) if isinstance(known, str) else ()
            evidence[name] = Evidence(f"state: {state.path}", _SURE, reason="the page's data", rejected=rejected)
    return replace(article, evidence=MappingProxyType(evidence), **chosen) if chosen else article


def _fields(page: Page, article: Article, state: StateArticle) -> Mapping[str, Any]:
    return {
        "headline": state.title,
        "subtitle": state.deck,
        "authors": state_authors(page, state.people),
        "published": state_moment(page.url, state.published, language=article.language),
        "modified": state_moment(page.url, state.modified, language=article.language),
        "section": state.sections,
        "tags": state.tags,
        "images": tuple(_image(page, picture) for picture in state.pictures),
    }


def _image(page: Page, picture: StatePicture) -> Image:
    caption, credit = split_credit(picture.caption) if picture.caption else (None, None)
    return Image(join(page.url, picture.url) or picture.url, caption, picture.credit or credit)
