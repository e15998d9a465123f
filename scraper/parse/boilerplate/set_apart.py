"""Page and chosen body in, the blocks of it that are set apart as something else out, with kind and reason.

However much they read like text: what asks for consent to cookies, slides of other stories within the text, what the
site earns by its links, and the platform's statement below the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scraper.model import Page, Role
from scraper.page.markup import HEADINGS
from scraper.parse.boilerplate.asking import CONSENT, find_asking
from scraper.parse.boilerplate.kinds import Kind
from scraper.parse.boilerplate.words import (
    CONSENT_SIGNS,
    CONSENT_TOKENS,
    EARNINGS_SIGNS,
    EARNINGS_STEMS,
    SLIDE_TOKENS,
    STATEMENT_PROOF,
    STATEMENT_SIGNS,
)

_TOKENS = re.compile(r"[a-z]+")
_COUNTER = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})\b")
_FEWEST_SLIDES = 3
# A statement stands among the last of the text, and is not most of it.
_REACH = 6
_LONGEST_STATEMENT = 1_200
# A longer text on commissions is about them.
_LONGEST_NOTICE = 450
_CONSENT: Kind = (Role.FOOTER, "asks for consent in an element named so")
_SLIDES: Kind = (Role.RELATED, "slides within the text")
_STATEMENT: Kind = (Role.FOOTER, "a statement of the platform below the text")
_LEGAL: Kind = (Role.FOOTER, "whose the texts of the site are, below the text")
_EARNINGS: Kind = (Role.FOOTER, "says what the site earns by its links")
# Kinds that may be more than half of what was chosen.
_CERTAIN = frozenset({_CONSENT, CONSENT, _LEGAL})


def set_apart(page: Page, body: Sequence[int]) -> dict[int, Kind]:
    """Return those of the body's blocks that are something else: all of them where what was chosen asks for consent.

    The other kinds are less than half of a text, but for a statement that says whose the site's texts are.
    """
    if not page.elements or not body:
        return {}
    found: dict[int, Kind] = {}
    groups = ((_counted(page, body), _SLIDES), (_earnings(page, body), _EARNINGS), _statements(page, body))
    for numbers, kind in (*_named(page, body), *groups, *find_asking(page, body)):
        if not numbers:
            continue
        left = [number for number in body if number not in numbers and number not in found]
        if kind in _CERTAIN or _letters(page, numbers) < _letters(page, left):
            found |= dict.fromkeys(numbers, kind)
    return found


def _letters(page: Page, numbers: Sequence[int]) -> int:
    return sum(len(page.blocks[number].text) for number in numbers)


def _named(page: Page, body: Sequence[int]) -> Iterator[tuple[list[int], Kind]]:
    """Yield the blocks in elements that are named for consent, if their text asks for it, and for slides."""
    consent, slides = [], []
    blocks = page.blocks
    trunk = _around(page, blocks[_longest(page, body)].element)
    headed = next((_around(page, block[3]) for block in blocks if block[2] == "h1"), frozenset())
    # What is around the h1 says nothing at all.
    seen = dict.fromkeys(headed, "") | {-1: ""}
    for number in body:
        name = _name(page, blocks[number][3], seen, trunk)
        if name == "consent":
            consent.append(number)
        elif name == "slides":
            slides.append(number)
    if consent and _asks(" ".join(blocks[number].text for number in consent)):
        # Its headings and buttons are no text either.
        yield (
            [block.number for block in blocks if _name(page, block.element, seen, trunk) == "consent"],
            _CONSENT,
        )
    if len(slides) >= _FEWEST_SLIDES:
        yield _with_heading(page, body, slides), _SLIDES


def _longest(page: Page, body: Sequence[int]) -> int:
    return max(body, key=lambda number: len(page.blocks[number].text))


def _around(page: Page, number: int) -> frozenset[int]:
    """Return the elements around one."""
    found = []
    while number >= 0:
        found.append(number)
        number = page.elements[number].parent
    return frozenset(found)


def _name(page: Page, number: int, seen: dict[int, str], trunk: frozenset[int]) -> str:
    """Return what an element or one around it is named for: consent, slides or nothing.

    `seen` is what is known of elements, -1 among them. `trunk` are those around the text, which say nothing of slides.
    """
    path = []
    while number not in seen:
        path.append(number)
        element = page.elements[number]
        hint = element.hint
        tokens = _TOKENS.findall(hint) if hint else ()
        if not CONSENT_TOKENS.isdisjoint(tokens):
            seen[number] = "consent"
        elif number not in trunk and not SLIDE_TOKENS.isdisjoint(tokens):
            seen[number] = "slides"
        else:
            number = element.parent
    name = seen[number]
    seen.update(dict.fromkeys(path, name))
    return name


def _asks(text: str) -> bool:
    """Whether a text speaks of cookies or data and of agreeing to them."""
    text = text.casefold()
    return all(any(word in text for word in words) for words in CONSENT_SIGNS)


def _counted(page: Page, body: Sequence[int]) -> list[int]:
    """Return the blocks of slides that count themselves, `2/6 A title`, with what stands between them."""
    counted: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number in body:
        match = _COUNTER.match(page.blocks[number].text)
        # A third of a cup counts nothing.
        if match and last.get(match[2], 0) < int(match[1]) <= int(match[2]):
            last[match[2]] = int(match[1])
            counted.setdefault(match[2], []).append(number)
    slides = max(counted.values(), key=len, default=[])
    if len(slides) < _FEWEST_SLIDES:
        return []
    around = frozenset.intersection(*(_around(page, page.blocks[number].element) for number in slides))
    inner = max(around, default=-1)
    inside = [number for number in body if slides[0] <= number and inner in _around(page, page.blocks[number].element)]
    return _with_heading(page, body, inside)


def _with_heading(page: Page, body: Sequence[int], slides: list[int]) -> list[int]:
    """Return the slides with the heading above them."""
    place = body.index(slides[0])
    is_headed = place > 0 and page.blocks[body[place - 1]].tag in HEADINGS
    return [body[place - 1], *slides] if is_headed else slides


def _earnings(page: Page, body: Sequence[int]) -> list[int]:
    """Return the notices of what the site earns."""
    texts = [page.blocks[number].text for number in body]
    whole = "\n".join(texts)
    if not any(stem in whole for stem in EARNINGS_STEMS):
        return []
    return [
        number
        for number, text in zip(body, texts, strict=True)
        if len(text) <= _LONGEST_NOTICE and EARNINGS_SIGNS.match(text)
    ]


def _statements(page: Page, body: Sequence[int]) -> tuple[list[int], Kind]:
    """Return the last blocks that are the platform's statement: from the first of them that begins like one."""
    for place in range(max(1, len(body) - _REACH), len(body)):
        text = page.blocks[body[place]].text
        # What does not open the text is Chinese.
        find = STATEMENT_SIGNS.match if text.isascii() else STATEMENT_SIGNS.search
        if len(text) <= _LONGEST_STATEMENT and find(text):
            numbers = list(body[place:])
            is_legal = any(STATEMENT_PROOF.search(page.blocks[number].text) for number in numbers)
            return numbers, _LEGAL if is_legal else _STATEMENT
    return [], _STATEMENT
