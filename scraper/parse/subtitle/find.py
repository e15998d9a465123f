"""Page, body and headline in, the subtitle (deck, standfirst, 부제) out: a visible block near the headline, or nothing.

The description of the head is a witness, never the value.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from scraper.model import Block, Evidence, Finding, Outline, Page, missing
from scraper.parse.subtitle.context import SHORT, Context, candidates, read_context
from scraper.parse.subtitle.lines import clean_line, lead_lines
from scraper.parse.subtitle.opening import HEADINGS, QUOTES, is_crosshead, opens_text
from scraper.parse.texts import breadth

_DATE = re.compile(r"\d{1,2}[:.h]\d\d|\d{4}|\d{1,2}[./]\d")
_SENTENCE_ENDS = tuple(".?!。")
_MIDDLE, _LONG, _VERY_LONG = 60, 300, 450
_DATE_LINE = 60
_HEADERS = frozenset({"header", "hgroup"})
_FAR = 12
_CLOSE = 4
_MAX_BLOCKS = 6

# Weights of a logistic choice between the blocks near the headline and none of them: fitted on the 184 news pages whose
# gold has or lacks a subtitle, in five folds by host.
_WEIGHTS = MappingProxyType(
    {
        "any block": -1.8,
        "lead": 3.4,
        "lead parent": 1.6,
        "bold": 2.8,
        "emphasis": 2.4,
        "described": 2.4,
        "described in part": 0.0,
        "beside the headline": 1.8,
        "middle": 1.1,
        "near": 1.1,
        "heading": 1.1,
        "next": 0.9,
        "sentence": 0.3,
        "first of the body": -0.3,
        "very long": -0.4,
        "linked": -0.6,
        "marked": -1.3,
        "far": -1.5,
        "like the body": -1.6,
        "one of the body": -5.0,
        "date": -1.6,
        "other parent": -1.6,
        "like the body and described": -2.5,
        "first of the body and described": -2.0,
        "after the body begins": -2.8,
        "short": -3.1,
        "other": -3.6,
    }
)
# What its markup can add to a block at most.
_MARKUP = _WEIGHTS["lead"] + _WEIGHTS["emphasis"]
# Above this score a block is surer than lines told by their shape.
_SURE = 3.0
# Shares of right subtitles on those pages: of blocks above each score, and of lines told by their shape.
_CONFIDENCE = ((5.0, 0.94), (2.0, 0.87), (0.0, 0.8))
_CONFIDENCE_LINES = 0.75
# The source of lines told by their shape.
BY_SHAPE = "lines under the headline"


def find_subtitle(
    page: Page, *, outline: Outline, headline: str | None, taken: frozenset[int] = frozenset()
) -> Finding[str]:
    """Return the subtitle, several lines joined by a newline; its blocks are no body, even inside the body's element.

    The blocks in `taken` are something else.

    In order: a block that stands, looks and reads as one beyond doubt; lines that a Korean paper sets under its
    headline; a block that does so on balance.

    >>> from scraper.page import read
    >>> deck = "The first boat leaves on Monday with the morning tide."
    >>> page = read(f"<h1>Ferry back</h1><p class='standfirst'>{deck}</p><p>The council …</p>")
    >>> find_subtitle(page, outline=Outline(0, (2,)), headline="Ferry back").value == deck
    True
    >>> page = read("<h1>Ferry back</h1><p>The council said on Monday that the ferry is back.</p>")
    >>> find_subtitle(page, outline=Outline(0, (1,)), headline="Ferry back").evidence.source
    'missing'
    """
    context = read_context(page, outline, headline, taken)
    best, score = _best(context)
    lines = lead_lines(page, outline=outline, headline=headline) if score < _SURE else None
    if lines is not None and lines.lines:
        value = "\n".join(lines.lines)
        return Finding(value, Evidence(BY_SHAPE, _CONFIDENCE_LINES, raw=value), lines.blocks)
    if best is None:
        return Finding(None, missing("no block near the headline reads as one"))
    traits = [*_plain_traits(context, best), *_markup_traits(context, best)]
    if is_crosshead(page, best, traits):
        return Finding(None, missing("the likeliest block is one of several headings of the text"))
    if best.number in outline.body and opens_text(page, best, score=score, traits=traits, body=outline.body):
        return Finding(None, missing("the likeliest block may as well open the text"))
    blocks = (best, *_continued(context, best))
    raw = "\n".join(block.text for block in blocks)
    sure = next(share for least, share in _CONFIDENCE if score >= least)
    value = "\n".join(clean_line(line) for line in raw.split("\n"))
    reason = f"score {score:.1f}: {', '.join(trait for trait in traits if trait != 'any block')}"
    return Finding(value, Evidence("visible block", sure, raw, reason), tuple(block.number for block in blocks))


def _best(context: Context) -> tuple[Block | None, float]:
    """Return the block with the highest score above zero, and the score."""
    best, top = None, 0.0
    judged = [(sum(map(_WEIGHTS.__getitem__, _plain_traits(context, block))), block) for block in candidates(context)]
    for score, block in sorted(judged, key=lambda pair: -pair[0]):
        if score + _MARKUP <= top:
            break
        whole = score + sum(map(_WEIGHTS.__getitem__, _markup_traits(context, block)))
        if whole > top:
            best, top = block, whole
    return best, top


def _plain_traits(context: Context, block: Block) -> list[str]:
    """Return what the block's text and place say of it."""
    text, length = block.text, len(block.text)
    broad = breadth(text)
    traits = ["any block", *_place_traits(context, block)]
    if broad < SHORT:
        traits.append("short")
    elif _MIDDLE <= broad <= _LONG:
        traits.append("middle")
    elif broad > _VERY_LONG:
        traits.append("very long")
    if block.bold_chars * 10 >= length * 9:
        traits.append("bold")
    if block.link_chars * 10 > length:
        traits.append("linked")
    if text.endswith(_SENTENCE_ENDS) or text.rstrip(QUOTES).endswith(_SENTENCE_ENDS):
        traits.append("sentence")
    if (length < _DATE_LINE or block.link_chars) and _DATE.search(text):
        traits.append("date")
    if block.tag in HEADINGS and (context.first is None or block.number < context.first):
        traits.append("heading")
    described = context.described(text)
    if described:
        traits.append(described)
    return traits


