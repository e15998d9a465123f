"""A page's bytes in, its record and its links out: what the child processes of a crawl do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from scraper.crawl.scripted import clicks, frames
from scraper.discover import Scope, absolute, announced_feeds
from scraper.model import Article, Page, Response
from scraper.sites import chosen_sites
from scraper.urls import base_of

# What the child processes import before their first page.
PARSERS = ("scraper.pipeline",)

# A page with fewer links than this is a frame around others; it has so many of them at most.
_FEW_LINKS = 4
_MOST_FRAMES = 12
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
    """What a page holds: its record, its links within the site, the feeds it announces, the share of link text.

    `frames` are the pages of the site that it only stands around.
    """

    article: Article
    links: tuple[Anchor, ...]
    feeds: tuple[str, ...]
    link_share: float
    frames: tuple[str, ...] = ()


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
    html = task.content.decode(page.charset or "utf-8", "replace")
    has_feeds = any("alternate" in rel for rel, _ in page.signals.head_links)
    feeds = announced_feeds(html, task.url) if has_feeds else []
    named = [(link.href, link.text) for link in page.links] + clicks(html)
    links = _within(named, page, task)
    inner = _within([(src, "") for src in frames(html)], page, task) if len(links) < _FEW_LINKS else []
    share = linked / letters if letters else 1.0
    return Read(article, tuple(links), tuple(feeds), share, tuple(one.url for one in inner[:_MOST_FRAMES]))


def _within(named: Iterable[tuple[str, str]], page: Page, task: Task) -> list[Anchor]:
    """Return the addresses of the task's site among those that its page names with a text."""
    charset = page.charset or "utf-8"
    base = base_of(task.url, page.signals.base, charset=charset)
    scope = Scope(task.start)
    found: dict[str, str] = {}
    for href, text in named:
        url = absolute(base, href, charset)
        if url is not None and scope.holds(url) and (url not in found or len(text) > len(found[url])):
            found[url] = text
            if len(found) >= MOST_LINKS:
                break
    return [Anchor(url, text[:80]) for url, text in found.items()]
