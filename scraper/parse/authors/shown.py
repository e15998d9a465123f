"""Page and outline in, the byline that readers see out.

Ladder, near the headline first and then behind the body: elements marked as author, links to an author's page, lines
that begin like a byline, the Korean reporter in the text itself, and last a bare name beside a date.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from scraper.model import Author, Block, Mark, Outline, Page
from scraper.parse.authors.bare import HEADINGS, LONGEST_BARE, from_bare_names, from_biography
from scraper.parse.authors.byline_tail import split_byline_tail
from scraper.parse.authors.declared import letters
from scraper.parse.authors.in_text import from_body_text, from_title_block
from scraper.parse.authors.korean import WRITER_LABELS, writer_in_cell
from scraper.parse.authors.names import OTHER_CREDIT_END, bare_people, is_desk_byline, leading_people, people
from scraper.parse.authors.places import (
    INTO_BODY,
    NOBODY,
    Place,
    Shown,
    Surroundings,
    head_ranges,
    is_named_elsewhere,
)
from scraper.parse.authors.shapes import is_full_name
from scraper.parse.texts import phrases, words

# How many blocks behind the body a byline may stand, and how long it may be.
AFTER_BODY = 14
BEFORE_END = 10
NAMED_BEHIND = 3
LONGEST_LINE = 160
LONGEST_LABEL = 20
# How many blocks into the body a line that says `by` may stand; further on it needs a label with a colon.
INTO_TEXT = 8
# An account of three letters stands in any text.
SHORTEST_IN_TEXT = 3
MOST_MARKS = 12
# How far behind the headline a line that says `by` is the article's whatever box it stands in.
VERY_NEAR = 6

_BLOCK = attrgetter("block")
_LONGEST_HINT = 120
_TOKENS = re.compile(r"[a-z]+")
_AUTHOR_TOKENS = words(
    "author authors authorname byline bylines bylinename reporter journalist writer contributor creator"
)
_OTHER_PARTS = words(
    "role position job description reviewer reviewed recirc preview thumbnail excerpt brand socials tooltip user"
)
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:es|en|in|i)?|auteurs?|autore|contributors?|writers?|journalists?|reporters?|columnists?"
    r"|staff|profiles?|by|redakteure?|redaktion|verfasser|team|users?|members?|skribenter"
    r"|forfatter)/[^/?#]",
    re.IGNORECASE,
)
_LABELS = frozenset(
    phrases(
        """
        author | authors | by | article by | words by | story by | post by | published by | about the author |
        about author | written by | posted by | von | autor | autorin | par
        | por | auteur | über den autor | 작성자 | 기자
        """
    )
)


def shown_bylines(page: Page, outline: Outline) -> Iterator[Shown]:
    """The visible bylines, one of each rung that finds one, the surest first."""
    return (shown for shown in _rungs(page, outline) if shown.authors)


def blocks_naming(page: Page, outline: Outline, authors: tuple[Author, ...]) -> tuple[int, ...]:
    """Return the short blocks that show one of the names: by the headline, bylines in the body, behind the body."""
    names = tuple(name for author in authors for name in (author.name, author.name.upper()))
    body = frozenset(outline.body)
    ranges = list(head_ranges(page, outline))
    if outline.body:
        ranges.append((outline.body[0], outline.body[-1] + NAMED_BEHIND))
    found = (pair for first, last in ranges for pair in _lines_with(page.blocks[first : last + 1], names))
    numbers = {
        block.number
        for block, name in found
        if block.number not in body or (len(name) > SHORTEST_IN_TEXT and _is_whole_byline(block.text, name))
    }
    return tuple(sorted(numbers - {outline.headline}))


def _lines_with(blocks: tuple[Block, ...], names: tuple[str, ...]) -> Iterator[tuple[Block, str]]:
    """The lines that hold one of the names, with it."""
    for block in blocks:
        text = block.text
        if len(text) <= LONGEST_LINE:
            for name in names:
                if name in text:
                    yield block, name


def desk_lines(page: Page, outline: Outline) -> tuple[int, ...]:
    """Return the lines by the headline that are a byline but name no person: `Von der Redaktion`."""
    around = Surroundings(page, outline)
    numbers = set()
    for first, last in head_ranges(page, outline):
        for mark in page.marks:
            is_near = mark.kind == "author" and first <= mark.block <= last and mark.block != outline.headline
            if is_near and mark.text and _is_article_mark(page, mark, around):
                size = len(page.blocks[mark.block].text)
                if size <= min(LONGEST_BARE, len(mark.text) + LONGEST_LABEL):
                    numbers.add(mark.block)
        for block in page.blocks[first : last + 1]:
            if len(block.text) <= LONGEST_BARE and is_desk_byline(block.text):
                numbers.add(block.number)
    return tuple(sorted(numbers))


def _is_whole_byline(text: str, name: str) -> bool:
    """Tell a byline inside the body from a sentence that names its writer."""
    if len(text) <= len(name) + LONGEST_LABEL or leading_people(text):
        return True
    return not split_byline_tail(text)[0]


def _rungs(page: Page, outline: Outline) -> Iterator[Shown]:
    around = Surroundings(page, outline)
    marks = [mark for mark in page.marks if mark.kind == "author" and mark.text]
    head = [Place(first, last) for first, last in head_ranges(page, outline)]
    for place in head:
        yield _from_marks(page, _marks_in(marks, place, outline), around)
    for place in head:
        yield _from_links(page, place, around)
        yield _from_lines(page, outline, place, around)
    yield from_title_block(page, outline)
    yield from_body_text(page, outline)
    body = outline.body
    if body:
        # What the body's model takes for more text may stand behind the byline.
        start = max(body[0], body[-1] - BEFORE_END) if len(body) > 1 else body[-1]
        tail = Place(start, min(len(page.blocks) - 1, body[-1] + AFTER_BODY))
        yield _from_marks(page, _marks_in(marks, tail, outline), around)
        yield _from_links(page, tail, around)
        yield _from_lines(page, outline, tail, around)
        yield _from_inner_lines(page, outline, around)
    yield from_bare_names(page, outline, around)
    yield from_biography(page, outline, around)
    yield _from_only_mark(page, marks, outline, around)


def _marks_in(marks: list[Mark], place: Place, outline: Outline) -> list[Mark]:
    return [mark for mark in marks if place.first <= mark.block <= place.last and mark.block != outline.headline]


def _from_marks(page: Page, marks: list[Mark], around: Surroundings) -> Shown:
    found: dict[str, Author] = {}
    blocks: list[int] = []
    for mark in marks:
        if not _is_article_mark(page, mark, around):
            continue
        spelled = letters(mark.text)
        if any(name in spelled for name in found):
            blocks.append(mark.block)
            continue
        named = () if _is_other_credit(page, mark.block, mark.text) else people(_first_line(mark.text))
        for author in named:
            # Behind a full name, single words are its role, its paper or a button.
            if not found or " " in author.name or not any(" " in known.name for known in found.values()):
                found.setdefault(letters(author.name), author)
        if named:
            blocks.append(mark.block)
    return Shown(tuple(found.values()), tuple(sorted(set(blocks))), "mark")


def _from_only_mark(page: Page, marks: list[Mark], outline: Outline, around: Surroundings) -> Shown:
    """Return the only people whom marks behind the headline name, however far behind it."""
    start = outline.headline if outline.headline is not None else next(iter(outline.body), len(page.blocks))
    behind = [mark for mark in marks if mark.block > start]
    if len(behind) > MOST_MARKS:
        return NOBODY
    shown = _from_marks(page, behind, around)
    return shown if len(shown.authors) == 1 else NOBODY


def _is_article_mark(page: Page, mark: Mark, around: Surroundings) -> bool:
    if mark.block >= len(page.blocks) or is_named_elsewhere(mark.hint) or not _names_author(mark.hint):
        return False
    return not around.is_elsewhere(page.blocks[mark.block])


def _names_author(hint: str) -> bool:
    """Tell an author's name from other parts of an author's box, and from names that only hold such a syllable.

    >>> [_names_author(hint) for hint in ("author-name", "author-role", "url fn n", "bt by r s")]
    [True, False, True, False]
    """
    tokens = _TOKENS.findall(hint)
    if len(hint) > _LONGEST_HINT or not _OTHER_PARTS.isdisjoint(tokens):
        return False
    is_strong = not tokens or not _AUTHOR_TOKENS.isdisjoint(tokens)
    return is_strong or (len(tokens) <= 4 and all(len(part) > 1 or part == "n" for part in tokens))


def _is_other_credit(page: Page, number: int, name: str) -> bool:
    """Tell whether the words right before the name say that it is an editor's, a photographer's or a translator's."""
    before, found, _ = page.blocks[number].text.partition(name)
    if not (found and before.strip()) and number:
        before = page.blocks[number - 1].text
    return len(before) < 200 and bool(OTHER_CREDIT_END.search(before))


