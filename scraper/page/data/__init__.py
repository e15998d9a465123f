"""The data that a page's scripts carry in, JSON-LD nodes and the texts that may be its article out."""

from __future__ import annotations

from scraper.page.data.hydration import StateText, find_state_text, text_weight
from scraper.page.data.json_document import as_page
from scraper.page.data.json_ld import read_json_ld
from scraper.page.data.state_article import StateArticle, find_state_article
from scraper.page.data.state_html import as_html
from scraper.page.data.state_members import StatePerson, StatePicture

__all__ = [
    "StateArticle",
    "StatePerson",
    "StatePicture",
    "StateText",
    "as_html",
    "as_page",
    "find_state_article",
    "find_state_text",
    "read_json_ld",
    "text_weight",
]
