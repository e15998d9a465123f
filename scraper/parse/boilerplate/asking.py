"""Page and chosen body in, the blocks of it that ask the reader for something, or are readers' words, out.

Where no element is named for what it is, the text tells: who asks for consent to cookies, for money, an address or to
be followed speaks of `us` and `our`; readers' comments stand behind a heading and between buttons to reply.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scraper.model import Page, Role
from scraper.page.markup import HEADINGS
from scraper.parse.boilerplate.asking_words import ASKS, CONSENT_GIVEN, CONSENT_TITLES, CONSENT_TO, FOLLOWS, STEMS
from scraper.parse.boilerplate.kinds import Kind, button_kind

CONSENT: Kind = (Role.FOOTER, "asks for consent")
_ASKS: Kind = (Role.SUBSCRIPTION, "asks the reader for support or an address")
_COMMENTS: Kind = (Role.COMMENTS, "behind a heading of comments, with buttons to reply")
_LONGEST_ASK = 300
# So many blocks from the end an invitation to follow is no part of a text.
_AT_THE_END = 4
_SHORTEST_CONSENT = 60
# What is around texts that ask for consent is of them if they are this share of it.
_CONSENT_SHARE = 0.5
_REPLIES = 2


def find_asking(page: Page, body: Sequence[int]) -> Iterator[tuple[list[int], Kind]]:
    """Yield the blocks of each kind; none is looked for without a sign of it in the text. Linear in the page."""
    text = "\n".join([page.blocks[number].text for number in body]).casefold()
    if _has_one(text, CONSENT_TO):
        yield _consent(page, body), CONSENT
    if _has_one(text, STEMS):
        yield _asks(page, body), _ASKS
    yield _comments(page, body), _COMMENTS


def _consent(page: Page, body: Sequence[int]) -> list[int]:
    """Return the blocks in boxes of text that asks for consent; a page that speaks of that by its title has none."""
    seeds = {number for number in body if _asks_for_consent(page.blocks[number].text)}
    if not seeds or _has_one(page.signals.title.casefold(), CONSENT_TITLES):
        return []
    headed = {-1}.union(*(_around(page, block.number) for block in page.blocks if block.tag == "h1"))
    held: dict[int, list[int]] = {}
    for number in body:
        # The innermost element is the paragraph's own.
        for element in _around(page, number)[1:]:
            if element not in headed:
                held.setdefault(element, []).append(number)
    found: set[int] = set()
    for numbers in held.values():
        if _letters(page, seeds.intersection(numbers)) >= _CONSENT_SHARE * _letters(page, numbers):
            found.update(numbers)
    return sorted(found)


def _asks_for_consent(text: str) -> bool:
    if len(text) < _SHORTEST_CONSENT:
        return False
    text = text.casefold()
    return _has_one(text, CONSENT_TO) and _has_one(text, CONSENT_GIVEN)


def _has_one(text: str, signs: Collection[str]) -> bool:
    """Whether a text in lower case has one of the signs."""
    for sign in signs:  # noqa: SIM110 -- a generator takes three times as long
        if sign in text:
            return True
    return False


def _asks(page: Page, body: Sequence[int]) -> list[int]:
    """Return the blocks that ask for support or an address, at the end also those to follow, with their headings."""
    found: list[int] = []
    for place, number in enumerate(body):
        text = page.blocks[number].text
        if len(text) > _LONGEST_ASK or page.blocks[number].tag in HEADINGS or not _has_one(text.casefold(), STEMS):
            continue
        if ASKS.search(text) or (place >= len(body) - _AT_THE_END and FOLLOWS.search(text)):
            above = body[place - 1] if place else number
            if page.blocks[above].tag in HEADINGS and _parent(page, above) == _parent(page, number) and place > 1:
                below = body[place + 1] if place + 1 < len(body) else None
                # A heading of more than this is the text's.
                if below is None or _parent(page, below) != _parent(page, number):
                    found.append(above)
            found.append(number)
    return found


def _comments(page: Page, body: Sequence[int]) -> list[int]:
    """Return the blocks behind a heading of comments that have several buttons to reply or a form behind it."""
    if not body:
        return []
    said = [block for block in page.blocks[body[0] + 1 :] if _is_of_comments(block.text)]
    # The last such heading: `Discussion` may be a chapter of the text.
    headings = [block.number for block in said[:-_REPLIES] if block.tag in HEADINGS]
    if not headings:
        return []
    heading = headings[-1]
    return [number for number in body if number > heading]


def _is_of_comments(text: str) -> bool:
    kind = button_kind(text)
    return kind is not None and kind[0] is Role.COMMENTS


def _around(page: Page, number: int) -> list[int]:
    """Return the elements around a block."""
    found, element = [], page.blocks[number].element
    while element >= 0:
        found.append(element)
        element = page.elements[element].parent
    return found


def _parent(page: Page, number: int) -> int:
    return page.elements[page.blocks[number].element].parent


def _letters(page: Page, numbers: Sequence[int] | set[int]) -> int:
    return sum([len(page.blocks[number].text) for number in numbers])
