"""A page's own style sheets in, which elements they hide out: as far as one class, id or tag says so by itself.

Nothing that is shown may be called hidden: a rule hides if its selector is simple and it stands outside of conditions,
and if no stronger rule may show the element (CSS Cascading, section 6). What other files say is unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scraper.page.attributes import classes_of

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_DECLARATION = re.compile(
    r"(?:\A|[;{])\s*(display|visibility|content-visibility)\s*:\s*([a-z-]+)\s*([a-z-]*\s*!\s*important)?", re.IGNORECASE
)
_PIECE = re.compile(r"([^{}]*)([{}])")
_SIMPLE = re.compile(r"\s*([a-zA-Z][\w-]*)?(?:[.#]([\w-]+))?\s*")
_PART = re.compile(r"([.#]?)(-?[^\W\d][\w-]*|\*)|(::?[\w-]+)|(\[[^\]]*\])|(\\.)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_COMBINATOR = re.compile(r"\s*[\s>+~]\s*")
# A reader has not done yet what these tell of; and what they tell of is no element.
_NOT_YET = re.compile(r":(?:hover|focus|focus-within|focus-visible|active|target|checked|before|after|:)")
_SCREEN = re.compile(r"@media\s*(?:only\s+)?(?:screen|all)\s*\Z", re.IGNORECASE)
_OTHER_MEDIA = re.compile(r"@media\s*(?:only\s+)?(?:print|speech)\b|@(?:-\w+-)?(?:keyframes|font-face|page)", re.IGNORECASE)
# The page as a whole is hidden until a script shows it, never for good.
_WHOLE = frozenset({"html", "body", "main", "article"})
_HIDING_VALUES = frozenset({"none", "hidden", "collapse"})
# How far a selector reaches, in characters; how many rules of one name are looked at.
_LONGEST = 1_000
_MOST_RULES = 50


class _Rule(NamedTuple):
    """What one selector says of one property; `strength` orders rules. It `is_sure` if no condition is left open."""

    parts: frozenset[str]
    name: str
    hides: bool
    strength: tuple[bool, int, int]
    is_sure: bool


class StyleSheet:
    """The style sheets of one page, read in full when an element is met that they may hide."""

    def __init__(self, texts: Sequence[str]) -> None:
        css = "\n".join(texts)
        self._css = _COMMENT.sub("", css) if "/*" in css else css
        self._rules: Mapping[str, Sequence[_Rule]] | None = None
        names, tags = set(), set()
        for tag, name in _simple_selectors(self._css):
            if name:
                names.add(name)
            elif tag and tag not in _WHOLE:
                tags.add(tag)
        # The classes, ids and tags that may be hidden.
        self.names, self.tags = frozenset(names), frozenset(tags)

    def hides(self, tag: str, attributes: Mapping[str, str], style: Mapping[str, tuple[bool, bool]]) -> bool:
        """Return whether an element is hidden; `style` is what `read_style` finds in its own attribute."""
        parts = {tag, *(f".{name}" for name in classes_of(attributes))}
        if "id" in attributes:
            parts.add(f"#{attributes['id']}")
        if tag in _WHOLE or (self.tags.isdisjoint(parts) and not any(part[1:] in self.names for part in parts)):
            return False
        if self._rules is None:
            self._rules = _read(self._css)
        rules = [rule for part in parts for rule in self._rules.get(part, ()) if rule.parts <= parts]
        return any(_is_hidden(rules, name, style.get(name)) for name in ("display", "visibility"))


def _is_hidden(rules: Sequence[_Rule], name: str, own: tuple[bool, bool] | None) -> bool:
    """Return whether the strongest rule that is not in doubt hides; `own` stands before all that is not important."""
    found = [rule for rule in rules if rule.name == name and (own is None or rule.strength[0])]
    if own is not None and own[1]:
        return own[0]
    for rule in sorted(found, key=lambda rule: rule.strength, reverse=True):
        if not rule.hides or rule.is_sure:
            return rule.hides
    return own is not None and own[0]


def read_style(block: str) -> dict[str, tuple[bool, bool]]:
    """Return what declarations say of display and visibility: whether they hide, and whether that is important.

    >>> read_style("color: red; DISPLAY: None"), read_style("--x-display:none; backface-visibility: hidden")
    ({'display': (True, False)}, {})
    """
    said: dict[str, tuple[bool, bool]] = {}
    for name, value, important in _DECLARATION.findall(block):
        key = name.lower().removeprefix("content-")
        if important or not said.get(key, (False, False))[1]:
            said[key] = (value.lower() in _HIDING_VALUES, bool(important))
    return said


def _simple_selectors(css: str) -> Iterator[tuple[str, str]]:
    """Yield tag and name of the selectors of one class, id or tag whose rule may hide."""
    for found in _HIDES.finditer(css):
        opened = css.rfind("{", max(0, found.start() - _LONGEST), found.start())
        if opened < 0:
            continue
        first = max(0, opened - _LONGEST)
        start = max(css.rfind(mark, first, opened) for mark in "{};") + 1
        for selector in css[max(first, start) : opened].split(","):
            simple = _SIMPLE.fullmatch(selector)
            if simple:
                yield (simple[1] or "").lower(), simple[2] or ""


def _read(css: str) -> dict[str, list[_Rule]]:
    """Return the rules on display and visibility by one part of their selectors; a name with too many has none."""
    rules: dict[str, list[_Rule]] = defaultdict(list)
    # What is open: None for what concerns no screen, else whether no condition is left open, and the rule's selectors.
    around: list[tuple[bool | None, str]] = []
    for order, piece in enumerate(_PIECE.finditer(css)):
        text, mark = piece.groups()
        is_sure = around[-1][0] if around else True
        if mark == "{":
            prelude = text.rpartition(";")[2].strip()
            if prelude.startswith("@"):
                is_sure = None if _OTHER_MEDIA.match(prelude) else is_sure and bool(_SCREEN.match(prelude))
                prelude = ""
            around.append((is_sure, prelude))
        elif around:
            selectors = around.pop()[1]
            said = read_style(text) if selectors and is_sure is not None and ("display" in text or "visib" in text) else {}
            for key, rule in _rules_of(selectors, said, order=order, is_sure=bool(is_sure)):
                rules[key].append(rule)
    return {key: few for key, few in rules.items() if len(few) <= _MOST_RULES}


def _rules_of(
    selectors: str, said: Mapping[str, tuple[bool, bool]], *, order: int, is_sure: bool
) -> Iterator[tuple[str, _Rule]]:
    for selector in selectors.split(",") if said else ():
        if _NOT_YET.search(selector):
            continue
        plain = _IN_BRACKETS.sub("", selector).strip()
        *context, subject = _COMBINATOR.split(plain)
        parts, open_conditions, weight = set(), bool(context) or plain != selector.strip(), 0
        for sigil, name, pseudo, attribute, escape in _PART.findall(subject):
            if name and name != "*":
                parts.add(f"{sigil}{name if sigil else name.lower()}")
            weight += {"#": 100, ".": 10}.get(sigil, 10 if pseudo or attribute else 1)
            open_conditions = open_conditions or bool(pseudo or attribute or escape)
        # What the context adds to the weight is not counted: a rule that hides has none.
        weight += 1_000 * bool(context)
        if parts:
            key = min(parts, key=lambda part: (part[0] not in "#.", part))
            for name, (hides, is_important) in said.items():
                strength = (is_important, weight, order)
                yield key, _Rule(frozenset(parts), name, hides, strength, is_sure and not open_conditions)
