"""A page's own style sheets in, which elements they hide out: as far as one class, id or tag says so by itself.

Nothing that is shown may be called hidden: a rule hides if its selector is simple and it stands outside of conditions,
and if no stronger rule may show the element (CSS Cascading, section 6). What other files say is unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate
from typing import NamedTuple

from scraper.page.markup.attributes import classes_of

_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/")
_HIDES = (("display", re.compile(r"display\s*:\s*none")), ("visibility", re.compile(r"visibility\s*:\s*hidden")))
_DECLARATION = re.compile(
    r"(?:\A|[;{])\s*(display|visibility|content-visibility)\s*:\s*([a-z-]+)\s*([a-z-]*\s*!\s*important)?", re.IGNORECASE
)
# The rules around others.
_AROUND = re.compile(
    r"@(?:(media)|-?\w*-?keyframes|supports|layer|container|scope|document)\b([^{};]*)\{(?!\s*\})", re.IGNORECASE
)
_BRACE = re.compile(r"[{}]")
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
FURTHEST = 1_000
_MOST_RULES = 50
_MOST_SEARCHED = 20_000_000


class _Rule(NamedTuple):
    """What one selector says of one property; `strength` orders rules. It `is_sure` if no condition is left open."""

    parts: frozenset[str]
    name: str
    hides: bool
    strength: tuple[bool, int, int]
    is_sure: bool


class Scan(NamedTuple):
    """How a sheet is searched: `braces_of` and `block_end`, or what does the same more quickly."""

    hiding_braces: Callable[[str], list[int]]
    braces: Callable[[str], list[int]]
    block_end: Callable[[str, int], int]


class StyleSheet:
    """The style sheets of one page, looked into when an element is met that they may hide."""

    def __init__(self, texts: Sequence[str], scan: Scan) -> None:
        # What is not ASCII is in no selector that counts, and takes longer to search.
        css = "\n".join(texts).encode("ascii", "replace").decode()
        self._css = _COMMENT.sub("", css) if "/*" in css else css
        self._scan = scan
        self._rules: dict[str, list[_Rule]] = {}
        self._searched = 0
        # The classes, ids and tags that may be hidden.
        self.names, self.tags = _simple_selectors(self._css, scan.hiding_braces(self._css))

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
        found: list[_Rule] = []
        selectors, place = self._selectors, -1
        self._searched += len(selectors)
        while self._searched < _MOST_SEARCHED and len(found) < _MOST_RULES:
            place = selectors.find(part, place + 1)
            if place < 0:
                return found
            if _IN_NAME.match(selectors, place + len(part)) or (
                part[0] not in ".#" and place and _BEFORE_TAG.match(selectors, place - 1)
            ):
                continue
            number = bisect_right(self._starts, place) - 1
            opened = self._braces[number]
            end = selectors.index("\n", place)
            said = read_style(self._css[opened + 1 : self._css.find("}", opened)])
            is_sure = self._holds(opened) if said else None
            if is_sure is not None:
                rules = _rules_of(selectors[self._starts[number] : end], part, said, place=opened, is_sure=is_sure)
                found += [rule for rule in rules if part in rule.parts]
            place = end
        return []

    @cached_property
    def _selectors(self) -> str:
        """The selectors of the rules on display and visibility, a line each."""
        self._braces = sorted(set(self._scan.braces(self._css)))
        lines = [f"{_selector_before(self._css, opened)}\n" for opened in self._braces]
        self._starts = [0, *accumulate(map(len, lines))]
        return "".join(lines)

    def _holds(self, place: int) -> bool | None:
        """Return whether a rule holds on every screen; `None` if on no screen."""
        holds: bool | None = True
        for start, end, here in self._around:
            if start < place < end and holds is not None:
                holds = here and holds
        return holds

    @cached_property
    def _around(self) -> list[tuple[int, int, bool | None]]:
        """Where the rules around others begin and end, and whether they hold."""
        found = []
        for around in _AROUND.finditer(self._css):
            if around[1] is None:
                holds = None if "keyframes" in around[0].lower() else False
            else:
                holds = None if _OTHER_MEDIA.match(around[2]) else bool(_SCREEN.match(around[2]))
            found.append((around.start(), self._scan.block_end(self._css, around.end()), holds))
        return found


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


def _simple_selectors(css: str, braces: Sequence[int]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names and the tags of the selectors of one class, id or tag of the rules that open at `braces`."""
    names, tags = set(), set()
    for opened in braces:
        for selector in _selector_before(css, opened).split(","):
            simple = _SIMPLE.fullmatch(selector)
            if simple and simple[2]:
                names.add(simple[2])
            elif simple and simple[1] and simple[1].lower() not in _WHOLE:
                tags.add(simple[1].lower())
    return frozenset(names), frozenset(tags)


def braces_of(css: str, *, hiding: bool) -> list[int]:
    """Return where the braces of the rules open that declare display or visibility; or only of those that hide."""
    found = []
    for word, hides in _HIDES:
        place = css.find(word)
        while place >= 0:
            opened = css.rfind("{", max(0, place - FURTHEST), place)
            if opened >= 0 and (not hiding or hides.match(css, place)):
                found.append(opened)
            place = css.find(word, place + 1)
    return found


def block_end(css: str, start: int) -> int:
    """Return where the brace stands that ends a block which begins at `start`; the end of the sheet if none does."""
    depth = 1
    for brace in _BRACE.finditer(css, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return len(css)


SCAN = Scan(partial(braces_of, hiding=True), partial(braces_of, hiding=False), block_end)


def _selector_before(css: str, opened: int) -> str:
    """Return the selectors of a rule whose brace stands at `opened`, in one line."""
    first = max(0, opened - FURTHEST)
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
