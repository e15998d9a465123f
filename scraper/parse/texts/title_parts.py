"""A title as a head tag gives it in, its parts and the headline without the site's and section's names out.

What is a name is decided by the page itself (`Names`), never by a list of sites.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.parse.texts.likeness import key

# How much a bar says that a name follows or stands before it: a strong one hardly ever stands inside a headline, a weak
# one does, and a slight one nearly always does.
STRONG, WEAK, SLIGHT = 3, 2, 1
_MARK = re.compile(r"[|│｜ㅣ¦<>«»‹›:·•∙/~@,_・—–―-]+")
_STRONG_MARKS = frozenset("|│｜ㅣ¦")
_ANGLES = frozenset("<>«»‹›")
_OPEN_MARKS = frozenset("・—")
_SLIGHT_MARKS = frozenset(":,")
_DATE_PART = re.compile(r"[\d\s./:-]{4,24}|\d{1,2}\.? \w+ \d{4}")
# A site's address in place of its name.
_DOMAIN = re.compile(
    r"(?:www\.)?[A-Za-z0-9-]{2,40}(?:\.co)?\.(?:com|org|net|info|biz|news|tv|edu|gov|eu|at|au|be|br|ca|ch|cn|cz|de|dk|es|fi|fr"
    r"|gr|hu|ie|in|it|jp|kr|nl|no|nz|pl|pt|ro|ru|se|sk|tr|tw|ua|uk|us|za)"
)
_MAX_PARTS = 12
_MAX_NAME = 60
_MIN_HOST_WITHIN = 5
# The share of a part that the host's name must be, by the bar before the part.
_LEAST_HOST = (1.0, 0.4, 0.2, 0.0)


class Names(NamedTuple):
    """What the page calls itself: `sites` and `sections` are keys of names, `hosts` the host's labels as keys."""

    sites: frozenset[str]
    sections: frozenset[str]
    hosts: tuple[str, ...] = ()

    def is_site(self, folded: str) -> bool:
        """Whether a key is exactly a name of the site or its host."""
        return folded in self.sites or folded in self.hosts


class Title(NamedTuple):
    """A title in its parts: their places in `text`, their keys, and the strength of the bar before each."""

    text: str
    places: tuple[tuple[int, int], ...]
    keys: tuple[str, ...]
    bars: tuple[int, ...]

    def span(self, first: int, last: int) -> str:
        """Return the text from part `first` up to, not including, part `last`."""
        return self.text[self.places[first][0] : self.places[last - 1][1]].strip()


def split(text: str) -> Title:
    """Return the title's parts between bars.

    >>> title = split("Ferry back: what now? - News | Harbour Gazette")
    >>> title.keys, title.bars
    (('ferryback', 'whatnow', 'news', 'harbourgazette'), (0, 1, 2, 3))
    >>> split("News>Harbour>Press > Detail").keys
    ('news', 'harbour', 'press', 'detail')
    """
    places, keys, bars = [], [], []
    start, strength = 0, 0
    is_path = text.count(">") > 1 and "<" not in text
    for mark in _MARK.finditer(text):
        bar = STRONG if is_path and text[mark.start()] == ">" else _strength(text, mark.start(), mark.end())
        if not bar:
            continue
        folded = key(text[start : mark.start()])
        if folded:
            places.append((start, mark.start()))
            keys.append(folded)
            bars.append(strength if len(keys) > 1 else 0)
            strength = 0
        start = mark.end()
        strength = max(strength, bar)
        if len(keys) == _MAX_PARTS:
            break
    folded = key(text[start:])
    if folded:
        places.append((start, len(text)))
        keys.append(folded)
        bars.append(strength if len(keys) > 1 else 0)
    return Title(text, tuple(places), tuple(keys), tuple(bars))


def _strength(text: str, start: int, end: int) -> int:
    """Return how strong a bar the marks at this place are, 0 if they are none."""
    mark = text[start]
    if mark in _STRONG_MARKS or text[start : start + 2] == "::":
        return STRONG
    after, before = text[end : end + 1], text[start - 1 : start]
    if before.isspace() and after.isspace():
        return STRONG if mark in _ANGLES else WEAK
    if mark in _OPEN_MARKS or (before.isspace() and text[start:end] == "--"):
        return WEAK
    if mark in _SLIGHT_MARKS:
        return SLIGHT if after.isspace() else 0
    if mark in "-–" and "가" <= after <= "힣":
        return WEAK
    return SLIGHT if mark == "_" else 0


