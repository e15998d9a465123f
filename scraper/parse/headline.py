"""Page in, the headline as the page shows it out, without the site's name, its section or its kicker.

The rungs: the value that a board labels as title; a heading that a head title repeats, or whose words it shares (such a
title is a variant for search engines); where only the title element speaks, a line printed twice or an element named
title; what the head titles agree on, or the first heading; without title and heading, a line printed twice above the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from scraper.model import Block, Evidence, Finding, Page, missing
from scraper.parse.features import SENTENCE, ending
from scraper.parse.head_titles import HeadTitle, RawTitles, gather_names, head_titles, raw_titles
from scraper.parse.headline_board import labelled_headline, named_headline, shown_front
from scraper.parse.headline_crumb import heading_below, is_crumb, without_kicker
from scraper.parse.headline_evidence import (
    MAIN_TITLE,
    confidence,
    heading_confidence,
    is_hidden,
    printing_blocks,
    reason,
    rejected,
    voices,
)
from scraper.parse.headline_trim import trim
from scraper.parse.likeness import breadth, key, overlap
from scraper.parse.site import home_links
from scraper.parse.title_cut import WEAK, Names, cut_exact, has_bar, split

_TAG_WEIGHT = {"h1": 1.6, "h2": 1.0, "h3": 0.8, "h4": 0.6, "h5": 0.5}
_OTHER_WEIGHT = 0.3
_HEADINGS = frozenset({"h1", "h2", "h3"})
_WORDS_SHARED = 0.34
_MAX_HEADLINE = 300
_MAX_HEADINGS = 40
_MORE_LETTERS = 8
_MAX_SECTION = 20
_MIN_LONE_WORDS = 3
_TRUSTED_TITLE = 1.0
_LONG_TITLE = 16
_WORD = re.compile(r"\w+")
# In Latin letters; eight of Hangul say as much.
_LONG_LINE = 16
# A paper's name in brackets before the headline: `[Harbour Gazette] Ferry back`.
_OPENING_TAG = re.compile(r"\s*[\[【(<][^\]】)>]{2,20}[\]】)>]\s*(?=\S)")
# What the title of a board's page adds to the board's name.
_VIEW_WORDS = ("상세", "상세보기", "상세내용", "보기", "내용보기", "글보기", "읽기", "view", "detail")
# How far the part of a title before a bar is taken for the headline, by the bar: none, slight, weak, strong.
_PART_WEIGHT = (0.0, 0.0, 0.4, 0.7)
_TAIL_WEIGHT = 0.3
_BELOW_CRUMB = "heading below the path"
_REPEATED = "repeated line"
_REPEAT_REACH = 12
_MIN_REPEATED = 10
_LABELLED, _NAMED = "labelled cell", "element named title"
_TITLE_TAGS = frozenset({"h1", "h2", "h3", "h4", "td", "th", "dt", "dd"})
_TITLE_HINTS = ("tit", "subj", "head")
_MAX_REPEATED = 150
_LONG_TEXT = 40


class _Candidate(NamedTuple):
    """A text that may be the headline, with its score among its like and the block that prints it."""

    score: float
    value: str
    source: str
    block: int | None


@dataclass(frozen=True)
class _Material:
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
        return frozenset(map(key, {text for _, text, _, _ in self.page.links if len(text) <= _MAX_SECTION}))

    @cached_property
    def titles_without_menu(self) -> tuple[HeadTitle, ...]:
        """The titles with the words of the page's menu cut off, too."""
        boards = {
            key(block.text) for block in self.page.blocks if block.tag in _HEADINGS and len(block.text) <= _MAX_SECTION
        }
        views = {board + word for board in {*self.linked, *boards} for word in _VIEW_WORDS}
        names = self.names._replace(sections=self.names.sections | self.linked | views)
        return head_titles(tuple((head.source, head.weight, head.title.text) for head in self.titles), names)


def find_headline(page: Page, *, taken: frozenset[int] = frozenset()) -> Finding[str]:
    """Return the headline; its blocks are all that print it, the heading itself first.

    Blocks in `taken` are passed over.

    >>> from scraper.page import read
    >>> title = "<title>Ferry back after two winters | Harbour Gazette</title>"
    >>> page = read(f"{title}<h1>Ferry back after two winters</h1>")
    >>> find_headline(page).value, find_headline(page).evidence.source
    ('Ferry back after two winters', 'h1')
    """
    raw = raw_titles(page)
    at_once = _repeated_by_titles(page, raw, taken)
    if at_once is not None:
        return at_once
    material = _gather(page, raw, taken)
    for rung in (_labelled, _below_crumb, _repeated, _agreed, _named, _titled, _reprinted):
        ranked = sorted(rung(material), key=lambda candidate: -candidate.score)
        if ranked:
            break
    else:
        return Finding(None, missing("no heading and no title"))
    best = ranked[0]
    value = best.value
    if best.source == _BELOW_CRUMB:
        value = without_kicker(value, material.titles)
    elif best.block is not None:
        value = trim(cut_exact(split(value), material.names), material.titles)
    value = shown_front(page, " ".join(value.split()))
    agree, differ = voices(key(value), material.titles)
    sure = confidence(best.source, agree, differ, is_shown=best.block is not None)
    given = [(other.source, other.value) for other in ranked]
    given += [(head.source, head.value) for head in material.titles]
    evidence = Evidence(best.source, sure, best.value, reason(agree, differ), rejected(value, given))
    return Finding(value, evidence, printing_blocks(page, value, first=best.block, taken=taken))


