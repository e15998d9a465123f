"""Body of a Korean page in, those of its lines that are no text out, each with its role and the reason.

What Korean papers, portals and offices set below, above and into the text: writers' addresses, calls for tips, adverts
with `(클릭!)`, machine-made summaries, enclosures, an office's label lines, the publisher's particulars. Only whole
short lines in set phrases; a sentence that speaks of the same things stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scraper.model import Block, Page, Role
from scraper.parse.authors import is_korean_byline, korean_labelled, korean_reporters, split_byline_tail
from scraper.parse.body.containers import is_within
from scraper.parse.body.korean_lines_words import IMPRINT, LINES, LIST_HEADING, SUMMARY_HEADING, TELLING
from scraper.parse.boilerplate import button_kind

Kind = tuple[Role, str]

_BUTTONS = frozenset({Role.SHARE, Role.COMMENTS, Role.SUBSCRIPTION, Role.ADVERT, Role.RELATED})
_HANGUL = re.compile("[가-힣]")
_LONGEST = 240
# A byline stands within this many of the body's first blocks, or of its last.
_HEAD, _TAIL = 2, 8
_LONGEST_BYLINE, _LONGEST_NAMES = 100, 40
_LONGEST_HEADING, _LONGEST_LABEL = 30, 24
_LABEL_TAGS = frozenset({"dt", "dd"})
_MOST_LETTERS_BESIDE_ADDRESS = 14
_ADDRESS = re.compile(r"[\w.+-]+@(?:[\w-]+(?:\.[\w-]+)*)?")
_SENTENCE = re.compile(r"다[.!?”\"’'」)]*$")


def other_lines(page: Page, body: tuple[int, ...]) -> dict[int, Kind]:
    """Return the role and the reason of each of the blocks `body` that is no text; none on pages without Hangul."""
    blocks = [page.blocks[number] for number in body]
    if not any(_HANGUL.search(block.text) for block in blocks[:6]):
        return {}
    inside = frozenset(body)
    # The heading of a list may be out of the body already.
    headed = _headed(page, page.blocks[body[0] : body[-1] + 1])
    found = {number: kind for number, kind in headed if number in inside}
    for number in _opening_labels(blocks):
        found.setdefault(number, (Role.OTHER, "a label above the text, or its value"))
    for place, block in enumerate(blocks):
        if block.number not in found:
            kind = line_kind(block.text) or _button(block.text, is_first=not place)
            if kind is None and (place < _HEAD or place >= len(blocks) - _TAIL):
                kind = _byline(block.text)
            if kind:
                found[block.number] = kind
    return found


def line_kind(text: str) -> Kind | None:
    """Return the role and the reason of a line that no article's text has, wherever it stands.

    >>> line_kind("▶제보는 카카오톡 okjebo"), line_kind("그는 경찰에 제보했다고 말했다.")
    ((<Role.SUBSCRIPTION: 'subscription'>, 'a call for tips or readers'), None)
    """
    if len(text) > _LONGEST or not TELLING.search(text):
        return None
    if len(set(IMPRINT.findall(text))) >= 2:
        return Role.FOOTER, "the publisher's particulars"
    return next(((role, reason) for role, reason, pattern in LINES if pattern.match(text)), None)


def _byline(text: str) -> Kind | None:
    """Tell a line that is nothing but the writer's name, desk or address."""
    if len(text) > _LONGEST_BYLINE:
        return None
    if (
        _ADDRESS.search(text)
        and len(_HANGUL.findall(text)) <= _MOST_LETTERS_BESIDE_ADDRESS
        and not _SENTENCE.search(text)
    ):
        return Role.BYLINE, "a line with the writer's address"
    is_named = not split_byline_tail(text)[0] or (
        len(text) <= _LONGEST_NAMES and is_korean_byline(text) and bool(korean_reporters(text) or korean_labelled(text))
    )
    return (Role.BYLINE, "a line with the writer's name") if is_named else None


def _button(text: str, *, is_first: bool) -> Kind | None:
    """Tell a button that is no word of a text: `사회` may be a crosshead, but opens none."""
    kind = button_kind(text)
    return kind if kind and (is_first or kind[0] in _BUTTONS) else None


def without_other_lines(text: str) -> str:
    r"""Return a block's text without the lines at its head that are no text: a contact, an enclosure.

    >>> without_other_lines("【공보관 홍길동 200-1234】\n길이 열렸다."), without_other_lines("길이 열렸다.")
    ('길이 열렸다.', '길이 열렸다.')
    """
    lines = text.split("\n")
    while lines and line_kind(lines[0]):
        lines.pop(0)
    return "\n".join(lines)


def _headed(page: Page, blocks: Sequence[Block]) -> Iterator[tuple[int, Kind]]:
    """Yield the headings of machine-made summaries and of lists of stories, and what is in their element below them."""
    elements = page.elements
    if page.kind == "text" or not elements:
        yield from _behind_heading(blocks)
        return
    inside = -1
    inner: Kind = (Role.OTHER, "")
    for place, block in enumerate(blocks):
        if inside >= 0 and is_within(page, block, inside):
            yield block.number, inner
            continue
        inside = -1
        kind = _heading_kind(block.text)
        if kind:
            yield block.number, kind
            inner = kind
            around = elements[block.element].parent
            following = blocks[place + 1 :]
            # The element is the summary's own only if the text goes on outside of it.
            if around > 0 and (kind[0] is Role.RELATED or (following and not is_within(page, following[-1], around))):
                inside = around


def _behind_heading(blocks: Sequence[Block]) -> Iterator[tuple[int, Kind]]:
    """Yield the first heading of a list of stories in a text dump and all below it, if no sentence is."""
    for place, block in enumerate(blocks):
        kind = _heading_kind(block.text)
        if kind and kind[0] is Role.RELATED:
            below = blocks[place:]
            if not any("다." in other.text for other in below):
                yield from ((other.number, kind) for other in below)
                return


def _opening_labels(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the short terms and values of a definition list that stand before the first paragraph."""
    for block in blocks:
        if len(block.text) > _LONGEST or "다." in block.text:
            return
        if block.tag in _LABEL_TAGS and len(block.text) <= _LONGEST_LABEL:
            yield block.number


def _heading_kind(text: str) -> Kind | None:
    if len(text) > _LONGEST_HEADING:
        return None
    bare = text.strip(" :[]<>·▶■◆")
    if SUMMARY_HEADING.fullmatch(bare):
        return Role.OTHER, "a summary that is not the writer's"
    return (Role.RELATED, "a list of other stories") if LIST_HEADING.fullmatch(bare) else None
