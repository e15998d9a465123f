"""The headline of boards and old layouts, whose title and h1 name the paper, the office or the path to the page."""

from __future__ import annotations

import re
from itertools import pairwise

from scraper.model import Block, Page
from scraper.page.markup import HEADINGS
from scraper.parse.headline.evidence import is_behind_rubric
from scraper.parse.headline.words import LEAD_PARTS
from scraper.parse.texts import STRONG, key, split

_LABELS = frozenset({"제목", "글제목", "題目", "标题", "標題", "件名", "タイトル"})
_LABEL_TAGS = frozenset({"th", "dt", "td"})
_VALUE_TAGS = frozenset({"td", "dd", "th", "p", "div"})
# What follows a label in fewer characters is the next column's name.
_SHORTEST, _LONGEST = 10, 150
_SHARED = re.compile(r"글?제목\s?[:：]?\s*(?P<value>\S.{8,148}\S)\Z")
_SHARED_STARTS = frozenset("글제")
_OTHER_LABEL = re.compile(r"(?:작성|등록|게시|담당|부서|조회|첨부|번호|구분|분류|날짜|일자)")
_TOKENS = re.compile(r"[a-z]+")
_TITLE_NAMES = frozenset({"tit", "title", "ttl", "subject", "subj", "headline", "heading", "viewsubject"})
_DATE = re.compile(r"\d{2,4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d")
_NEAR, _LONG_TEXT = 16, 40
# Marks and blanks in which two prints of a headline may differ.
_SPARE = 2
_LONGEST_RUBRIC = 12


def labelled_headline(page: Page, taken: frozenset[int]) -> tuple[str, Block] | None:
    """Return the value behind the first label that says `title`, long enough for a headline and no link, and its block.

    `제목 | 새 다리 개통` in a table or list of labels and values; both may share a block beside other labels.
    """
    for label, value in pairwise(page.blocks):
        shared = _SHARED.match(label.text) if label.text[0] in _SHARED_STARTS else None
        if shared and not label.link_chars and label.number not in taken and _OTHER_LABEL.match(value.text):
            return shared["value"], label
        if label.tag not in _LABEL_TAGS or len(label.text) > 6 or label.text.strip(" :：") not in _LABELS:
            continue
        if value.tag in _VALUE_TAGS and len(value.text) >= _SHORTEST and not {value.number} & taken:
            return None if value.link_chars else (value.text, value)
    return None


def named_headline(page: Page, taken: frozenset[int]) -> Block | None:
    """Return the first block whose element calls itself a title, or that is a heading or bold with a date below it.

    A long text must follow either. One that is named as a subtitle is the headline if no other block may be.
    """
    if not page.elements:
        return None
    spare: Block | None = None
    for block in page.blocks:
        if block.link_chars or not _SHORTEST <= len(block.text) <= _LONGEST or block.number in taken:
            continue
        if not _is_title_place(page, block):
            continue
        below = page.blocks[block.number + 1 : block.number + 1 + _NEAR]
        if not any(len(near.text) >= _LONG_TEXT and not near.link_chars for near in below):
            continue
        hint = page.elements[block.element].hint
        if not any(part in hint for part in LEAD_PARTS):
            return block
        spare = spare or block
    return spare


def _is_title_place(page: Page, block: Block) -> bool:
    """Whether a block is a heading or bold with a date below it, or its element calls itself a title."""
    is_set_off = block.tag in HEADINGS or block.bold_chars * 10 >= len(block.text) * 9
    if is_set_off and _is_dated(page, block.number):
        return True
    return not _TITLE_NAMES.isdisjoint(_TOKENS.findall(page.elements[block.element].hint))


def _is_dated(page: Page, number: int) -> bool:
    return any(
        _DATE.search(block.text) for block in page.blocks[number + 1 : number + 4] if len(block.text) <= _LONGEST
    )


def shown_front(page: Page, value: str) -> str:
    """Return the part of a headline before a strong bar that the page prints alone, else all of it.

    A dash joins as often as it cuts.

    >>> from scraper.page import read
    >>> shown_front(read("<h1>Ferry back &gt; News</h1><h2>Ferry back</h2>"), "Ferry back > News")
    'Ferry back'
    """
    title = split(value)
    for part in range(1, len(title.keys)):
        if title.bars[part] == STRONG:
            front = title.span(0, part)
            folded, size = key(front), len(front)
            if any(_prints_alone(block.text, folded, size) for block in page.blocks):
                return front
    return value


def _prints_alone(text: str, folded: str, size: int) -> bool:
    """Whether a text of about that size has the key, or ends in it behind a rubric: `Harbour  Ferry back`."""
    if not -_SPARE <= len(text) - size <= _LONGEST_RUBRIC:
        return False
    given = key(text)
    return given == folded or is_behind_rubric(given, folded)