def has_bar(text: str) -> bool:
    """Whether the text has a bar that a name may follow.

    >>> has_bar("Ferry back - Harbour Gazette"), has_bar("Ferry back: a long-awaited day")
    (True, False)
    """
    return any(_strength(text, mark.start(), mark.end()) >= WEAK for mark in _MARK.finditer(text))


def cut(title: Title, names: Names) -> str:
    """Return the title without the parts at either end that name the site or its section; empty if none is left.

    >>> names = Names(frozenset({"harbourgazette"}), frozenset({"news"}), ("harbourgazette",))
    >>> cut(split("Ferry back - News - Harbour Gazette Online"), names)
    'Ferry back'
    >>> cut(split("Harbour Gazette: Ferry back: what now?"), names)
    'Ferry back: what now?'
    >>> cut(split("Ferry back - Harbour.com"), names)
    'Ferry back'
    """
    last = _tail(title, names)
    first = 0
    while first < last and _names_head(title, first, names):
        first += 1
    if first == last:
        return ""
    text = title.text if (first, last) == (0, len(title.keys)) else title.span(first, last)
    # An address before the title needs no bar: `harbourgazette.example Ferry back`.
    head, _, rest = text.partition(" ")
    return rest if rest and "." in head and key(head) in names.hosts else text


def cut_exact(title: Title, names: Names) -> str:
    """Return a visible heading without a name of the site or section that stands behind a bar, word for word.

    >>> cut_exact(split("Ferry back | Opinion"), Names(frozenset(), frozenset({"opinion"})))
    'Ferry back'
    """
    last = len(title.keys)
    while last > 1 and title.bars[last - 1] >= WEAK:
        folded = title.keys[last - 1]
        if names.is_site(folded) or (title.bars[last - 1] == STRONG and folded in names.sections):
            last -= 1
        else:
            break
    return title.span(0, last) if last < len(title.keys) else title.text


def _tail(title: Title, names: Names) -> int:
    """Return how many parts are left when names, and dates before names, are cut off the end."""
    last = undated = len(title.keys)
    while last:
        named = _names_tail(title, last, names)
        if named:
            last -= named
            undated = last
        elif last > 1 and _DATE_PART.fullmatch(title.span(last - 1, last)):
            last -= 1
        else:
            break
    return undated


def _names_tail(title: Title, last: int, names: Names) -> int:
    """Return how many of the parts before `last` are a name: a site's name may have a bar in it."""
    part = last - 1
    folded, bar = title.keys[part], title.bars[part]
    if names.is_site(folded):
        return 1
    if part == 0:
        return 0
    if folded in names.sections and (bar >= WEAK or not folded.isascii()):
        return 1
    name = title.span(part, last)
    if _holds_host(folded, name, names, least=_LEAST_HOST[bar]) or (bar >= WEAK and _DOMAIN.fullmatch(name)):
        return 1
    return 2 if names.is_site(title.keys[part - 1] + folded) else 0


def _names_head(title: Title, part: int, names: Names) -> bool:
    folded = title.keys[part]
    bar = title.bars[part + 1] if part + 1 < len(title.bars) else 0
    if names.is_site(folded) or (bar == STRONG and folded in names.sections):
        return True
    return bar == STRONG and _holds_host(folded, title.span(part, part + 1), names, least=_LEAST_HOST[bar])


def _holds_host(folded: str, part: str, names: Names, *, least: float) -> bool:
    """Whether a short part starts or ends with the host's name, or its words or initials spell it.

    `least` is the share of the part that the host's name must be.
    """
    if len(part) > _MAX_NAME:
        return False
    for host in names.hosts:
        if len(host) < least * len(folded):
            continue
        if len(host) >= _MIN_HOST_WITHIN and (folded.startswith(host) or folded.endswith(host)):
            return True
        if _spells(host, part):
            return True
    return False


def _spells(host: str, part: str) -> bool:
    """Whether two or more of the part's words, or the initials of all, make the host's name.

    >>> _spells("fogsmagazine", "FOGS Green Style Magazine"), _spells("hgn", "Harbour Gazette News")
    (True, True)
    >>> _spells("ferry", "Is the ferry back?")
    False
    """
    words = [folded for word in part.split() if (folded := key(word))]
    if len(words) < 2:
        return False
    if len(host) > 2 and "".join(word[0] for word in words) == host:
        return True
    rest, used = host, 0
    for word in words:
        if rest.startswith(word):
            rest = rest[len(word) :]
            used += 1
    return not rest and used > 1
