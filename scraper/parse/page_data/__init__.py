"""What a page's data says: the JSON-LD node of its article, and an article whose text stands in scripts."""

from __future__ import annotations

from scraper.parse.page_data.article_node import ARTICLE_TYPES, article_node, first_text, has_type, plain, texts, types
from scraper.parse.page_data.given_body import given_labels, with_given_body
from scraper.parse.page_data.state import body_evidence, state_body, with_state

__all__ = [
    "ARTICLE_TYPES",
    "article_node",
    "body_evidence",
    "first_text",
    "given_labels",
    "has_type",
    "plain",
    "state_body",
    "texts",
    "types",
    "with_given_body",
    "with_state",
]
