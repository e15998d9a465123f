"""Page and outline in, the byline that readers see out.

Ladder, near the headline first and then behind the body: elements marked as author, links to an author's page, lines
that begin like a byline, the Korean reporter in the text itself, and last a bare name beside a date.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from scraper.model import Author, Mark, Outline, Page
from scraper.parse.author_korean import korean_reporters
from scraper.parse.author_names import OTHER_CREDIT_END, bare_people, is_desk_byline, leading_people, people
from scraper.parse.author_sources import letters
from scraper.parse.byline_places import Place, find_trunk, head_ranges, is_elsewhere, is_named_elsewhere
from scraper.parse.dateline import split_byline_tail, split_dateline
from scraper.parse.word_lists import phrases, words

# How many blocks behind the body a byline may stand, and how long it may be.
AFTER_BODY = 14
NAMED_BEHIND = 3
LONGEST_LINE = 160
LONGEST_BARE = 80
LONGEST_LABEL = 20

_BLOCK = attrgetter("block")
_REPORTER_SIGNS = ("기자", "특파원", "위원", "리포터", "글", "@", "부장")
_HEADINGS = words("h1 h2 h3 h4 button")
_LONGEST_HINT = 120
_TOKENS = re.compile(r"[a-z]+")
_AUTHOR_TOKENS = words(
    "author authors authorname byline bylines bylinename reporter journalist writer contributor creator"
)
_OTHER_PARTS = words(
    "role position job description reviewer reviewed recirc preview thumbnail excerpt brand socials tooltip user"
)
_HANGUL = re.compile("[가-힣]")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d[./]\d|\bmin\b|\bhace \d|\bvor \d|\d+ \w+ ago\b")
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:es|en|in|i)?|auteurs?|autore|contributors?|writers?|journalists?|reporters?|columnists?"
    r"|staff|people|persons?|profiles?|by|redakteure?|redaktion|verfasser|team|users?|members?|skribenter"
    r"|forfatter)/[^/?#]",
    re.IGNORECASE,
)
_LABELS = frozenset(
    phrases(
        """
        author | authors | by | about the author | about author | written by | posted by | von | autor | autorin | par
        | por | auteur | über den autor | 작성자 | 기자
        """
    )
)


class Shown(NamedTuple):
    """The people a visible byline names, the blocks it stands in, and the rung that found it."""

    authors: tuple[Author, ...]
    blocks: tuple[int, ...]
    rung: str


_NONE = Shown((), (), "none")


def shown_bylines(page: Page, outline: Outline) -> Shown:
    """Return the visible byline; none when nothing near the article looks like one."""
    return next((shown for shown in _rungs(page, outline) if shown.authors), _NONE)


def blocks_naming(page: Page, outline: Outline, authors: tuple[Author, ...]) -> tuple[int, ...]:
    """Return the short blocks that show one of the names: by the headline, bylines in the body, behind the body."""
    names = tuple(name for author in authors for name in (author.name, author.name.upper()))
    body = frozenset(outline.body)
    ranges = list(head_ranges(page, outline))
    if outline.body:
        ranges.append((outline.body[0], outline.body[-1] + NAMED_BEHIND))
    numbers: set[int] = set()
    for first, last in ranges:
        for number, text, *_ in page.blocks[first : last + 1]:
            if len(text) > LONGEST_LINE or number == outline.headline:
                continue
            for name in names:
                if name in text and (number not in body or _is_whole_byline(text, name)):
                    numbers.add(number)
    return tuple(sorted(numbers))


def desk_lines(page: Page, outline: Outline) -> tuple[int, ...]:
    """Return the lines by the headline that are a byline but name no person: `Von der Redaktion`."""
    trunk = find_trunk(page, outline)
    numbers = set()
    for first, last in head_ranges(page, outline):
        for mark in page.marks:
            is_near = mark.kind == "author" and first <= mark.block <= last and mark.block != outline.headline
            if is_near and mark.text and _is_article_mark(page, mark, trunk):
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
    trunk = find_trunk(page, outline)
    marks = [mark for mark in page.marks if mark.kind == "author" and mark.text]
    head = [Place(first, last, trunk) for first, last in head_ranges(page, outline)]
    for place in head:
        yield _from_marks(page, marks, place, headline=outline.headline)
    for place in head:
        yield _from_links(page, place)
        yield _from_lines(page, outline, place)
    yield _from_body_text(page, outline)
    body = outline.body
    if body:
        tail = Place(body[-1], min(len(page.blocks) - 1, body[-1] + AFTER_BODY), trunk)
        yield _from_marks(page, marks, tail, headline=outline.headline)
        yield _from_links(page, tail)
        yield _from_lines(page, outline, tail)
    yield _from_bare_names(page, outline, trunk)


def _from_marks(page: Page, marks: list[Mark], place: Place, *, headline: int | None) -> Shown:
    found: dict[str, Author] = {}
    blocks: list[int] = []
    for mark in marks:
        if not place.first <= mark.block <= place.last or mark.block == headline:
            continue
        if not _is_article_mark(page, mark, place.trunk):
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


def _is_article_mark(page: Page, mark: Mark, trunk: frozenset[int]) -> bool:
    if mark.block >= len(page.blocks) or is_named_elsewhere(mark.hint) or not _names_author(mark.hint):
        return False
    return not is_elsewhere(page, page.blocks[mark.block], trunk)


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
    return text.rstrip(": ").casefold() in _LABELS


def _from_links(page: Page, place: Place) -> Shown:
    found: dict[str, Author] = {}
    blocks: list[int] = []
    links = page.links
    for index in range(bisect_left(links, place.first, key=_BLOCK), bisect_right(links, place.last, key=_BLOCK)):
        link = links[index]
        if not 2 < len(link.text) < 80:
            continue
        if "author" not in link.rel and not _PROFILE.search(link.href):
            continue
        if link.block < len(page.blocks) and not is_elsewhere(page, page.blocks[link.block], place.trunk):
            named = () if _is_other_credit(page, link.block, link.text) else bare_people(link.text)
            for author in named:
                found.setdefault(letters(author.name), author)
            if named:
                blocks.append(link.block)
    return Shown(tuple(found.values()), tuple(sorted(set(blocks))), "link")


def _from_lines(page: Page, outline: Outline, place: Place) -> Shown:
    blocks = page.blocks
    for number in range(place.first, place.last + 1):
        block = blocks[number]
        if len(block.text) > LONGEST_LINE or number == outline.headline:
            continue
        if len(block.text) <= LONGEST_LABEL and _is_label(block.text) and number + 1 < len(blocks):
            named = bare_people(blocks[number + 1].text)
        else:
            named = leading_people(block.text)
        if named and not is_elsewhere(page, block, place.trunk):
            return Shown(named, (number,), "line")
    return _NONE


def _from_body_text(page: Page, outline: Outline) -> Shown:
    """Find the reporter in the dateline of the body's first block or glued to the end of its last ones."""
    body = outline.body
    if not body:
        return _NONE
    author = split_dateline(page.blocks[body[0]].text).author
    if author:
        named = korean_reporters(author)
        if named:
            return Shown(named, (), "text")
    if not _HANGUL.search(page.blocks[body[0]].text):
        return _NONE
    for number in range(min(body[-1] + 2, len(page.blocks) - 1), body[0], -1):
        text = page.blocks[number].text
        is_last = number >= body[-min(3, len(body))]
        if (is_last or len(text) <= LONGEST_BARE) and any(sign in text[-LONGEST_BARE:] for sign in _REPORTER_SIGNS):
            rest, tail = split_byline_tail(text)
            named = korean_reporters(tail) if tail and (is_last or not rest) else ()
            if named:
                return Shown(named, () if rest else (number,), "text")
    return _NONE


