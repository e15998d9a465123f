"""Page, body and a weak headline in, the line above the text that prints the headline out, or none.

Old and plain layouts name only the site or the section in title and h1, and print the headline as a bold line, a cell
or a small heading right above the text. Where that is, only the body tells: so this is asked once the body is known,
and only for a headline that no visible block prints or no head title confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scraper.model import Block, Evidence, Finding, Page
from scraper.page.markup import HEADINGS
from scraper.parse.about import home_links
from scraper.parse.headline.crumb import is_in_path
from scraper.parse.headline.evidence import BELOW_CRUMB, NAMED, is_hidden, printing_blocks, rejected
from scraper.parse.headline.head_titles import HeadTitle, gather_names, head_titles, raw_titles
from scraper.parse.headline.trim import trim
from scraper.parse.texts import SENTENCE, Names, breadth, ending, key

# A headline with more confidence than this has a print that a head title confirms.
_WEAK = 0.9
# How many blocks above the first paragraph the headline may stand, and what a paragraph is, in Latin letters.
_REACH, _PARAGRAPH = 14, 90
_SHORTEST, _LONGEST = 10, 200
_MIN_WORDS, _LABEL_WORDS, _LABEL_BREADTH = 3, 3, 24
_PATH_SIGNS = frozenset(">»›")
_BOLD = 0.9
# How many blocks of the text are looked at for the words of a headline, which words, and which share must be there.
_FIRST_BLOCKS, _STEM, _LEAST_TOLD = 12, 5, 0.34
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u9fff\uac00-\ud7a3]{2}")
_TITLE_HINT = re.compile(
    r"(?<!sub)(?:tit(?:le|re|el|ulo|olo)|headline|header|heading|subject)|(?<![a-z])(?:tit|subj|head|hd)(?![a-z])"
)
_DATE = re.compile(r"\d{1,4}[-./년年]\s?\d{1,2}[-./월月]\s?\d|\b(?:19|20)\d\d(?:\d{4})?\b")
_BYLINE = re.compile(r"(?:by|von|par|por|di)\s", re.IGNORECASE)
# An item of a list that the text goes through: `1. The old ferry`.
_ITEM = re.compile(r"\d{1,2}[.)]\s")
_RANKS = {"h1": 5, "h2": 4, "h3": 3, "h4": 2, "h5": 1}
# Shares of right headlines among those found this way, on four sources.
_SURE_TITLED, _SURE_HEADING = 0.95, 0.95
TITLED, ABOVE = "line that the title holds", "line above the text"


class _Line(NamedTuple):
    """A line that may be the headline; `rank` orders those that no title holds."""

    text: str
    block: int
    is_titled: bool
    rank: int


def headline_above(
    page: Page, body: Sequence[int], found: Finding[str], *, taken: frozenset[int]
) -> Finding[str] | None:
    """Return a better headline than the weak one that was found, or `None`.

    A line that a head title holds is one wherever it stands above the text; a heading, a bold line or one named as a
    title only where what was found is no print of a headline: a label, a title's text, or nothing.
    """
    if found.evidence.confidence > _WEAK or found.evidence.source == BELOW_CRUMB:
        return None
    start = _first_paragraph(page, body)
    if start is None:
        return None
    raw = raw_titles(page)
    names = gather_names(page, raw)
    titles = head_titles(raw, names)
    if found.value and found.blocks and _is_confirmed(titles, found.value):
        return None
    best = _best(page, list(_lines(page, start, titles, names, taken)), found, body=[n for n in body if n >= start])
    if best is None or key(best.text) == key(found.value or ""):
        return None
    given = [(found.evidence.source, found.value or ""), *((head.source, head.value) for head in titles)]
    source, sure = (TITLED, _SURE_TITLED) if best.is_titled else (ABOVE, _SURE_HEADING)
    value = trim(best.text, titles)
    others = rejected(value, [pair for pair in given if pair[1]])
    evidence = Evidence(source, sure, best.text, "it stands right above the text", others)
    return Finding(value, evidence, printing_blocks(page, value, first=best.block, taken=taken))


def _best(page: Page, lines: Sequence[_Line], found: Finding[str], *, body: Sequence[int]) -> _Line | None:
    """Return the line that a title holds, else the one set off most that the text tells of, if it is to replace."""
    shown = found.value if found.value and found.blocks else ""
    titled = [line for line in lines if line.is_titled and not _is_within(line.text, shown)]
    if titled:
        return max(titled, key=lambda line: len(key(line.text)))
    told = "\n".join(page.blocks[number].text for number in body[:_FIRST_BLOCKS]).casefold()
    if found.value:
        lines = [line for line in lines if _share_told(line.text, told) >= _LEAST_TOLD]
    if not lines:
        return None
    best = max(lines, key=lambda line: line.rank)
    least = max(_LEAST_TOLD, _share_told(best.text, told))
    return best if _is_replaced(found, body[0], told, least=least) else None


def _first_paragraph(page: Page, body: Sequence[int]) -> int | None:
    """Return the number of the first block of the body that is a paragraph."""
    for number in body:
        block = page.blocks[number]
        if breadth(block.text) >= _PARAGRAPH and block.link_chars * 3 <= len(block.text):
            return number
    return None


def _is_held(titles: Sequence[HeadTitle], text: str) -> bool:
    """Whether a title holds the text."""
    folded = key(text)
    return any(_holds(head, text, folded) for head in titles)


def _share_told(line: str, text: str) -> float:
    """Return the share of the line's longer words that the text tells of: those of a label are not found there."""
    words = [word[:_STEM] for word in _WORD.findall(line.casefold())]
    return sum(word in text for word in words) / len(words) if words else 0.0


