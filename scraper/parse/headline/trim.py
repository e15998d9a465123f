"""A visible heading and the head titles in, the heading without kicker, date or deck out.

Nothing is cut that a head title keeps: what the page's own titles leave out is no part of the headline.
"""

from __future__ import annotations

import re

from scraper.parse.headline.evidence import is_behind_rubric
from scraper.parse.headline.head_titles import HeadTitle
from scraper.parse.texts import WEAK, Names, key, split

# Shorter words before the headline are an article or a number of its own.
_MIN_KICKER = 4
_MAX_KICKER = 48
_KICKER_WORDS = 3
_KICKER_ENDS = ":-–—|/·"
_OPENING_QUOTES = "\"'“„«‘「"
_MAIN_TITLE = 0.8
_MIN_KEPT = 12
_MIN_DECK_WORDS = 4
_DATE_HEAD = re.compile(r"\A\d{1,2}[./]\d{1,2}[./]\d{4}\s*[-–—|:]\s+(?=\w)")


def trim(text: str, titles: tuple[HeadTitle, ...]) -> str:
    """Return the heading without the kicker before it and the lines behind it that the titles leave out."""
    text = _DATE_HEAD.sub("", text, count=1)
    first, _, rest = text.partition("\n")
    if rest and _is_kicker_line(first, rest, titles):
        return rest
    folded = key(text)
    if any(head.folded == folded or head.whole.startswith(folded) for head in titles):
        return text
    main = [head for head in titles if head.weight >= _MAIN_TITLE]
    shorter = {head.folded for head in main if _MIN_KEPT <= len(head.folded) < len(folded)}
    for short in sorted(shorter):
        if folded.startswith(short) and all(head.folded.startswith(short) for head in main):
            return _without_tail(text, short)
        if folded.endswith(short) and not any(head.folded[:8] == folded[:8] for head in titles):
            return _without_kicker(text, short, sure=len(main) > 1 and len({head.folded for head in main}) == 1)
    return text


def without_site(text: str, titles: tuple[HeadTitle, ...], names: Names) -> str:
    """Return the heading as a title of weight prints it, where it has the site's name more, with a bar or without."""
    folded = key(text)
    for head in titles:
        if head.weight >= _MAIN_TITLE and _MIN_KEPT <= len(head.folded) < len(folded):
            if folded.startswith(head.folded) and names.is_site(folded[len(head.folded) :]):
                return head.value
            if folded.endswith(head.folded) and names.is_site(folded[: -len(head.folded)]):
                return head.value
    return text


def without_rubric(text: str, title: str) -> str:
    """Return the heading without the short rubric before it that the page's title leaves out.

    >>> without_rubric("Harbour Ferry back after two winters", "Ferry back after two winters > News | Gazette")
    'Ferry back after two winters'
    """
    folded = key(text)
    parts = split(title)
    for end in range(1, len(parts.keys)):
        front = "".join(parts.keys[:end])
        if parts.bars[end] >= WEAK and is_behind_rubric(folded, front):
            return text[_place_of_end(text, front) :]
    return text


def _is_kicker_line(first: str, rest: str, titles: tuple[HeadTitle, ...]) -> bool:
    """Whether a title has the heading's first line before a bar and its rest behind it, or nothing but the rest."""
    if not 0 < len(first) <= _MAX_KICKER or len(first) >= len(rest):
        return False
    pair = (key(first), key(rest))
    return any(
        head.folded == pair[1] or pair == (head.title.keys[0], head.folded.removeprefix(head.title.keys[0]))
        for head in titles
        if len(head.title.keys) > 1 or head.folded == pair[1]
    )


def _without_tail(text: str, short: str) -> str:
    """Return the text's start whose key is `short` if a line, a bracket or a sentence begins behind it."""
    for end in ("\n", " ("):
        head = text.partition(end)[0]
        if key(head) == short:
            return head
    words = text.split()
    for count in range(len(words) - _MIN_DECK_WORDS, 0, -1):
        head = " ".join(words[:count])
        if key(head) == short:
            return head if words[count][0].isupper() and words[count - 1][-1].isalnum() else text
    return text


def _without_kicker(text: str, short: str, *, sure: bool) -> str:
    """Return the text's end whose key is `short` if a bar, a line or few words stand before it.

    When all titles leave the kicker out (`sure`), any words before it are one.
    """
    place = _place_of_end(text, short)
    kicker = text[:place].rstrip()
    if not 0 < len(kicker) <= _MAX_KICKER or text[0] in _OPENING_QUOTES:
        return text
    if len(key(kicker)) < _MIN_KICKER:
        return text
    is_apart = sure or kicker[-1] in _KICKER_ENDS or "\n" in text[len(kicker) : place]
    return text[place:].lstrip(_KICKER_ENDS) if is_apart or len(kicker.split()) <= _KICKER_WORDS else text


def _place_of_end(text: str, short: str) -> int:
    """Return where the end of the text begins whose key is `short`, with the marks before its first letter."""
    left = len(short)
    place = len(text)
    while place and left > 0:
        place -= 1
        left -= len(key(text[place]))
    while place and not text[place - 1].isspace() and not key(text[place - 1]):
        place -= 1
    return place
