"""Blocks in, the same blocks out with those cut in two in which a caption or a bold summary runs into the text.

Portals set the picture's caption, the editors' summary and the first sentence side by side as inline elements: only
their markup, a caption's sign and the bracketed dateline say where one ends.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from scraper.model import Block, ImageTag, Inline, Link, Mark
from scraper.page.markup.inlines import shared_out

_SIGNS = frozenset("▲△▵◇◆▶↑")
# [운동장뉴스=홍길동 기자] or (한빛=누리통신): a bracket with an equals sign opens the text of an agency.
_DATELINE = re.compile(r"[\[(【<][^\[\](){}【】<>\n=]{1,20}\s?=\s?[^\[\](){}【】<>\n=]{1,24}[\])】>]")
# What goes on behind a caption in fewer characters is its credit.
_LEAST_TEXT = 40
# A Korean line below it is none if it names no picture and no giver.
_LINE_BELOW = re.compile(r"\n(?=[^\n]*[가-힣]{2})(?![^\n]*(?:사진|제공|ⓒ|©|자료|기자))[^\n]{10,}")
_LONGEST_CAPTION = 400
_BOLD_SLACK = 3


class Runs(NamedTuple):
    """The blocks of a page and what stands in them, by block number."""

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    images: tuple[ImageTag, ...]
    links: tuple[Link, ...]
    inlines: tuple[Inline, ...]


def split_runs(runs: Runs) -> Runs:
    """Return the page's blocks with each run cut where its parts meet; without such a run, the same values."""
    captions: dict[int, list[str]] = defaultdict(list)
    for mark in runs.marks:
        if mark.kind == "caption" and mark.block < len(runs.blocks):
            captions[mark.block].append(mark.text)
    cuts: dict[int, list[int]] = {}
    for block in runs.blocks:
        number, text, _, _, _, bold_chars = block
        # Without a caption only a dateline tells where the text begins.
        if number in captions or ((bold_chars or text[0] in _SIGNS) and "=" in text):
            found = _cuts(block, captions.get(number, ()))
            if found:
                cuts[number] = found
    return _cut(runs, cuts) if cuts else runs


def _cuts(block: Block, captions: list[str] | tuple[str, ...]) -> list[int]:
    """Return where the block's parts meet, in characters."""
    text = block.text
    cuts = []
    start = 0
    caption = next((one for one in captions if one and text.startswith(one)), None)
    if caption and (len(text) - len(caption) >= _LEAST_TEXT or _LINE_BELOW.match(text, len(caption))):
        start = len(caption)
        cuts.append(start)
    dateline = _DATELINE.search(text, start, start + _LONGEST_CAPTION) if "=" in text else None
    if dateline is None or len(text) - dateline.end() < _LEAST_TEXT or dateline.start() <= start:
        return cuts
    head = text[start : dateline.start()]
    is_signed = not start and text[0] in _SIGNS
    is_bold = abs(block.bold_chars - len(head.strip())) <= _BOLD_SLACK
    if head.strip() and (is_signed or is_bold):
        cuts.append(dateline.start())
    return cuts


def _cut(runs: Runs, cuts: dict[int, list[int]]) -> Runs:
    blocks: list[Block] = []
    firsts: list[int] = []
    for block in runs.blocks:
        firsts.append(len(blocks))
        if block.number in cuts:
            blocks += _parts(block, cuts[block.number], first=len(blocks))
        else:
            blocks.append(block._replace(number=len(blocks)))
    firsts.append(len(blocks))

    def place(number: int, text: str) -> int:
        """Return the new number of the part that holds `text`, else of the block's first part."""
        if number >= len(runs.blocks):
            return firsts[-1]
        parts = range(firsts[number], firsts[number + 1])
        return next((part for part in parts if text and text in blocks[part].text), parts.start)

    return Runs(
        tuple(blocks),
        tuple(mark._replace(block=place(mark.block, mark.text)) for mark in runs.marks),
        tuple(image._replace(block=place(image.block, "")) for image in runs.images),
        tuple(link._replace(block=place(link.block, link.text)) for link in runs.links),
        tuple(
            part
            for number, inlines in groupby(runs.inlines, key=attrgetter("block"))
            for part in shared_out(tuple(inlines), blocks[firsts[number] : firsts[number + 1]])
        ),
    )


def _parts(block: Block, cuts: list[int], *, first: int) -> list[Block]:
    """Return the parts as blocks numbered from `first`; links are shared out by length, bold goes where it fits."""
    edges = [0, *cuts, len(block.text)]
    texts = [block.text[start:end].strip() for start, end in pairwise(edges)]
    texts = [text for text in texts if text]
    total = sum(map(len, texts)) or 1
    bold_at = min(range(len(texts)), key=lambda place: (abs(len(texts[place]) - block.bold_chars), -place))
    if abs(len(texts[bold_at]) - block.bold_chars) > _BOLD_SLACK:
        bold_at = len(texts) - 1
    return [
        block._replace(
            number=first + place,
            text=text,
            link_chars=block.link_chars * len(text) // total,
            bold_chars=min(block.bold_chars, len(text)) if place == bold_at else 0,
        )
        for place, text in enumerate(texts)
    ]
