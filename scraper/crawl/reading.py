"""A page's bytes in, its record and its links out: what the child processes of a crawl do."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import NamedTuple

from scraper.discover import Scope, absolute, announced_feeds
from scraper.model import Article, Page, Response
from scraper.sites import chosen_sites
from scraper.urls import base_of

# What the child processes import before their first page.
PARSERS = ("scraper.pipeline",)

_BASE = re.compile(rb"<base\s[^<>]*href\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_HEAD = 1 << 14
# A page links to so many others of its site at most; more are a directory.
MOST_LINKS = 2000


class Task(NamedTuple):
    """A page to be read; `number` is the crawl's own mark for it, `start` the front page of its site."""

    number: int
    start: str
    url: str
    content: bytes
    charset: str | None
    captured_at: datetime | None


class Anchor(NamedTuple):
    """A link to a page of the same site: its whole address and its text."""

    url: str
    text: str


class Read(NamedTuple):
    """What a page holds: its record, its links within the site, the feeds it announces, the share of link text."""

    article: Article
    links: tuple[Anchor, ...]
    feeds: tuple[str, ...]
    link_share: float


def task_of(number: int, start: str, response: Response) -> Task:
    """Return the task of reading a response."""
    charset = response.charset if response.charset_source == "header" else None
    return Task(number, start, response.final_url or response.url, response.content, charset, response.fetched_at)


def read_page(task: Task, *, rules: tuple[str, ...] = ()) -> Read:
    """Return what a page holds, its record as `extract` makes it; never raises.

    `rules` are folders of rules for sites, asked before those that are shipped.
    """
    # Here alone: the process of the crawl itself needs no parsers.
    from scraper.pipeline import make_record

    page, article, _ = make_record(
        task.content, task.url, captured_at=task.captured_at, charset=task.charset, sites=chosen_sites(rules)
    )
    letters = sum(len(block.text) for block in page.blocks)
    linked = sum(block.link_chars for block in page.blocks)
    has_feeds = any("alternate" in rel for rel, _ in page.signals.head_links)
    feeds = announced_feeds(task.content.decode(page.charset or "utf-8", "replace"), task.url) if has_feeds else []
    return Read(article, tuple(_links(page, task)), tuple(feeds), linked / letters if letters else 1.0)


def _links(page: Page, task: Task) -> list[Anchor]:
    charset = page.charset or "utf-8"
    declared = _BASE.search(task.content[:_HEAD])
    named = unescape(declared[1].decode(charset, "replace")) if declared else None
    base = base_of(task.url, named, charset=charset)
    scope = Scope(task.start)
    found: dict[str, str] = {}
    for link in page.links:
        url = absolute(base, link.href, charset)
        if url is not None and scope.holds(url) and (url not in found or len(link.text) > len(found[url])):
            found[url] = link.text
            if len(found) >= MOST_LINKS:
                break
    return [Anchor(url, text[:80]) for url, text in found.items()]
