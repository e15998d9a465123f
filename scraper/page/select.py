"""Site selectors: a small part of CSS in, the numbers of a page's elements and blocks out, without a second parse.

A selector is a list (`,`) of chains of steps, joined by a blank (inside) or `>` (child). A step is a tag or `*`, `#id`,
`.class`, `[attribute]` and `[attribute=value]` with `=`, `^=`, `$=`, `*=` or `~=`, in any combination. It is evaluated
on `Page.elements`, which are the block-level elements; inline ones are part of their block's text and have no number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from scraper.model import Element, Page
from scraper.page.markup import BLOCK_TAGS

_STEP = re.compile(
    r"""
    (?P<tag>\*|[a-z][a-z0-9]*)?
    (?P<parts>(?:\#[\w-]+|\.[\w-]+|\[\s*[\w:-]+\s*(?:[~^$*]?=\s*(?:"[^"]*"|'[^']*'|[^\s"'\]]+)\s*)?\])*)
    """,
    re.VERBOSE,
)
_PART = re.compile(
    r"""\#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)
    |\[\s*(?P<name>[\w:-]+)\s*(?:(?P<sign>[~^$*]?=)\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'\]]+)\s*)?\]""",
    re.VERBOSE,
)
_JOINT = re.compile(r"\s*(?P<sign>[>,])\s*|\s+")

_TESTS: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {
        "=": str.__eq__,
        "^=": str.startswith,
        "$=": str.endswith,
        "*=": str.__contains__,
        "~=": lambda given, value: value in given.split(),
    }
)


class Step(NamedTuple):
    """One element of a chain: its tag ("" for any), its classes, and its attributes as (name, sign, value).

    `is_child` says that the next step to the left is its parent, not just around it.
    """

    tag: str
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]
    is_child: bool = False


class Selector(NamedTuple):
    """A selector as written, and its chains, each from left to right."""

    text: str
    chains: tuple[tuple[Step, ...], ...]


def parse_selector(text: str) -> Selector:
    """Return the selector; raises `ValueError` with what is wrong and what can be written.

    >>> [[step.tag for step in chain] for chain in parse_selector("div.view > h1, #title").chains]
    [['div', 'h1'], ['']]
    """
    chains: list[tuple[Step, ...]] = []
    steps: list[Step] = []
    rest = text.strip()
    is_child = False
    while True:
        match = _STEP.match(rest)
        if match is None or not match[0]:
            raise ValueError(f"{text!r} can't be read at {rest[:20]!r}; write tag, #id, .class, [attribute], > or ,")
        steps.append(_step(match, is_child=is_child))
        rest = rest[match.end() :]
        joint = _JOINT.match(rest)
        if rest and joint is None:
            raise ValueError(f"{text!r} can't be read at {rest[:20]!r}; write tag, #id, .class, [attribute], > or ,")
        if joint is None or joint["sign"] == ",":
            chains.append(tuple(steps))
            steps = []
        if joint is None:
            return Selector(text, tuple(chains))
        is_child = joint["sign"] == ">"
        rest = rest[joint.end() :]


def _step(match: re.Match[str], *, is_child: bool) -> Step:
    tag = (match["tag"] or "").replace("*", "")
    if tag and tag not in BLOCK_TAGS:
        raise ValueError(f"<{tag}> is no block-level element; select the div, p, li, h1 … around it")
    classes: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    for part in _PART.finditer(match["parts"]):
        if part["class"]:
            classes.append(part["class"])
        elif part["id"]:
            attributes.append(("id", "=", part["id"]))
        else:
            attributes.append((part["name"].lower(), part["sign"] or "", (part["value"] or "").strip("\"'")))
    return Step(tag, tuple(classes), tuple(attributes), is_child)


class Finder:
    """Looks for selectors in one page. What a class or an id leads to is looked up, so that a miss costs nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._elements = page.elements

    @cached_property
    def _names(self) -> str:
        """All ids and classes of the page in one text."""
        attributes = [element[3] for element in self._elements if element[3]]
        names = {given.get("class") for given in attributes}
        names.update([given.get("id") for given in attributes])
        return " ".join(filter(None, names))

    def may_have(self, selector: Selector) -> bool:
        """Return whether the page has the ids and classes of a chain at all: a quick no, or a perhaps."""
        names = self._names
        return any(all(part in names for step in chain for part in _parts_of_names(step)) for chain in selector.chains)

    @cached_property
    def _named(self) -> Mapping[str, list[int]]:
        """The numbers of the elements with each id (`#id`) and each class."""
        found: dict[str, list[int]] = defaultdict(list)
        split: dict[str, list[str]] = {}
        for number, element in enumerate(self._elements):
            attributes = element[3]
            if not attributes:
                continue
            name = attributes.get("id")
            if name:
                found["#" + name].append(number)
            names = attributes.get("class")
            if names:
                for part in split.setdefault(names, names.split()):
                    found[part].append(number)
        return found

    @cached_property
    def _tagged(self) -> Mapping[str, list[int]]:
        """The numbers of the elements with each tag."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, element in enumerate(self._elements):
            found[element[1]].append(number)
        return found

    def elements(self, selector: Selector) -> tuple[int, ...]:
        """Return the numbers of the elements that the selector means, in page order."""
        found = {
            number
            for chain in selector.chains
            for number in self._near(chain[-1])
            if self._ends_chain(number, chain, len(chain) - 1)
        }
        return tuple(sorted(found))

    def blocks(self, selector: Selector) -> tuple[int, ...]:
        """Return the numbers of the blocks inside those elements, in page order."""
        found = self.elements(selector)
        if not found:
            return ()
        inside = bytearray(len(self._elements))
        for number in found:
            if not inside[number]:
                end = self._end(number)
                inside[number:end] = b"\1" * (end - number)
        return tuple([block[0] for block in self.page.blocks if inside[block[3]]])

    def _near(self, step: Step) -> list[int] | range:
        """Return the numbers of the elements that may be meant by the step."""
        for name, sign, value in step.attributes:
            if name == "id" and sign == "=":
                return self._named.get("#" + value, [])
        if step.classes:
            return self._named.get(step.classes[0], [])
        return self._tagged.get(step.tag, []) if step.tag else range(len(self._elements))

    def _ends_chain(self, number: int, chain: tuple[Step, ...], place: int) -> bool:
        step = chain[place]
        if not _is_meant(self._elements[number], step):
            return False
        if not place:
            return True
        parent = self._elements[number].parent
        while parent >= 0:
            if self._ends_chain(parent, chain, place - 1):
                return True
            if step.is_child:
                return False
            parent = self._elements[parent].parent
        return False

    def _end(self, number: int) -> int:
        """Return the number behind the last element inside the given one."""
        depth = self._elements[number].depth
        end = number + 1
        while end < len(self._elements) and self._elements[end].depth > depth:
            end += 1
        return end


def _parts_of_names(step: Step) -> Iterator[str]:
    yield from step.classes
    for name, sign, value in step.attributes:
        if name in {"id", "class"} and sign:
            yield value


def _is_meant(element: Element, step: Step) -> bool:
    attributes = element.attributes
    if step.tag and step.tag != element.tag:
        return False
    if step.classes and not set(step.classes).issubset(attributes.get("class", "").split()):
        return False
    for name, sign, value in step.attributes:
        given = attributes.get(name)
        if given is None or (sign and not _TESTS[sign](given, value)):
            return False
    return True
