"""Page and the blocks that are no field in, the kind of boilerplate each is out.

Ladder: what the text says in full (a button, a heading of related stories, a copyright line), the nearest element
around it whose class, id or tag names a kind, the share of its text that is links. The rest is `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from types import MappingProxyType

from scraper.model import Block, Page, Role
from scraper.parse.boilerplate.copyright import COPYRIGHT, COPYRIGHT_SIGNS
from scraper.parse.boilerplate.words import IMPRINT_SIGNS, TAGS, TEXTS, TOKENS
from scraper.parse.texts import words

_LONGEST_BUTTON = 40
_LONGEST_NOTICE = 500
# A link of this length is another story's headline, a shorter one leads to a section.
_HEADLINE_LENGTH = 25
_LINK_SHARE = 0.8
# A text of this length is no menu, unless half of it is links.
_PARAGRAPH = 80

# `Read also: …`, `[관련기사] …`: the label before its sign or in brackets.
_SIGNS = ":：|>»›"
_OPENERS = "[【(<☞▶"
_ANNOUNCED = re.compile(
    rf"[{re.escape(_OPENERS)}]([^{_SIGNS}\]】)◀]{{2,40}}+)[\]】)>◀]|([^{_SIGNS}]{{2,40}}+)\s*+[{_SIGNS}]"
)
_EDGES = " \t\n:：·|>»›→▶▼▲+-–—.…!?()[]{}<0123456789,"

# Of a list's items and a table's cells only the list and the table are named: their own names repeat it or say nothing.
_CONTAINERS = words(
    """
    div section aside nav footer header main article ul ol dl table form fieldset figure
    """
)

Kind = tuple[Role, str]
Kinds = dict[int, Kind]

# No model outweighs it.
POINTER: Kind = (Role.RELATED, "announces another story")
_STORY: Kind = (Role.RELATED, "a link as long as a headline")
_SECTION: Kind = (Role.NAVIGATION, "a short link")
_OTHER: Kind = (Role.OTHER, "no field, and nothing says what it is")
_COPYRIGHT: Kind = (Role.COPYRIGHT, "a copyright line")
_IMPRINT: Kind = (Role.FOOTER, "the publisher's particulars")
_KNOWN_TEXTS = MappingProxyType(
    {text.casefold(): (role, f"its whole text is {text!r}") for text, role in TEXTS.items()}
)
# Lines that announce what is no text, as these words alone: of 34 such lines that the model took for text 5 were.
LABELS = frozenset(kind for kind in _KNOWN_TEXTS.values() if kind[0] in {Role.ADVERT, Role.RELATED})
_TOKEN_KINDS = MappingProxyType({token: (role, f"inside an element named {token!r}") for token, role in TOKENS.items()})
_KNOWN_TOKENS = frozenset(TOKENS)
_TAG_KINDS = MappingProxyType({tag: (role, f"inside <{tag}>") for tag, role in TAGS.items()})


class BoilerplateKinds:
    """The kinds of one page's blocks, each worked out when it is first asked for: three steps ask."""

    def __init__(self, page: Page) -> None:
        self._blocks = page.blocks
        self._around = _Surroundings(page)
        self._notices = _Notices(page.blocks)
        self._known: Kinds = {}

    def of(self, numbers: Iterable[int]) -> Kinds:
        """Return the kind and the reason of each of the blocks `numbers`; linear in the page."""
        known, find = self._known, self._find
        return {number: known[number] if number in known else find(number) for number in numbers}

    def around(self, element: int) -> Role | None:
        """Return what kind of boilerplate the nearest element around that names one says that it holds."""
        kind = self._around.kind(element)
        return kind[0] if kind else None

    def _find(self, number: int) -> Kind:
        _, text, _, element, link_chars, _ = self._blocks[number]
        size = len(text)
        # Not by `button_kind`: this is asked of every block.
        if size <= _LONGEST_BUTTON:
            kind = _KNOWN_TEXTS.get(text.casefold().strip(_EDGES))
        else:
            kind = self._notices.kind(text) if size <= _LONGEST_NOTICE else None
        if kind is None and link_chars * 2 > size and _points_elsewhere(text):
            kind = POINTER
        if kind is None:
            kind = self._around.kind(element)
            # Whatever its element is called: the headers of cards and the tabs of a handbook hold text as well.
            if kind and size >= _PARAGRAPH and link_chars * 2 < size and kind[0] is Role.NAVIGATION:
                kind = None
        if kind is None and link_chars >= _LINK_SHARE * size:
            kind = _STORY if size >= _HEADLINE_LENGTH else _SECTION
        self._known[number] = found = kind or _OTHER
        return found


