"""Page in, the article's keywords out: each once, in the page's order, without stuffing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TypeAlias

from scraper.model import Evidence, Finding, Link, Outline, Page, missing
from scraper.parse.about.section_words import TAG_WORDS
from scraper.parse.page_data import article_node, plain, texts
from scraper.parse.texts import key

_SEPARATORS = re.compile(r"\s*[,;，、]\s*")
# `sections/world`, `content:123`, `PK_1`: what a system calls its own things.
_MACHINE = re.compile(r"[\w-]+[:/_][\w/:-]+|[\w-]*\d{5,}[\w-]*")
# `/tag/ferry`, `/thema/faehre`, `?tag=ferry`
_TAG_ADDRESS = re.compile(
    r"[/?&_-](?:[Tt]ags?|[Tt]opics?|[Tt]hemen?|[Ss]chlagwort|[Kk]eywords?|[Hh]ashtags?|[Tt]emas?|sujets?|emne)[/=_-]"
)
_WORD = re.compile(r"[a-z]+")
_Reader: TypeAlias = Callable[[Page, Sequence[Link]], tuple[str, ...]]
_MAX_TAG = 60
_MAX_TAGS = 30
_ANCESTORS = 3
_REACH_ABOVE, _REACH_BELOW = 10, 40
_BLOCK = attrgetter("block")


def find_tags(page: Page, *, outline: Outline | None = None) -> Finding[tuple[str, ...]]:
    """Return the keywords: the article's tags, JSON-LD's, those for news search, the visible tag links, then the rest.

    The general keywords count only if the headline or the description has one of them: on many pages they are the
    site's. Tag links without `rel=tag` count near the article, where its `outline` is known. Blocks are those of the
    links marked as tags.

    >>> from scraper.page import read
    >>> find_tags(read("<h1>Ferry back</h1><a rel='tag' href='/t/ferry'>Ferry</a>")).value
    ('Ferry',)
    """
    site = key(page.signals.meta_value("og:site_name") or "")
    links = [link for link in page.links if link.rel and link.text and "tag" in link.rel.split()]
    near = _near_links(page, outline)
    for source, read, sure in _LADDER:
        tags = _split(read(page, links or near), site)
        if tags and (source != "keywords" or _is_spoken_of(page, tags)):
            evidence = Evidence(source, sure, raw=", ".join(tags))
            return Finding(tags, evidence, _blocks(page, links))
    return Finding((), missing("the page gives no keywords"))


def _metas(name: str) -> _Reader:
    return lambda page, _: page.signals.meta_values(name)


def _json_ld(page: Page, _: Sequence[Link]) -> tuple[str, ...]:
    node = article_node(page)
    return texts(node.get("keywords")) if node is not None else ()


def _visible(page: Page, links: Sequence[Link]) -> tuple[str, ...]:
    """Return the texts of the links marked as tags, or else of those in a list that calls itself one."""
    found = [link for link in links if "tag" in link.rel]
    if not found:
        found = [link for link in links if 0 < len(link.text) <= _MAX_TAG and _TAG_ADDRESS.search(link.href)]
        found = [link for link in found if _is_listed(page, link)]
    return tuple(link.text for link in found) if len(found) <= _MAX_TAGS else ()


def _near_links(page: Page, outline: Outline | None) -> tuple[Link, ...]:
    """Return the links from the headline to some blocks behind the body; all where the article's place is unknown."""
    if outline is None or not outline.body:
        return page.links
    start = min(outline.body[0], outline.body[0] if outline.headline is None else outline.headline) - _REACH_ABOVE
    stop = outline.body[-1] + _REACH_BELOW
    links = page.links
    return links[bisect_left(links, start, key=_BLOCK) : bisect_right(links, stop, key=_BLOCK)]


# Each source with the reader of its values, and the mean F1 against 213 gold lists where it was the one to answer.
_LADDER: tuple[tuple[str, _Reader, float], ...] = (
    ("article:tag", _metas("article:tag"), 0.7),
    ("json-ld keywords", _json_ld, 0.7),
    ("news_keywords", _metas("news_keywords"), 0.9),
    ("tag links", _visible, 0.85),
    ("keywords", _metas("keywords"), 0.55),
)


def _split(values: Iterable[str], site: str) -> tuple[str, ...]:
    """Return the keywords of the values, each once, without machine names and the site's name."""
    kept: dict[str, str] = {}
    values = tuple(values)
    # Several values are a tag each; a single one is the whole list.
    is_list = len(values) == 1
    for value in values:
        for raw in _SEPARATORS.split(plain(value)) if is_list else (plain(value),):
            tag = raw.lstrip("#").strip()
            folded = key(tag)
            if folded and len(tag) <= _MAX_TAG and folded != site and not _MACHINE.fullmatch(tag):
                kept.setdefault(folded, tag)
    return tuple(kept.values())[:_MAX_TAGS]


def _is_spoken_of(page: Page, tags: tuple[str, ...]) -> bool:
    """Whether the title or the description has one of the tags."""
    signals = page.signals
    spoken = f"{signals.title} {signals.meta_value('og:title')} {signals.meta_value('description')}".casefold()
    return any(len(tag) > 1 and tag.casefold() in spoken for tag in tags)


def _blocks(page: Page, links: Sequence[Link]) -> tuple[int, ...]:
    """Return the blocks of the links marked as tags that hold little else."""
    numbers = dict.fromkeys(link.block for link in links if link.block < len(page.blocks))
    return tuple(n for n in numbers if page.blocks[n].link_chars * 2 > len(page.blocks[n].text))


def _is_listed(page: Page, link: Link) -> bool:
    """Whether the link's element, or one of the two around it, calls itself a list of tags."""
    if not page.elements or link.block >= len(page.blocks):
        return False
    number = page.blocks[link.block].element
    for _ in range(_ANCESTORS):
        if number < 0:
            break
        element = page.elements[number]
        if element.attributes and not TAG_WORDS.isdisjoint(_WORD.findall(element.hint)):
            return True
        number = element.parent
    return False