def _is_replaced(found: Finding[str], start: int, told: str, *, least: float) -> bool:
    """Whether what was found is no headline of the text: nothing, what only the title element says, a label, a far one.

    The text tells of what its headline says; of a section's or a site's name it tells less (`least`).
    """
    if not found.value:
        return True
    if not found.blocks:
        return found.evidence.source == "title" and (_share_told(found.value, told) < least or _is_label(found.value))
    is_above = start - _REACH <= found.blocks[0] < start
    if is_above and (found.evidence.source == NAMED or not _is_label(found.value)):
        return False
    return found.blocks[0] > start or _share_told(found.value, told) < _LEAST_TOLD


def _is_confirmed(titles: Sequence[HeadTitle], text: str) -> bool:
    """Whether a title holds the text, or begins with the label that it is."""
    folded = key(text)
    return any(_holds(head, text, folded) or head.whole.startswith(folded) for head in titles)


def _is_within(text: str, found: str) -> bool:
    """Whether the text is a part of what was found, and that no path to it."""
    return key(text) in key(found) and _PATH_SIGNS.isdisjoint(found)


def _is_label(text: str) -> bool:
    """Whether a text is as short as the name of a section."""
    return len(text.split()) <= _LABEL_WORDS and breadth(text) <= _LABEL_BREADTH


def _lines(page: Page, start: int, titles: Sequence[HeadTitle], names: Names, taken: frozenset[int]) -> Iterator[_Line]:
    """Yield the lines above the first paragraph that may be the headline, from the page's top down."""
    near = page.blocks[max(0, start - _REACH) : start]
    passed = taken | home_links(page, near)
    for block in near:
        if block.number in passed or is_hidden(page, block.number) or is_in_path(page, block):
            continue
        parts = block.text.split("\n")
        for place, part in enumerate(parts):
            text = part.strip()
            folded = key(text)
            if not _SHORTEST <= breadth(text) <= _LONGEST or names.is_site(folded) or folded in names.sections:
                continue
            if _is_held(titles, text):
                yield _Line(text, block.number, is_titled=True, rank=0)
                continue
            is_first = place == 0 and (len(parts) == 1 or any(_DATE.search(rest) for rest in parts[1:]))
            is_last = place == len(parts) - 1 == 1 and _is_label(parts[0]) and not _BYLINE.match(parts[0])
            is_one = (is_first or is_last) and _reads_like_one(text)
            rank = _rank(page, block, is_alone=len(parts) == 1) if is_one else 0
            if rank:
                yield _Line(text, block.number, is_titled=False, rank=rank)


def _holds(head: HeadTitle, text: str, folded: str) -> bool:
    """Whether a title holds the line as a part of its own: at its beginning or end, and long enough to be no name."""
    if breadth(folded) < _SHORTEST or (not head.whole.startswith(folded) and not head.whole.endswith(folded)):
        return False
    return head.folded == folded or not _is_label(text)


def _reads_like_one(text: str) -> bool:
    """Whether a line has the words of a headline, and no date in it."""
    words = len(text.split())
    if words < _MIN_WORDS and (text.isascii() or breadth(text) < _LABEL_BREADTH):
        return False
    return ending(text) != SENTENCE and not _DATE.search(text) and not _ITEM.match(text)


def _rank(page: Page, block: Block, *, is_alone: bool) -> int:
    """Return how much a block is set off as a title: by its heading, its letters, its name or a date line below it."""
    if block.tag in HEADINGS:
        return _RANKS.get(block.tag, 1)
    if block.link_chars * 2 > len(block.text):
        return 0
    if block.bold_chars >= _BOLD * len(block.text) or not is_alone:
        return 2
    hint = page.elements[block.element].hint if page.elements else ""
    return 2 if _TITLE_HINT.search(hint) else 0