def _repeated_by_titles(page: Page, raw: RawTitles, taken: frozenset[int]) -> Finding[str] | None:
    """Return the first h1 if JSON-LD or OpenGraph repeats it to the letter: nothing needs to be cut then."""
    block = next((block for block in page.blocks if block.tag == "h1" and block.number not in taken), None)
    if block is None or len(block.text) < _LONG_TITLE or is_hidden(page, block.number) or has_bar(block.text):
        return None
    if not any(weight >= _TRUSTED_TITLE and text == block.text for _, weight, text in raw):
        return None
    if block.text == page.signals.meta_value("og:site_name") or is_crumb(page, block):
        return None
    same = [text.startswith(block.text) for _, weight, text in raw if weight >= MAIN_TITLE]
    agree, differ = sum(same), len(same) - sum(same)
    others = tuple((source, text) for source, _, text in raw if not text.startswith(block.text))
    evidence = Evidence("h1", heading_confidence(agree, differ), block.text, reason(agree, differ), others)
    return Finding(block.text, evidence, printing_blocks(page, block.text, first=block.number, taken=taken))


def _gather(page: Page, raw: RawTitles, taken: frozenset[int]) -> _Material:
    names = gather_names(page, raw)
    titles = head_titles(raw, names)
    found = list(islice(_headings(page, titles), _MAX_HEADINGS))
    homes = home_links(page, found)
    headings = {
        block: folded
        for block in found
        if (folded := key(block.text)) and not names.is_site(folded) and not {block.number} & (taken | homes)
    }
    return _Material(page, names, titles, tuple(headings), tuple(headings.values()), taken)


