"""What a page says of itself: site, section, keywords, its own address, the next page, whether it is free to read."""

from __future__ import annotations

from scraper.parse.about.access import find_access
from scraper.parse.about.canonical import find_canonical
from scraper.parse.about.next_page import find_next_page
from scraper.parse.about.section import find_section, path_line, section_keys
from scraper.parse.about.section_words import KICKER_WORDS, PATH_WORDS
from scraper.parse.about.site import find_site, home_links, page_labels, site_names
from scraper.parse.about.tags import find_tags

__all__ = [
    "KICKER_WORDS",
    "PATH_WORDS",
    "find_access",
    "find_canonical",
    "find_next_page",
    "find_section",
    "find_site",
    "find_tags",
    "home_links",
    "page_labels",
    "path_line",
    "section_keys",
    "site_names",
]
