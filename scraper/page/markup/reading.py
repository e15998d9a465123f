"""What one pass over an HTML page yields."""

from __future__ import annotations

from typing import NamedTuple

from scraper.model import Block, Element, ImageTag, Link, Mark, Script


class Reading(NamedTuple):
    """Everything one pass over the page yields."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    marks: tuple[Mark, ...]
    images: tuple[ImageTag, ...]
    links: tuple[Link, ...]
    title: str
    language: str
    meta: tuple[tuple[str, str], ...]
    head_links: tuple[tuple[str, str], ...]
    scripts: tuple[Script, ...]
    base: str
