"""Page and the blocks that are no field in, the kind of furniture each is out.

Ladder: what the text says in full (a button, a heading of related stories, a copyright line), the nearest element
around it whose class, id or tag names a kind, the share of its text that is links. The rest is `other`.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from scraper.model import Page, Role
from scraper.parse.furniture_words import IMPRINT_SIGNS, TAGS, TEXTS, TOKENS
from scraper.parse.notices_words import COPYRIGHT, has_copyright_sign
from scraper.parse.word_lists import words

_LONGEST_BUTTON = 40
_LONGEST_NOTICE = 400
# A link of this length is another story's headline, a shorter one leads to a section.
_HEADLINE_LENGTH = 25
_LINK_SHARE = 0.8

_EDGES = " \t\n:：·|>»›→▶▼▲+-–—.…!?()[]{}<0123456789,"

# Of a list's items and a table's cells only the list and the table are named: their own names repeat it or say nothing.
_CONTAINERS = words(
    """
    div section aside nav footer header main article ul ol dl table form fieldset figure
    """
)

Kind = tuple[Role, str]
Kinds = dict[int, Kind]

_STORY: Kind = (Role.RELATED, "a link as long as a headline")
_SECTION: Kind = (Role.NAVIGATION, "a short link")
_OTHER: Kind = (Role.OTHER, "no field, and nothing says what it is")
_COPYRIGHT: Kind = (Role.COPYRIGHT, "a copyright line")
_IMPRINT: Kind = (Role.FOOTER, "the publisher's particulars")
_KNOWN_TEXTS = MappingProxyType({text: (role, f"its whole text is {text!r}") for text, role in TEXTS.items()})
_TOKEN_KINDS = MappingProxyType({token: (role, f"inside an element named {token!r}") for token, role in TOKENS.items()})
_KNOWN_TOKENS = frozenset(TOKENS)
_TAG_KINDS = MappingProxyType({tag: (role, f"inside <{tag}>") for tag, role in TAGS.items()})


def furniture_kinds(page: Page, numbers: Iterable[int]) -> Kinds:
    """Return the kind and the reason of each of the blocks `numbers`; linear in the page."""
    around = _element_kinds(page)
    blocks = page.blocks
    kinds: Kinds = {}
    for number in numbers:
        _, text, _, element, link_chars, _ = blocks[number]
        size = len(text)
        known = _KNOWN_TEXTS.get(text.casefold().strip(_EDGES)) if size <= _LONGEST_BUTTON else _notice(text)
        if known is None and 0 <= element < len(around):
            known = around[element]
        if known is None and link_chars >= _LINK_SHARE * size:
            known = _STORY if size >= _HEADLINE_LENGTH else _SECTION
        kinds[number] = known or _OTHER
    return kinds


def _notice(text: str) -> Kind | None:
    if len(text) <= _LONGEST_NOTICE and has_copyright_sign(text) and COPYRIGHT.search(text):
        return _COPYRIGHT
    for sign in IMPRINT_SIGNS:
        if sign in text:
            return _IMPRINT
    return None


def _element_kinds(page: Page) -> list[Kind | None]:
    """Return for each element what its own name or the nearest around it says; parents come before their children."""
    known: dict[str, Kind | None] = {}
    kinds: list[Kind | None] = []
    for parent, tag, _, attributes, _ in page.elements:
        own: Kind | None = None
        if tag in _CONTAINERS:
            if attributes:
                name = attributes.get("class") or attributes.get("id")
                if name:
                    if name in known:
                        own = known[name]
                    else:
                        own = known[name] = _named_kind(name)
            if own is None:
                own = _TAG_KINDS.get(tag)
        if own is None and parent >= 0:
            own = kinds[parent]
        kinds.append(own)
    return kinds


def _named_kind(name: str) -> Kind | None:
    tokens = name.lower().replace("-", " ").replace("_", " ").split()
    if _KNOWN_TOKENS.isdisjoint(tokens):
        return None
    return next(_TOKEN_KINDS[token] for token in tokens if token in _KNOWN_TOKENS)