def _first_line(text: str) -> str:
    """Return the line with the name: biographies and dates come in the lines behind it, a label in the one before."""
    first, _, rest = text.partition("\n")
    if rest and _is_label(first):
        return rest.partition("\n")[0]
    return text if len(text) <= LONGEST_LINE and len(text.split("\n")) <= 3 else first


def _is_label(text: str) -> bool:
    label = text.rstrip(": ").casefold()
    return label in _LABELS or label in WRITER_LABELS


def _from_links(page: Page, place: Place, around: Surroundings) -> Shown:
    found: dict[str, Author] = {}
    blocks: list[int] = []
    links = page.links
    for index in range(bisect_left(links, place.first, key=_BLOCK), bisect_right(links, place.last, key=_BLOCK)):
        link = links[index]
        if not 2 < len(link.text) < 80:
            continue
        if "author" not in link.rel and not _PROFILE.search(link.href):
            continue
        if link.block < len(page.blocks) and not around.is_elsewhere(page.blocks[link.block]):
            named = () if _is_other_credit(page, link.block, link.text) else bare_people(link.text)
            for author in named:
                found.setdefault(letters(author.name), author)
            if named:
                blocks.append(link.block)
    return Shown(tuple(found.values()), tuple(sorted(set(blocks))), "link")