def _points_elsewhere(text: str) -> bool:
    """Return whether a text that is mostly a link begins with what announces other stories.

    >>> _points_elsewhere("Les også: Ferja er i gang igjen"), _points_elsewhere("The ferry: who pays for it?")
    (True, False)
    >>> _points_elsewhere("[관련기사] 나룻배 다시 다닌다"), _points_elsewhere("[단독] 나룻배 다시 다닌다")
    (True, False)
    """
    label = _ANNOUNCED.match(text)
    kind = button_kind(label[1] or label[2]) if label else None
    return kind is not None and kind[0] is Role.RELATED


def button_kind(text: str) -> Kind | None:
    """Return the kind of a text that is a button or a heading of boilerplate by its words alone.

    >>> button_kind("페이스북"), button_kind("페이스북이 새 기능을 내놨다.")
    ((<Role.SHARE: 'share'>, "its whole text is '페이스북'"), None)
    >>> button_kind("Schließen")
    (<Role.NAVIGATION: 'navigation'>, "its whole text is 'schließen'")
    """
    return _KNOWN_TEXTS.get(text.casefold().strip(_EDGES)) if len(text) <= _LONGEST_BUTTON else None


class _Notices:
    """Tells the copyright lines and imprints of one page, of whose signs hardly any page has more than a few."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    @cached_property
    def _signs(self) -> tuple[list[str], list[str]]:
        """The signs of copyright lines and those of imprints that the page has."""
        texts = [block.text for block in self._blocks if _LONGEST_BUTTON < len(block.text) <= _LONGEST_NOTICE]
        # Apart, for in ASCII text what is no ASCII is not looked for at all.
        ascii_text = "\n".join([text for text in texts if text.isascii()])
        other_text = "\n".join([text for text in texts if not text.isascii()])
        return (
            [sign for sign in COPYRIGHT_SIGNS if _is_in(sign, ascii_text) or _is_in(sign, other_text)],
            [sign for sign in IMPRINT_SIGNS if _is_in(sign, ascii_text) or _is_in(sign, other_text)],
        )

    def kind(self, text: str) -> Kind | None:
        """Return whether a text of a notice's length is a copyright line or an imprint."""
        copyright_signs, imprint_signs = self._signs
        for sign in copyright_signs:
            if sign in text:
                if COPYRIGHT.search(text):
                    return _COPYRIGHT
                break
        for sign in imprint_signs:
            if sign in text:
                return _IMPRINT
        return None


def _is_in(sign: str, text: str) -> bool:
    # One letter is found, or missed, eight times as quickly as several.
    return sign[0] in text and sign in text


class _Surroundings:
    """What the elements of one page say of what is in them; each container and each name is looked at once."""

    def __init__(self, page: Page) -> None:
        self._elements = page.elements
        self._kinds: dict[int, Kind | None] = {-1: None}
        self._names: dict[str, Kind | None] = {"": None}

    def kind(self, number: int) -> Kind | None:
        """Return what the nearest named container around says, the element itself included."""
        kinds, elements, names = self._kinds, self._elements, self._names
        path = []
        while number not in kinds:
            parent, tag, _, attributes, _ = elements[number]
            if tag in _CONTAINERS:
                path.append(number)
                name = attributes.get("class") or attributes.get("id") or ""
                found = names[name] if name in names else self._read(name)
                if found is not None or tag in _TAG_KINDS:
                    kinds[number] = found or _TAG_KINDS[tag]
                    break
            number = parent
        known = kinds[number]
        for step in path:
            kinds[step] = known
        return known

    def _read(self, name: str) -> Kind | None:
        tokens = name.lower().replace("-", " ").replace("_", " ").split()
        known = None
        if not _KNOWN_TOKENS.isdisjoint(tokens):
            known = next(_TOKEN_KINDS[token] for token in tokens if token in _KNOWN_TOKENS)
        self._names[name] = known
        return known
