"""Lines under a headline in, those that are a subtitle by their shape out: dashed, or Korean without a final verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scraper.model import Block, Outline, Page
from scraper.page.markup import HEADINGS
from scraper.parse.authors import contributor
from scraper.parse.boilerplate import button_kind
from scraper.parse.headline import BARRED_TAGS, LEAD_PARTS, is_behind_rubric
from scraper.parse.subtitle.words import LIST_TAGS, OTHER_WORDS, TOOL_WORDS
from scraper.parse.texts import is_button, is_caption_line, key, split_credit

_WORD = re.compile(r"[a-z]+")
_DASHED = re.compile(r"\s*[-–—―]\s*(?=\S)")
_TAIL_DASH = re.compile(r"\s*[-–—―]\s*\Z")
_SENTENCE = re.compile(r"(?:[.!?。]|[니습]다|세요)[\"'”’」』)\]]*\Z")
# A date, a time, a number to call, an address, a role, a file; `2030년까지` and `1억8000만 원` are words of a title.
_FOREIGN = re.compile(
    r"\d{2,4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d|\d{1,2}:\d\d|\d{3,4}-\d{4}|@|기자|특파원|[<>|©ⓒ]|https?:|\.(?:hwpx?|pdf|docx?|zip|jpe?g|png)\b"
)
_CLOSERS = "\"'”’」』)]"
_ENDING = 6
_DIGITS = re.compile(r"\d")
_HANGUL = re.compile(r"[가-힣]")
_BULLETS = tuple("▲△▶▷◆◇■□●○")
_MIN_LINE, _MAX_LINE = 8, 90
_MIN_BOLD = 4
_LONG_TEXT = 50
_REACH = 40
_REPRINT = 12
_NEAR = 2
_MAX_LINES = 6


class LeadLines(NamedTuple):
    """The lines, and the blocks that hold nothing else but the headline."""

    lines: tuple[str, ...]
    blocks: tuple[int, ...]


def lead_lines(page: Page, *, outline: Outline, headline: str | None) -> LeadLines:
    """Return the subtitle lines that follow a print of the headline, or dashed ones above the text."""
    if not headline or not _HANGUL.search(headline):
        return LeadLines((), ())
    folded = key(headline)
    lines: list[str] = []
    blocks: list[int] = []
    last = outline.headline if outline.headline is not None else -_NEAR
    opening = _opening(page, outline)
    inside = frozenset(outline.body[:_MAX_LINES])
    for block in _blocks(page, outline, folded):
        is_whole, is_lead = True, _calls_itself_lead(page, block)
        last = block.number if block.number == opening else last
        for line in block.text.split("\n"):
            if _prints(line, folded):
                last = block.number
            elif len(lines) < _MAX_LINES and _is_lead_line(
                line, block, is_near=block.number - last <= _NEAR or is_lead
            ):
                lines.append(line)
                last = block.number
            else:
                is_whole = False
                break
        if is_whole and lines:
            blocks.append(block.number)
        elif lines or (block.number in inside and _reads_as_text(block.text)):
            break
    return LeadLines(tuple(clean_line(line) for line in lines), tuple(blocks))


def names_credit(line: str) -> bool:
    """Tell whether a Korean line ends in who gave or took its picture, as captions do.

    >>> names_credit("새 도서관 전경. 자료사진"), names_credit("시민이 책을 골랐다")
    (True, False)
    """
    return bool(_HANGUL.search(line)) and split_credit(line)[1] is not None


def is_eastern_sentence(text: str) -> bool:
    """Tell whether a line ends as sentences do in scripts whose titles have no such end: Hangul, Kana and Han.

    >>> [is_eastern_sentence(line) for line in ("군은 다리를 놓는다.", "橋は来年完成する。", "새 다리 놓는다")]
    [True, True, False]
    """
    return text.rstrip(_CLOSERS).endswith("。") or bool(_HANGUL.search(text[-_ENDING:]) and _SENTENCE.search(text))


def _prints(line: str, folded: str) -> bool:
    """Whether a line is the headline, alone or behind a rubric: `Harbour  Ferry back`."""
    given = key(line)
    return given == folded or is_behind_rubric(given, folded)


def clean_line(line: str) -> str:
    """Return the line without the dashes that stand before it or at both its ends.

    >>> clean_line("- 한빛항 여객선 다음 달 재개 -"), clean_line("Back – at last")
    ('한빛항 여객선 다음 달 재개', 'Back – at last')
    """
    bare = _DASHED.sub("", line, count=1) if _DASHED.match(line) else line
    return _TAIL_DASH.sub("", bare).strip()


def without_lead(text: str, headline: str | None, subtitle: str | None) -> str:
    r"""Return a body block's text without its first lines that print the headline or the subtitle.

    >>> without_lead("Ferry back\n- after two winters -\nThe council …", "Ferry back", "after two winters")
    'The council …'
    """
    printed = [headline or "", *(subtitle or "").split("\n")]
    rest = text
    while rest:
        line, _, below = rest.partition("\n")
        # Two prints of one line differ in spaces and marks alone.
        alike = [one for one in printed if one and len(one) < 2 * len(line) + 4 and len(line) < 2 * len(one) + 4]
        if not alike or key(line) not in {key(one) for one in alike}:
            break
        rest = below
    return rest


def _opening(page: Page, outline: Outline) -> int:
    """Return the first block of the text if sentences follow it (a title-like line there is a subtitle, too), or -1."""
    body = outline.body
    if not body:
        return -1
    texts = [page.blocks[number].text for number in body[1 : 1 + _MAX_LINES]]
    if not any(map(_reads_as_text, texts)):
        return -1
    captions = {mark.block for mark in page.marks if mark.kind == "caption"}
    start = first = next((number for number in body[:_NEAR] if number not in captions), body[0])
    if page.lines:
        return _opening_of_dump(page, first, outline.headline)
    while first and _is_sibling(page, first - 1, start) and _is_title_like(page.blocks[first - 1].text):
        first -= 1
    return first


def _opening_of_dump(page: Page, first: int, headline: int | None) -> int:
    """Return the first of the title-like lines right above a dump's text; a caption may stand between the two."""
    place, least = first, max(0, first - _MAX_LINES, -1 if headline is None else headline) + 1
    while place >= least:
        place -= 1
        block = page.blocks[place]
        if _is_lead_line(block.text, block, is_near=True):
            first = place
        elif not (is_button(block.text) or is_caption_line(block.text) or names_credit(block.text)):
            break
    return first


