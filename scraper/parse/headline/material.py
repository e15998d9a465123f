"""What a page has to say about its headline: the titles of its head, its headings, the words of its menu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from scraper.model import Block, Page
from scraper.parse.about import home_links
from scraper.parse.headline.crumb import is_in_path
from scraper.parse.headline.head_titles import HeadTitle, RawTitles, gather_names, head_titles
from scraper.parse.texts import WEAK, Names, key

HEADINGS = frozenset({"h1", "h2", "h3"})
_MAX_HEADLINE = 300
_MAX_HEADINGS = 40
_MORE_LETTERS = 8
MAX_SECTION = 20
MIN_LONE_WORDS = 3
TRUSTED_TITLE = 1.0
LONG_TITLE = 16
_WORD = re.compile(r"\w+")
# A paper's name in brackets before the headline: `[Harbour Gazette] Ferry back`.
_OPENING_TAG = re.compile(r"\s*[\[【(<][^\]】)>]{2,20}[\]】)>]\s*(?=\S)")
# What the title of a board's page adds to the board's name.
_VIEW_WORDS = ("상세", "상세보기", "상세내용", "보기", "내용보기", "글보기", "읽기", "view", "detail")
MIN_REPEATED = 10


class Candidate(NamedTuple):
    """A text that may be the headline, with its score among its like and the block that prints it."""

    score: float
    value: str
    source: str
    block: int | None


@dataclass(frozen=True)
class Material:
    """What a page has to say about its headline; what only some rungs ask for is read when the first one does."""

    page: Page
    names: Names
    titles: tuple[HeadTitle, ...]
    headings: tuple[Block, ...]
    keys: tuple[str, ...]
    taken: frozenset[int]

    @cached_property
    def linked(self) -> frozenset[str]:
        """The keys of the page's short link texts: its menu."""
        return frozenset(map(key, {text for _, text, _, _ in self.page.links if len(text) <= MAX_SECTION}))

    @cached_property
    def titles_without_menu(self) -> tuple[HeadTitle, ...]:
        """The titles with the words of the page's menu cut off, too."""
        boards = {
            key(block.text) for block in self.page.blocks if block.tag in HEADINGS and len(block.text) <= MAX_SECTION
        }
        views = {board + word for board in {*self.linked, *boards} for word in _VIEW_WORDS}
        names = self.names._replace(sections=self.names.sections | self.linked | views)
        return head_titles(tuple((head.source, head.weight, head.title.text) for head in self.titles), names)


def gather(page: Page, raw: RawTitles, taken: frozenset[int]) -> Material:
    """Return what a page says about its headline; `raw` are the titles of its head, `taken` are blocks of others."""
    names = gather_names(page, raw)
    titles = head_titles(raw, names)
    found = list(islice(_headings(page, titles), _MAX_HEADINGS))
    homes = home_links(page, found)
    headings = {
        block: folded
        for block in found
        if (folded := key(block.text)) and not names.is_site(folded) and not {block.number} & (taken | homes)
    }
    return Material(page, names, titles, tuple(headings), tuple(headings.values()), taken)


def _headings(page: Page, titles: tuple[HeadTitle, ...]) -> Iterator[Block]:
    """Yield the blocks that may be the headline: each h1, and each that a head title repeats up to a bar."""
    first = [block for block in page.blocks if block.tag == "h1" and len(block.text) <= _MAX_HEADLINE]
    yield from first
    shown = {key(block.text) for block in first}
    if any(head.weight >= TRUSTED_TITLE and head.folded in shown for head in titles):
        return
    readings = {reading for title in titles for reading in title_readings(title)}
    starts = {reading[0] for reading in readings}
    lengths = {length for reading in readings for length in range(len(reading), len(reading) * 3 // 2 + _MORE_LETTERS)}
    for block in page.blocks:
        text = block.text
        if len(text) in lengths and (text[0].lower() in starts or not text[0].isalnum()) and block.tag != "h1":
            is_heading = block.tag in HEADINGS or block.link_chars * 2 <= len(text)
            if is_heading and key(text) in readings and not is_in_path(page, block):
                yield block


def title_readings(head: HeadTitle) -> Iterator[str]:
    """Yield the keys of a title whole, without names, and of its parts before and after each bar that may end it."""
    yield head.whole
    yield head.folded
    title = head.title
    for part in range(1, len(title.keys)):
        if title.bars[part] >= WEAK:
            yield "".join(title.keys[:part])
            yield "".join(title.keys[part:])
    tag = _OPENING_TAG.match(title.text)
    if tag:
        yield head.whole[len(key(tag[0])) :]


def is_headline(head: HeadTitle) -> bool:
    """Whether what is left of a title is long enough for a headline; the title element alone often names a section."""
    if head.weight >= TRUSTED_TITLE:
        return len(head.folded) >= MIN_REPEATED
    return len(_WORD.findall(head.value)) >= MIN_LONE_WORDS
