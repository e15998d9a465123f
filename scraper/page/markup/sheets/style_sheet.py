"""The style sheets of a page in, the elements that they hide out: by themselves and by what is around.

Whatever a rule says that is not understood hides nothing, and what may show an element shows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from scraper.page.markup.attributes import read_attributes
from scraper.page.markup.sheets.compounds import STAND_INS, Parts, as_held, as_written, hold_escapes, parts_of
from scraper.page.markup.sheets.media import ALWAYS, NEVER, PERHAPS, holding
from scraper.page.markup.sheets.selectors import Around, Selector, read_selectors, sought_by

_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/")
_STEP = re.compile(r"\"[^\"\n]*+\"?|'[^'\n]*+'?|\\.|[{};]", re.DOTALL)
_ATTRIBUTE_NAME = re.compile(r"\[\s*([\w-]+)", re.ASCII)
_LIST_STEP = re.compile(r"[,()\[\]]")
_DECLARES = re.compile(r"(?:display|visibility)\s*+:", re.ASCII)
_HIDES = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)", re.ASCII)
_DECLARATION = re.compile(
    r"(?:\A|[;{])\s*(display|visibility|content-visibility)\s*:\s*([a-z-]+)\s*([a-z-]*\s*!\s*important)?", re.IGNORECASE
)
_IN_BLOCK = re.compile(r"[^{};]*+\{[^{}]*+\}?")
_PLAIN = re.compile(rf"[\w{STAND_INS}.#*>\s-]+", re.ASCII)
_BETWEEN = re.compile(r"[\s>]+", re.ASCII)
_NAME = re.compile(rf"[.#]([\w{STAND_INS}-]+)\Z", re.ASCII)
_TAG = re.compile(r"[a-zA-Z][\w-]*", re.ASCII)
_IN_NAME = re.compile(rf"[\w{STAND_INS}-]")
_BEFORE_TAG = re.compile(rf"[\w{STAND_INS}.#-]")
# The page as a whole is hidden until a script shows it, never for good.
_WHOLE = frozenset({"html", "body", "main", "article"})
# Text of the story that is paid for, as search engines ask pages to name it; an attribute hides it from others.
_PAID = ".paywall"
_HIDING_VALUES = frozenset({"none", "hidden", "collapse"})
# Rules in more rules than this are none.
DEEPEST_RULE = 16
# How many of one name's rules are looked at; how much is searched for names.
_MOST_RULES = 50
_MOST_SEARCHED = 20_000_000

_Style = Mapping[str, tuple[bool, bool]]


class Block(NamedTuple):
    """A rule on display or visibility: where its selectors begin, where its braces open and close, when it holds."""

    start: int
    opened: int
    closed: int
    holds: int
    hides: bool


class Scan(NamedTuple):
    """How a sheet is searched: `blocks_of`, `hiding_of` and `read_attributes`, or what does the same more quickly."""

    blocks: Callable[[str], list[Block]]
    hiding: Callable[[str, list[Block]], dict[str, list[tuple[int, str]]]]
    attributes: Callable[[str], dict[str, str]]


class Rule(NamedTuple):
    """What one selector says of one property; `strength` orders rules. It `is_sure` if no condition is left open."""

    selector: Selector
    name: str
    hides: bool
    strength: tuple[bool, int, int]
    is_sure: bool


class Doubt(NamedTuple):
    """An element that the `hiding` rules hide, if what is around it is as they ask; `style` is what its own says."""

    parts: Parts
    attributes: Mapping[str, str]
    hiding: list[Rule]
    style: _Style


class StyleSheet:
    """The style sheets of one page, looked into when an element is met that they may hide."""

    def __init__(self, texts: Sequence[str], scan: Scan) -> None:
        # What is not ASCII is in no selector that counts, and takes longer to search.
        css = "\n".join(texts)
        css = css if css.isascii() else css.encode("ascii", "replace").decode()
        css = _COMMENT.sub("", css) if "/*" in css else css
        self._css = hold_escapes(css) if "\\" in css else css
        self._blocks = scan.blocks(self._css)
        found = scan.hiding(self._css, self._blocks)
        self._found = found if self._css is css else {as_written(part): rules for part, rules in found.items()}
        # The classes and ids, the attributes, the tags of what may be hidden.
        self.names = frozenset([part[1:] for part in self._found if part[0] in ".#"])
        self.attributes = frozenset([part[1:] for part in self._found if part[0] == "["])
        self.tags = frozenset([part for part in self._found if part[0] not in ".#["]) - _WHOLE
        self._hiding: dict[str, list[Rule]] = {}
        self._rules: dict[str, list[Rule] | None] = {}
        self._searched = 0

    def doubt(self, tag: str, attributes: Mapping[str, str], style: str) -> Doubt | None:
        """Return which rules may hide an element that is such by itself, `None` if none does."""
        if tag in _WHOLE:
            return None
        parts = parts_of(tag, attributes)
        is_asked = self.attributes and _PAID not in parts
        by_attribute = [f"[{name}" for name in self.attributes if name in attributes] if is_asked else ()
        hiding = [
            rule
            for part in (*parts, *by_attribute)
            if part in self._found
            for rule in self._hiding_rules(part)
            if rule.selector.itself.parts <= parts and rule.selector.itself.is_met(parts, attributes)
        ]
        return Doubt(parts, attributes, hiding, read_style(style)) if hiding else None

    def hides(self, doubt: Doubt, around: Around) -> bool:
        """Return whether the rules hide an element that stands in what is `around`."""
        held = [rule for rule in doubt.hiding if around.is_as(rule.selector)]
        if not held:
            return False
        parts, attributes, names = doubt.parts, doubt.attributes, {rule.name for rule in held}
        # What is said of a tag alone is weaker than what is said of a name.
        asked = [part for part in parts if part[0] in ".#"] or list(parts)
        asked += [f"[{name}" for name in self._asked_attributes if name in attributes]
        rules: list[Rule] = []
        for part in asked:
            known = self._rules_of(part)
            if known is None:
                return False
            rules += [
                rule
                for rule in known
                if rule.name in names and rule.selector.itself.is_met(parts, attributes) and around.is_as(rule.selector)
            ]
        return any(_is_hidden([*held, *rules], name, doubt.style.get(name)) for name in names)

    def _hiding_rules(self, part: str) -> list[Rule]:
        """Return the rules that always hide elements with a class, an id or a tag; for one with too many, none."""
        known = self._hiding.get(part)
        if known is None:
            found = self._found[part]
            known = self._hiding[part] = (
                []
                if len(found) > _MOST_RULES
                else [
                    rule
                    for number, text in found
                    for rule in self._rules_in(number, text, part)
                    if rule.hides and rule.is_sure
                ]
            )
        return known

    def _rules_of(self, part: str) -> list[Rule] | None:
        """Return the rules that show or may hide elements with a class, an id or the like; `None` if too many may."""
        if part not in self._rules:
            self._rules[part] = self._find_rules(part)
        return self._rules[part]

    def _find_rules(self, part: str) -> list[Rule] | None:
        found: list[Rule] = []
        selectors, written, place = self._selectors, as_held(part), -1
        self._searched += len(selectors)
        while self._searched < _MOST_SEARCHED and len(found) < _MOST_RULES:
            place = selectors.find(written, place + 1)
            if place < 0:
                return found
            if _IN_NAME.match(selectors, place + len(written)) or (
                part[0] not in ".#[" and place and _BEFORE_TAG.match(selectors, place - 1)
            ):
                continue
            number = bisect_right(self._starts, place) - 1
            place = self._starts[number + 1] - 1
            found += self._rules_in(number, selectors[self._starts[number] : place], part)
        return None

    def _rules_in(self, number: int, selectors: str, part: str) -> list[Rule]:
        """Return what those selectors of a rule say that ask for a part of the element itself."""
        block = self._blocks[number]
        text = self._css[block.opened + 1 : block.closed]
        said = read_style(_IN_BLOCK.sub("", text) if "{" in text else text)
        return [
            Rule(one, name, hides, (is_important, one.weight, number), block.holds == ALWAYS and not one.is_open)
            for one in (read_selectors(selectors, part) if said else ())
            for name, (hides, is_important) in said.items()
        ]

    @cached_property
    def _asked_attributes(self) -> frozenset[str]:
        """The names of the attributes that these selectors ask for."""
        return frozenset(name.lower() for name in _ATTRIBUTE_NAME.findall(self._selectors))

    @cached_property
    def _selectors(self) -> str:
        """The selectors of the rules on display and visibility, one after the other."""
        css = self._css
        lists = [f"{css[block.start : block.opened]}\n" for block in self._blocks]
        self._starts = [0, *accumulate(map(len, lists))]
        return "".join(lists)


def _is_hidden(rules: Collection[Rule], name: str, own: tuple[bool, bool] | None) -> bool:
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


def blocks_of(css: str) -> list[Block]:
    """Return the rules of a sheet in ASCII that declare display or visibility, in order of their ends."""
    found: list[Block] = []
    # Where a rule's selectors begin and its brace opens, when it holds, and when what is in it does.
    around: list[tuple[int, int, int, int]] = []
    start = 0
    for step in _STEP.finditer(css):
        if step[0] == "{":
            holds = around[-1][3] if around else ALWAYS
            prelude = css[start : step.start()]
            if prelude.lstrip().startswith("@"):
                holds = min(holds, holding(prelude))
                around.append((-1, step.start(), holds, holds))
            else:
                # What stands in another rule's block holds within what that means.
                around.append((start, step.start(), holds, min(holds, PERHAPS)))
        elif step[0] == "}" and around:
            first, opened, holds, _ = around.pop()
            if first >= 0 and holds != NEVER and len(around) < DEEPEST_RULE:
                block = css[opened + 1 : step.start()]
                if _DECLARES.search(block):
                    found.append(Block(first, opened, step.start(), holds, _HIDES.search(block) is not None))
        elif step[0] not in {"}", ";"}:
            continue
        start = step.end()
    return found


def hiding_of(css: str, blocks: list[Block]) -> dict[str, list[tuple[int, str]]]:
    """Return the selectors of the rules that always hide, with the rules' numbers, by a name, attribute or tag each.

    >>> css = ".menu > .sub, LI { display: none }"
    >>> hiding_of(css, blocks_of(css))
    {'.sub': [(0, '.menu > .sub')], 'li': [(0, ' LI ')]}
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for number, (start, opened, _, holds, hides) in enumerate(blocks):
        if not hides or holds != ALWAYS:
            continue
        for selector in _listed(css[start:opened]):
            if _PLAIN.fullmatch(selector):
                subject = _BETWEEN.split(selector.strip())[-1]
                name = _NAME.search(subject)
                part = name[0] if name else subject.lower() if _TAG.fullmatch(subject) else ""
            else:
                part = sought_by(selector)
            if part:
                found.setdefault(part, []).append((number, selector))
    return found


def _listed(text: str) -> list[str]:
    """Return the selectors of a list."""
    if "(" not in text and "[" not in text:
        return text.split(",")
    found, start, depth = [], 0, 0
    for step in _LIST_STEP.finditer(text):
        if step[0] != ",":
            depth += 1 if step[0] in "([" else -1
        elif depth == 0:
            found.append(text[start : step.start()])
            start = step.end()
    return [*found, text[start:]]


SCAN = Scan(blocks_of, hiding_of, read_attributes)