def _reads_as_text(text: str) -> bool:
    """Whether a block is a paragraph: long, with a sentence in it; a line of dates may be as long."""
    return len(text) >= _LONG_TEXT and ("다." in text or bool(_SENTENCE.search(text)))


def _is_sibling(page: Page, one: int, other: int) -> bool:
    """Whether two blocks are alike and stand in the same element: the lines above a text, and its first paragraph."""
    blocks = page.blocks
    if not page.elements or blocks[one].tag != blocks[other].tag or blocks[one].link_chars:
        return False
    return page.elements[blocks[one].element].parent == page.elements[blocks[other].element].parent


def _first_print(page: Page, headline: int, folded: str) -> int:
    """Return the first block near the headline's that prints it: the last one may open the text."""
    near = page.blocks[max(0, headline - _REPRINT) : headline]
    return next((block.number for block in near if key(block.text) == folded), headline)


def _blocks(page: Page, outline: Outline, folded: str) -> Iterator[Block]:
    """Yield the blocks from below the headline to the first of the text, without lists, links and marked ones."""
    first = outline.body[0] if outline.body else None
    start = _first_print(page, outline.headline, folded) + 1 if outline.headline is not None else first
    if start is None:
        return
    stop = start + _REACH
    if first is not None:
        # A line of dates may have been taken for the text's first block.
        texts = (number + 1 for number in outline.body[:_MAX_LINES] if _reads_as_text(page.blocks[number].text))
        stop = min(max(first + 4, next(texts, 0)), len(page.blocks))
    marked = {mark.block for mark in page.marks if mark.kind in {"author", "date", "caption"}}
    for block in page.blocks[max(start, stop - _REACH) : stop]:
        if block.link_chars or block.number in marked or block.tag in BARRED_TAGS or block.tag in LIST_TAGS:
            continue
        if page.elements:
            element = page.elements[block.element]
            if element.is_hidden or not OTHER_WORDS.isdisjoint(_WORD.findall(element.hint)):
                continue
        yield block


def _calls_itself_lead(page: Page, block: Block) -> bool:
    """Whether the block's element, or one around it of the same text, is named as a subtitle is."""
    return bool(page.elements) and any(
        part in hint for hint in _hints(page, block) for part in (*LEAD_PARTS, "midtitle", "mid_title")
    )


def _hints(page: Page, block: Block) -> Iterator[str]:
    element = page.elements[block.element]
    yield element.hint
    if element.parent >= 0:
        yield page.elements[element.parent].hint


def _is_lead_line(line: str, block: Block, *, is_near: bool) -> bool:
    """Whether a line is dashed, or reads as a title and stands right under the headline, or in bold, or as one."""
    if button_kind(line) or is_button(line) or names_credit(line):
        return False
    if _is_dashed(line):
        return True
    is_bold = block.bold_chars * 10 >= len(block.text) * 9
    is_long_enough = len(line) >= (_MIN_BOLD if is_bold else _MIN_LINE)
    is_placed = is_bold or is_near
    # A guest author is set in bold, too: name, then office.
    is_person = block.tag not in HEADINGS and contributor(line) is not None
    return is_long_enough and is_placed and not is_person and _is_title_like(line)


def _is_dashed(line: str) -> bool:
    return len(line) >= _MIN_LINE and bool(_DASHED.match(line)) and _is_title_like(clean_line(line))


def _is_title_like(line: str) -> bool:
    """Whether a line is Korean and reads as a title; a bullet makes an item of a list, or a caption."""
    return (
        line[:1] not in _BULLETS
        and len(line) <= _MAX_LINE
        and len(_HANGUL.findall(line)) * 2 >= len(_DIGITS.sub("", key(line)))
        and _reads_as_title(line)
    )


def _reads_as_title(line: str) -> bool:
    return not _SENTENCE.search(line) and not _FOREIGN.search(line) and not TOOL_WORDS.search(line)