def _from_bare_names(page: Page, outline: Outline, trunk: frozenset[int]) -> Shown:
    """Find a line of nothing but names and dates right by the headline; links are sections and tags."""
    headline = outline.headline
    if headline is None:
        return _NONE
    end = min(len(page.blocks), headline + 7, (outline.body or (headline + 7,))[0] + 1)
    for number in range(max(0, headline - 2), end):
        block = page.blocks[number]
        if number == headline or len(block.text) > LONGEST_BARE or block.link_chars or block.tag in _HEADINGS:
            continue
        if _is_dated(page, number, is_behind=number > headline) or number + 1 in outline.body[:1]:
            named = bare_people(block.text)
            if named and not is_elsewhere(page, block, trunk):
                return Shown(named, (number,), "bare")
    for number in (*outline.body[:1], *outline.body[-1:]):
        named = bare_people(page.blocks[number].text) if len(page.blocks[number].text) <= LONGEST_BARE else ()
        if named:
            return Shown(named, (number,), "bare")
    return _NONE


def _is_dated(page: Page, number: int, *, is_behind: bool) -> bool:
    """Tell whether the line, or behind the headline one of its neighbours, shows a date or a reading time."""
    near = page.blocks[max(0, number - 1) : number + 2] if is_behind else page.blocks[number : number + 1]
    return any(len(block.text) <= LONGEST_LINE and _DATED.search(block.text) for block in near)