def _from_lines(page: Page, outline: Outline, place: Place, around: Surroundings) -> Shown:
    blocks = page.blocks
    inner = frozenset(outline.body[INTO_BODY + 1 : -1])
    end = outline.body[-1] - BEFORE_END if outline.body else 0
    for number in range(place.first, place.last + 1):
        block = blocks[number]
        # A biography behind the byline may have been taken for text.
        is_inner = number in inner and (number < end or len(block.text) > LONGEST_BARE)
        if len(block.text) > LONGEST_LINE or number == outline.headline or is_inner or block.tag == "pre":
            continue
        if len(block.text) <= LONGEST_LABEL and _is_label(block.text) and number + 1 < len(blocks):
            below = [near.text for near in blocks[number + 1 : number + 3]]
            named = next(filter(None, (writer_in_cell(text) or bare_people(text) for text in below)), ())
        else:
            named = leading_people(block.text)
        if named and not (around.is_other(block) if _is_right_below(number, outline) else around.is_elsewhere(block)):
            return Shown(named, (number,), "line")
    return NOBODY


def _from_inner_lines(page: Page, outline: Outline, around: Surroundings) -> Shown:
    """Return who signs in a line that was taken for text: `Author: Ann Lee, head of the harbour office`."""
    first, last = outline.body[0], outline.body[-1]
    for block in page.blocks[first:last]:
        is_labelled = ":" in block.text[:LONGEST_LABEL]
        is_near = is_labelled or block.number < first + INTO_TEXT
        if len(block.text) <= LONGEST_BARE and is_near and block.tag not in {*HEADINGS, "pre"}:
            named = () if is_labelled and _is_in_sheet(page, block.number) else leading_people(block.text)
            if named and all(is_full_name(author.name) for author in named) and not around.is_elsewhere(block):
                return Shown(named, (block.number,), "line")
    return NOBODY


def _is_in_sheet(page: Page, number: int) -> bool:
    """Tell whether a labelled line has others beside it: the author is a book's then, and its publisher follows."""
    near = (page.blocks[at].text for at in (number - 1, number + 1) if 0 <= at < len(page.blocks))
    return any(":" in text[: 2 * LONGEST_LABEL] and len(text) <= LONGEST_BARE for text in near)


def _is_right_below(number: int, outline: Outline) -> bool:
    return outline.headline is not None and outline.headline < number <= outline.headline + VERY_NEAR
