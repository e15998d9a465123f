"""The likeliest block for a subtitle in, whether it is rather the text's first paragraph or a crosshead out."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.model import Block, Page
from scraper.parse.texts import breadth

HEADINGS = frozenset({"h2", "h3", "h4"})
QUOTES = "\"”»“'’」』)"
# A block that the body model took for text is text more often than subtitle below this score, where only the element
# around it speaks for it (on the gold that was right 3 times of 28), and, in a body of few blocks, where nothing does.
_WITHIN_BODY = 1.0
_FEW = 3
_SET_OFF = frozenset({"lead", "emphasis", "bold", "heading"})
# What speaks for a subtitle beside the name of its element.
_WITNESSES = frozenset({"described", "described in part", "bold", "emphasis", "heading", "beside the headline"})
# What sets a block apart from the text beside what stands around it.
_MARKS = _SET_OFF | {"lead parent", "described", "described in part"}
# What tells a bold standfirst from a bold first paragraph.
_NAMED = frozenset({"lead", "lead parent"})
# What tells it from a crosshead; how long one of these is at most, and how far the next one.
_TOLD = frozenset({"lead", "described", "described in part"})
_QUESTIONS = ("?", "？")
_LONG_CROSSHEAD, _CROSSHEADS_WITHIN = 70, 24


def opens_text(page: Page, block: Block, *, score: float, traits: Sequence[str], body: Sequence[int]) -> bool:
    """Whether a block of the `body` that the model chose is more likely text; `traits` made its `score`."""
    if score < _WITHIN_BODY or _is_most_of(page, block, body):
        return True
    # Whether it looks like the paragraphs below is not to be seen where there are hardly any.
    if _opens_paragraphs(page, block, traits, body) or _is_like_next(page, block, traits, body):
        return True
    if _holds_next(page, block, body) or _is_bold_paragraph(page, block, traits, body):
        return True
    is_described = "described" in traits
    is_told = is_described or block.tag in HEADINGS or len(body) > _FEW
    return _SET_OFF.isdisjoint(traits) and (("lead parent" in traits and not is_described) or not is_told)


def is_crosshead(page: Page, block: Block, traits: Sequence[str]) -> bool:
    """Whether a bold line, short or a question, has others of its kind below it: those of an interview, crossheads."""
    is_question = block.text.rstrip(QUOTES).endswith(_QUESTIONS)
    if (
        "bold" not in traits
        or not _TOLD.isdisjoint(traits)
        or not (is_question or breadth(block.text) < _LONG_CROSSHEAD)
    ):
        return False
    for other in page.blocks[block.number + 2 : block.number + _CROSSHEADS_WITHIN]:
        is_bold = other.tag == block.tag and other.bold_chars * 10 >= len(other.text) * 9
        if is_bold and (not is_question or other.text.rstrip(QUOTES).endswith(_QUESTIONS)):
            return True
    return False


def _next(page: Page, block: Block, body: Sequence[int]) -> Block | None:
    """Return the body's block below `block`."""
    return next((page.blocks[number] for number in body if number > block.number), None)


def _opens_paragraphs(page: Page, block: Block, traits: Sequence[str], body: Sequence[int]) -> bool:
    """Whether it is the first of three sentences alike in one element, and nothing but its name makes it a lead."""
    if not _WITNESSES.isdisjoint(traits) or "sentence" not in traits:
        return False
    elements = page.elements
    below = [page.blocks[number] for number in body if number > block.number][:2]
    around = elements[block.element].parent
    return len(below) == 2 and all(one.tag == block.tag and elements[one.element].parent == around for one in below)


def _is_like_next(page: Page, block: Block, traits: Sequence[str], body: Sequence[int]) -> bool:
    """Whether nothing but its place speaks for a block, and the body goes on beside it in an element alike."""
    if not _MARKS.isdisjoint(traits):
        return False
    elements = page.elements
    after = _next(page, block, body)
    if not elements or after is None:
        return False
    own, other = elements[block.element], elements[after.element]
    return (own.tag, own.parent, own.hint) == (other.tag, other.parent, other.hint)


def _holds_next(page: Page, block: Block, body: Sequence[int]) -> bool:
    """Whether the block is loose text of an element that the body goes on in: an article's own, never a subtitle's.

    So it was on 22 pages of two corpora with whole bodies, and on none was that block the subtitle.
    """
    elements = page.elements
    after = _next(page, block, body)
    place = after.element if elements and after else -1
    # Numbers of elements rise inwards.
    while place > block.element:
        place = elements[place].parent
    return place >= 0 and place == block.element


def _is_bold_paragraph(page: Page, block: Block, traits: Sequence[str], body: Sequence[int]) -> bool:
    """Whether nothing but bold type makes a sentence a lead that stands beside the next paragraph in one element.

    Papers of the nineties and after set the first paragraph so: 43 pages of two corpora count it as text, 2 do not.
    """
    if "bold" not in traits or "sentence" not in traits or not _NAMED.isdisjoint(traits):
        return False
    elements = page.elements
    after = _next(page, block, body)
    return after is not None and bool(elements) and elements[after.element].parent == elements[block.element].parent


def _is_most_of(page: Page, block: Block, body: Sequence[int]) -> bool:
    """Whether the block is as long as all that would be left of the body without it."""
    return sum(len(page.blocks[number].text) for number in body) < 2 * len(block.text)