def _place_traits(context: Context, block: Block) -> list[str]:
    traits = []
    first = context.first
    if block.number in context.marked:
        traits.append("marked")
    if first is not None and block.number >= first:
        traits.append("first of the body" if block.number == first else "after the body begins")
    if context.anchor is not None:
        below = block.number - context.anchor
        if below == 1:
            traits.append("next")
        elif below <= 3:
            traits.append("near")
        elif below > _FAR and (first is None or first - block.number > _CLOSE):
            traits.append("far")
        elements = context.page.elements
        if elements and elements[block.element].parent == context.headline_parent:
            traits.append("beside the headline")
    return traits


def _markup_traits(context: Context, block: Block) -> list[str]:
    """Return what the block's element and the one around it say of it."""
    if not context.page.elements:
        return []
    element = context.page.elements[block.element]
    own, around = context.hint(block.element), context.hint(element.parent)
    alone = context.peers(block, in_parent=True) < 2
    traits = []
    if own.is_lead:
        traits.append("lead")
    elif around.is_lead and alone:
        traits.append("lead parent")
    if own.is_other:
        traits.append("other")
    elif around.is_other:
        traits.append("other parent")
    if own.is_emphatic:
        traits.append("emphasis")
    is_apart = around.is_lead or (element.parent >= 0 and context.page.elements[element.parent].tag in _HEADERS)
    return traits + _likeness_traits(context, block, is_apart=is_apart, is_alone=alone)


def _likeness_traits(context: Context, block: Block, *, is_apart: bool, is_alone: bool) -> list[str]:
    """Return how far the block is one of the body's paragraphs."""
    traits: list[str] = []
    own, around = context.hint(block.element), context.hint(context.page.elements[block.element].parent)
    is_set_off = own.is_lead or own.is_emphatic or block.bold_chars * 10 >= len(block.text) * 9
    if not is_alone and not is_set_off:
        traits.append("one of the body")
    elif not is_alone or (not is_apart and context.peers(block, in_parent=False) >= 3):
        traits.append("like the body")
    if (
        block.number == context.first
        and not (own.is_lead or around.is_lead or is_set_off)
        and context.described(block.text)
    ):
        traits.append("first of the body and described")
    is_alike = "like the body" in traits or "one of the body" in traits
    if is_alike and not own.is_lead and context.described(block.text) == "described":
        traits.append("like the body and described")
    return traits


def _continued(context: Context, best: Block) -> tuple[Block, ...]:
    """Return the blocks right behind the best that go on with it: alike in an element that calls itself a lead."""
    elements = context.page.elements
    if not elements or not context.hint(elements[best.element].parent).is_lead:
        return ()
    element = elements[best.element]
    found: list[Block] = []
    for block in context.page.blocks[best.number + 1 : best.number + 1 + _MAX_BLOCKS]:
        other = elements[block.element]
        if other.parent != element.parent or other.tag != element.tag or other.hint != element.hint:
            return tuple(found)
        found.append(block)
    return ()
