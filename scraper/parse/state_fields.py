"""A record whose page has more in its scripts in, the record with the fields that the data gives out.

Where the article's text stands in the scripts, the visible page is a shell and the data comes first; elsewhere it gives
what the page names nowhere.
"""

from __future__ import annotations

import json
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

# What is sure of a field that only the data gives; a field with more than this keeps its value.
_SURE = 0.8
_KEPT = MappingProxyType({"published": 0.8, "modified": 0.8, "subtitle": 0.0})
_KEPT_ELSE = 0.9


def with_state_fields(page: Page, article: Article) -> Article:
    """Return the record with what the page's data says of its article, where that is more or surer."""
    is_shell = bool(state_body(page))
    wanted = not article.authors or article.published is None
    if not (is_shell or (wanted and _may_tell(page, article.headline))):
        return article
    state = find_state_article(page)
    if state is None:
        return article
    given = {name: value for name, value in _fields(page, article, state).items() if value}
    evidence = dict(article.evidence)
    chosen: dict[str, Any] = {}
    for name, value in given.items():
        known, sure = getattr(article, name), article.evidence[name].confidence
        if not known or (is_shell and sure < _KEPT.get(name, _KEPT_ELSE)):
            chosen[name] = value
            rejected = ((article.evidence[name].source, str(known)),) if known and isinstance(known, str) else ()
            evidence[name] = Evidence(
                f"state: {state.path}", _SURE, reason="the data of the page's scripts", rejected=rejected
            )
    return replace(article, evidence=MappingProxyType(evidence), **chosen) if chosen else article


def _may_tell(page: Page, headline: str | None) -> bool:
    """Whether a script of data holds the headline: else no object of it is the article's."""
    if not headline:
        return False
    spelled = (headline, json.dumps(headline)[1:-1], json.dumps(headline, ensure_ascii=False)[1:-1])
    return any(
        any(form in script.text for form in spelled) for script in page.signals.scripts if "ld+json" not in script.type
    )


def _fields(page: Page, article: Article, state: StateArticle) -> Mapping[str, Any]:
    return {
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