def _headings(page: Page, titles: tuple[HeadTitle, ...]) -> Iterator[Block]:
    """Yield the blocks that may be the headline: each h1, and each that a head title repeats up to a bar."""
    first = [block for block in page.blocks if block.tag == "h1" and len(block.text) <= _MAX_HEADLINE]
    yield from first
    shown = {key(block.text) for block in first}
    if any(head.weight >= _TRUSTED_TITLE and head.folded in shown for head in titles):
        return
    readings = {reading for title in titles for reading in _readings(title)}
    starts = {reading[0] for reading in readings}
    lengths = {length for reading in readings for length in range(len(reading), len(reading) * 3 // 2 + _MORE_LETTERS)}
    for block in page.blocks:
        text = block.text
        if len(text) in lengths and (text[0].lower() in starts or not text[0].isalnum()) and block.tag != "h1":
            is_heading = block.tag in _HEADINGS or block.link_chars * 2 <= len(text)
            if is_heading and key(text) in readings:
                yield block


def _readings(head: HeadTitle) -> Iterator[str]:
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


def _labelled(material: _Material) -> Iterator[_Candidate]:
    """Yield the value that a board's table labels as the title."""
    found = labelled_headline(material.page, material.taken)
    if found is not None:
        value, block = found
        yield _Candidate(1.0, value, _LABELLED, block.number)


def _named(material: _Material) -> Iterator[_Candidate]:
    """Yield the block that calls itself a title where the head titles only name the site."""
    if not any(_is_headline(head) for head in material.titles_without_menu):
        block = named_headline(material.page, material.taken)
        if block is not None:
            yield _Candidate(1.0, block.text, _NAMED, block.number)


def _below_crumb(material: _Material) -> Iterator[_Candidate]:
    """Yield the heading below an h1 that is only the last crumb of a path."""
    page = material.page
    crumb = next((block for block in material.headings if block.tag == "h1"), None)
    if crumb is not None and is_crumb(page, crumb):
        block = heading_below(page, crumb, material.titles)
        if block is not None and not _is_part(block, crumb):
            yield _Candidate(1.0, block.text, _BELOW_CRUMB, block.number)


def _is_part(block: Block, crumb: Block) -> bool:
    """Whether a heading is only a part of the one in the path: the headline in two headings."""
    part, whole = key(block.text), key(crumb.text)
    return len(part) < len(whole) and part in whole


def _agreed(material: _Material) -> Iterator[_Candidate]:
    """Yield the headings that a title repeats or shares words with."""
    sections: frozenset[str] | None = None
    for order, (block, folded) in enumerate(zip(material.headings, material.keys, strict=True)):
        support = sum(head.weight * _agreement(head, block, folded, material.keys) for head in material.titles)
        if support <= 0:
            continue
        score = _weight(material.page, block) + support - order * 0.01
        if len(block.text) <= _MAX_SECTION:
            if sections is None:
                sections = material.names.sections | material.linked
            score -= 1.0 if folded in sections else 0.0
        if score > 0:
            yield _Candidate(score, block.text, block.tag, block.number)


def _weight(page: Page, block: Block) -> float:
    weight = _TAG_WEIGHT.get(block.tag, _OTHER_WEIGHT)
    if page.elements and page.elements[block.element].is_hidden:
        weight -= 1
    if block.link_chars * 2 > len(block.text):
        weight -= 0.5
    return weight


def _agreement(head: HeadTitle, block: Block, folded: str, keys: Sequence[str]) -> float:
    """Return how far a title agrees with a heading: wholly, in the part before a bar, or in most words."""
    if folded in (head.folded, head.whole):
        return 1.0
    if block.tag not in _HEADINGS:
        # A cell or a bold line that prints the title up to a bar is the headline of an old table layout.
        if breadth(folded) < _LONG_LINE:
            return 0.0
        return _part_weight(head, folded) or (_tail_weight(head, folded, keys) if head.whole.endswith(folded) else 0.0)
    if head.whole.startswith(folded):
        return 0.6 if block.tag == "h1" else _part_weight(head, folded)
    if head.whole.endswith(folded):
        tail = _tail_weight(head, folded, keys)
        if tail or block.tag != "h1":
            return tail
    if block.tag == "h1":
        share = overlap(block.text, head.value)
        return 0.6 * share if share >= _WORDS_SHARED else 0.0
    return 0.0


def _part_weight(head: HeadTitle, folded: str) -> float:
    """Return how far a title says that its part before a bar is the headline."""
    title = head.title
    for part in range(1, len(title.keys)):
        if folded == "".join(title.keys[:part]):
            return _PART_WEIGHT[title.bars[part]]
    return 0.0


def _tail_weight(head: HeadTitle, folded: str, keys: Sequence[str]) -> float:
    """Return how far a title says that its part behind a bar is the headline: not, if the part before it is visible."""
    front = head.whole[: -len(folded)]
    if front in keys:
        return -1.0
    return _TAIL_WEIGHT if len(folded) > len(front) else 0.0


def _repeated(material: _Material) -> Iterator[_Candidate]:
    """Yield the title line above a text whose first line repeats it, where no title and no heading can be trusted."""
    if any(head.weight >= _TRUSTED_TITLE and len(head.folded) >= _LONG_TITLE for head in material.titles):
        return
    if any(block.tag == "h1" and len(block.text.split()) >= _MIN_LONE_WORDS for block in material.headings):
        return
    if any(_is_headline(head) or head.folded in material.keys for head in material.titles_without_menu):
        return
    blocks = material.page.blocks
    for place, block in enumerate(blocks):
        if not _MIN_REPEATED <= len(block.text) <= _MAX_REPEATED or block.link_chars:
            continue
        if _is_titled(material.page, block) and _is_repeated(block.text, blocks[place + 1 : place + _REPEAT_REACH]):
            yield _Candidate(1.0, block.text, _REPEATED, block.number)
            return


def _is_headline(head: HeadTitle) -> bool:
    """Whether what is left of a title is long enough for a headline; the title element alone often names a section."""
    if head.weight >= _TRUSTED_TITLE:
        return len(head.folded) >= _MIN_REPEATED
    return len(_WORD.findall(head.value)) >= _MIN_LONE_WORDS


def _is_titled(page: Page, block: Block) -> bool:
    """Whether the block is a heading, a cell, or an element that calls itself a title."""
    if block.tag in _TITLE_TAGS:
        return True
    hint = page.elements[block.element].hint.lower() if page.elements else ""
    return any(word in hint for word in _TITLE_HINTS)


def _is_repeated(text: str, below: Sequence[Block]) -> bool:
    """Whether a block below begins with the text as its first line and a long text follows it."""
    for place, block in enumerate(below):
        if block.text.startswith(text) and block.text.partition("\n")[0] == text:
            return any(len(near.text) >= _LONG_TEXT for near in below[place:])
    return False


def _reprinted(material: _Material) -> Iterator[_Candidate]:
    """Yield the line that a page without heading and title prints twice above its text."""
    blocks = material.page.blocks
    seen: set[str] = set()
    for block in blocks:
        if len(block.text) >= _MAX_REPEATED and not block.link_chars:
            break
        if len(block.text) < _MIN_REPEATED or block.link_chars or block.number in material.taken:
            continue
        if ending(block.text) == SENTENCE:
            continue
        if block.text in seen:
            yield _Candidate(1.0, block.text, _REPEATED, block.number)
            return
        seen.add(block.text)


def _titled(material: _Material) -> Iterator[_Candidate]:
    """Yield what the titles say, and the first h1, which is right more often than titles that share no word with it."""
    titles = material.titles_without_menu
    for head in titles:
        score = sum(other.weight for other in titles if head.folded in (other.folded, *_readings(other)))
        yield _Candidate(score, head.value, head.source, None)
    for block in [block for block in material.headings if block.tag == "h1"][:1]:
        score = 9.0 if len(block.text.split()) >= _MIN_LONE_WORDS else 1.0
        yield _Candidate(score, block.text, "h1", block.number)
