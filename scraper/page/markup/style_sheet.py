"""A page's own style sheets in, which elements they hide out: as far as one class, id or tag says so by itself.

Nothing that is shown may be called hidden: a rule hides if its selector is simple and it stands outside of conditions,
and if no stronger rule may show the element (CSS Cascading, section 6). What other files say is unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

from scraper.page.markup.attributes import classes_of

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Apart, for what begins with a word is found three times as quickly.
_HIDES = (re.compile(r"display\s*:\s*none"), re.compile(r"visibility\s*:\s*hidden"))
_MARK = re.compile(r"[{};]")
_DECLARATION = re.compile(
    r"(?:\A|[;{])\s*(display|visibility|content-visibility)\s*:\s*([a-z-]+)\s*([a-z-]*\s*!\s*important)?", re.IGNORECASE
)
# The rules around others, and the second brace at which one ends: sought apart, as above.
_AROUND = re.compile(
    r"@(?:(media)|-?\w*-?keyframes|supports|layer|container|scope|document)\b([^{};]*)\{(?!\s*\})", re.IGNORECASE
)
_AROUND_END = re.compile(r"\}(?=\s*\})")
_SIMPLE = re.compile(r"\s*([a-zA-Z][\w-]*)?(?:[.#]([\w-]+))?\s*")
_PART = re.compile(r"([.#]?)(-?[^\W\d][\w-]*|\*)|(::?[\w-]+)|(\[[^\]]*\])|(\\.)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_IN_NAME = re.compile(r"[\w-]")
_BEFORE_TAG = re.compile(r"[\w.#-]")
_COMBINATOR = re.compile(r"\s*[\s>+~]\s*")
# A reader has not done yet what these tell of; and what they tell of is no element.
_NOT_YET = re.compile(r":(?:hover|focus|focus-within|focus-visible|active|target|checked|before|after|:)")
_SCREEN = re.compile(r"\s*(?:only\s+)?(?:screen|all)\s*\Z", re.IGNORECASE)
_OTHER_MEDIA = re.compile(r"\s*(?:only\s+)?(?:print|speech)\b(?!.*,)", re.IGNORECASE | re.DOTALL)
# The page as a whole is hidden until a script shows it, never for good.
_WHOLE = frozenset({"html", "body", "main", "article"})
_HIDING_VALUES = frozenset({"none", "hidden", "collapse"})
# How far a selector reaches, in characters; how many of one name's rules are looked at; how much is searched for names.
_LONGEST = 1_000
_MOST_RULES = 50
_MOST_SEARCHED = 20_000_000


class _Rule(NamedTuple):
    """What one selector says of one property; `strength` orders rules. It `is_sure` if no condition is left open."""

    parts: frozenset[str]
    name: str
    hides: bool
    strength: tuple[bool, int, int]
    is_sure: bool


class StyleSheet:
    """The style sheets of one page, looked into when an element is met that they may hide."""

    def __init__(self, texts: Sequence[str]) -> None:
        css = "\n".join(texts)
        self._css = _COMMENT.sub("", css) if "/*" in css else css
        self._rules: dict[str, list[_Rule]] = {}
        self._searched = 0
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
        if tag in _WHOLE or (tag not in self.tags and not any(part[1:] in self.names for part in parts)):
            return False
        # What is said of a tag alone is weaker than what is said of a name.
        asked = parts if tag in self.tags else parts - {tag}
        rules = {rule for part in asked for rule in self._rules_of(part) if rule.parts <= parts}
        return any(_is_hidden(rules, name, style.get(name)) for name in ("display", "visibility"))

    def _rules_of(self, part: str) -> list[_Rule]:
        """Return the rules for elements with a class, an id or a tag; for one with too many, none."""
        known = self._rules.get(part)
        if known is None:
            known = self._rules[part] = self._find_rules(part)
        return known

    def _find_rules(self, part: str) -> list[_Rule]:
        css, place = self._css, -1
        found: list[_Rule] = []
        self._searched += len(css)
        while self._searched < _MOST_SEARCHED and len(found) < _MOST_RULES:
            place = css.find(part, place + 1)
            if place < 0:
                return found
            end = place + len(part)
            if _IN_NAME.match(css, end) or (part[0] not in ".#" and place and _BEFORE_TAG.match(css, place - 1)):
                continue
            # In a selector, a brace follows.
            mark = _MARK.search(css, end)
            if mark is None or mark[0] != "{":
                continue
            said = read_style(css[mark.end() : css.find("}", mark.end())])
            is_sure = self._holds(mark.start()) if said else None
            if is_sure is not None:
                rules = _rules_of(_selector_before(css, mark.start()), part, said, place=mark.start(), is_sure=is_sure)
                found += [rule for rule in rules if part in rule.parts]
                place = mark.start()
        return []

    def _holds(self, place: int) -> bool | None:
        """Return whether a rule holds on every screen; `None` if on no screen."""
        number = bisect_right(self._nests, place, key=itemgetter(0))
        return self._nests[number - 1][1] if number else True

    @cached_property
    def _nests(self) -> list[tuple[int, bool | None]]:
        return list(_nests(self._css))


def _nests(css: str) -> Iterator[tuple[int, bool | None]]:
    """Yield where what is around the rules changes, and whether they hold from there on: `None` for no screen."""
    around: list[bool | None] = [True]
    for found in merge(_AROUND.finditer(css), _AROUND_END.finditer(css), key=lambda found: found.start()):
        if found[0] == "}":
            if len(around) > 1:
                around.pop()
        elif found[1] is None:
            around.append(None if "keyframes" in found[0].lower() else around[-1] and False)
        else:
            around.append(None if _OTHER_MEDIA.match(found[2]) else around[-1] and bool(_SCREEN.match(found[2])))
        yield found.start(), around[-1]


def _is_hidden(rules: Collection[_Rule], name: str, own: tuple[bool, bool] | None) -> bool:
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
    for hides in _HIDES:
        for found in hides.finditer(css):
            opened = css.rfind("{", max(0, found.start() - _LONGEST), found.start())
            for selector in _selector_before(css, opened).split(",") if opened >= 0 else ():
                simple = _SIMPLE.fullmatch(selector)
                if simple:
                    yield (simple[1] or "").lower(), simple[2] or ""


def _selector_before(css: str, opened: int) -> str:
    """Return the selectors of a rule whose brace stands at `opened`, in one line."""
    first = max(0, opened - _LONGEST)
    start = max(css.rfind(mark, first, opened) for mark in "{};") + 1
    return " ".join(css[max(first, start) : opened].split())


def _rules_of(
    selectors: str, part: str, said: Mapping[str, tuple[bool, bool]], *, place: int, is_sure: bool
) -> Iterator[_Rule]:
    """Yield what a rule says of the elements that one of its selectors with `part` in it means."""
    for selector in selectors.split(","):
        if part not in selector or _NOT_YET.search(selector):
            continue
        plain = _IN_BRACKETS.sub("", selector).strip()
        *context, subject = _COMBINATOR.split(plain)
        parts, is_open, weight = set(), bool(context) or plain != selector.strip(), 0
        for sigil, name, pseudo, attribute, escape in _PART.findall(subject):
            if name and name != "*":
                parts.add(f"{sigil}{name if sigil else name.lower()}")
            weight += {"#": 100, ".": 10}.get(sigil, 10 if pseudo or attribute else 1)
            is_open = is_open or bool(pseudo or attribute or escape)
        # What the context adds to the weight is not counted: a rule that hides has none.
        weight += 1_000 * bool(context)
        for name, (hides, is_important) in said.items():
            yield _Rule(frozenset(parts), name, hides, (is_important, weight, place), is_sure and not is_open)
