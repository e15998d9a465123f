"""The part of a selector that means one element in (`li.lead:not([hidden])`), what it asks of that element out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from scraper.page.markup.attributes import classes_of

# What is escaped in a name (`.md\:block`, `.w-1\/2`, `.\32xl`) is held as a control character that is part of names.
_SIGNS, _DIGITS = ":/.[]()%!@#,", "0123456789"
STAND_INS = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b"
_HELD = MappingProxyType(dict(zip(_SIGNS + _DIGITS, STAND_INS, strict=True)))
_AS_WRITTEN = MappingProxyType({ord(held): sign for sign, held in _HELD.items()})
_AS_HELD = MappingProxyType({ord(sign): held for sign, held in _HELD.items() if sign in _SIGNS})
_DIGIT = re.compile(r"3([0-9])(?:[ \t\n\r\f]|(?![0-9a-fA-F]))")
# Attributes (‹number›) and what stands in brackets («number») while a selector is cut. A sheet is ASCII.
_IN_SQUARES = re.compile(r"\[(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+\]")
_IN_BRACKETS = re.compile(r"\([^()]*+\)")
_PART = re.compile(
    rf"([.#]?)(-{{0,2}}(?:[^\W\d]|[{STAND_INS}])[\w{STAND_INS}-]*|\*)|(::?[\w-]+)(?:«(\d+)»)?|‹(\d+)›|(\\.)"
)
_SIMPLE = re.compile(r"(?:[a-zA-Z][\w-]*+)?(?:[.#]-?[a-zA-Z_][\w-]*+)*+", re.ASCII)
_SIMPLE_PART = re.compile(r"[.#]?[\w-]+", re.ASCII)
_ATTRIBUTE = re.compile(r"\[\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\]\"']+))\s*)?\]", re.ASCII)
# What stands to others, or is no selector.
_NOT_SIMPLE = re.compile(rf"[^\w.#*:«»‹›\\{STAND_INS}-]", re.ASCII)
_WEIGHTS = MappingProxyType({"#": 100, ".": 10})

Parts = frozenset[str]


class Wanted(NamedTuple):
    """What is asked of one attribute: that it is there, or (`=`, `~=`, `^=` ...) how its value is to a given one."""

    name: str
    operator: str
    value: str

    def is_in(self, attributes: Mapping[str, str]) -> bool:
        """Return whether attributes are so."""
        has = attributes.get(self.name)
        if has is None or not self.operator:
            return has is not None
        if self.operator == "=":
            return has == self.value
        if not self.value:
            return False
        if self.operator == "~=":
            return self.value in has.split()
        if self.operator == "|=":
            return has == self.value or has.startswith(f"{self.value}-")
        if self.operator == "^=":
            return has.startswith(self.value)
        return has.endswith(self.value) if self.operator == "$=" else self.value in has


class Compound(NamedTuple):
    """What is asked of one element: its `parts` (`p`, `.lead`, `#top`), its attributes, and what it must not be."""

    parts: Parts
    attributes: tuple[Wanted, ...] = ()
    unless: tuple[Compound, ...] = ()

    def is_met(self, parts: Parts, attributes: Mapping[str, str]) -> bool:
        """Return whether an element is so."""
        if not self.parts <= parts:
            return False
        for wanted in self.attributes:
            if not wanted.is_in(attributes):
                return False
        return not (self.unless and any(other.is_met(parts, attributes) for other in self.unless))


def parts_of(tag: str, attributes: Mapping[str, str]) -> Parts:
    """Return what selectors know an element by: tag, classes and id.

    >>> sorted(parts_of("p", {"class": "lead wide", "id": "top"}))
    ['#top', '.lead', '.wide', 'p']
    """
    parts = {tag, *[f".{name}" for name in classes_of(attributes)]}
    if "id" in attributes:
        parts.add(f"#{attributes['id']}")
    return frozenset(parts)


def hold_escapes(css: str) -> str:
    r"""Return a sheet with what is escaped in names held as letters of a name.

    >>> hold_escapes(r".md\:w-1\/2, .\32xl")
    '.md\x01w-1\x022, .\x14xl'
    """
    first, *others = css.split("\\")
    held = [first]
    for text in others:
        sign = _AS_HELD.get(ord(text[0])) if text else None
        digit = None if sign or not text.startswith("3") else _DIGIT.match(text)
        if sign:
            held.append(sign + text[1:])
        elif digit:
            held.append(_HELD[digit[1]] + text[digit.end() :])
        else:
            held.append(f"\\{text}")
    return "".join(held)


def as_held(part: str) -> str:
    """Return a name as it stands in a sheet in which escapes are held."""
    first = 1 if part[0] in ".#[" else 0
    name = part[first:].translate(_AS_HELD)
    return part[:first] + _HELD.get(name[:1], name[:1]) + name[1:]


def as_written(part: str) -> str:
    """Return a name from a sheet in which escapes are held as an element has it."""
    return part.translate(_AS_WRITTEN)


def set_apart(text: str) -> tuple[str, list[str]]:
    """Return selectors with attributes and what stands in brackets replaced by numbers, and these.

    >>> set_apart('p[a="b,c"]:not(.d, .e)')
    ('p‹0›:not«1»', ['[a="b,c"]', '(.d, .e)'])
    """
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        number = len(held) - 1
        return f"‹{number}›" if found[0][0] == "[" else f"«{number}»"

    text = _IN_SQUARES.sub(hold, text) if "[" in text else text
    while "(" in text:
        text, before = _IN_BRACKETS.sub(hold, text), text
        if text == before:
            break
    return text, held


def read_compound(text: str, held: Sequence[str]) -> tuple[Compound, int, bool]:
    """Return what a compound asks of one element, its weight, and whether it asks for more than that."""
    return _read_simple(text) if _SIMPLE.fullmatch(text) else _read_compound(text, held)


@lru_cache(1024)
def _read_simple(text: str) -> tuple[Compound, int, bool]:
    """Read one of a tag, classes and an id; sheets name the same ones over and over."""
    parts = _SIMPLE_PART.findall(text)
    weight = sum(_WEIGHTS.get(part[0], 1) for part in parts)
    return Compound(frozenset([part if part[0] in ".#" else part.lower() for part in parts])), weight, False


def _read_compound(text: str, held: Sequence[str]) -> tuple[Compound, int, bool]:
    parts: set[str] = set()
    attributes: list[Wanted] = []
    unless: list[Compound] = []
    text = text.strip()
    weight, is_open = 0, _NOT_SIMPLE.search(text) is not None
    for sigil, name, pseudo, inside, attribute, escape in _PART.findall(text):
        if name:
            if name != "*":
                parts.add(as_written(f"{sigil}{name}") if sigil else name.lower())
            weight += _WEIGHTS.get(sigil, 1)
        elif attribute:
            wanted = _wanted(held[int(attribute)])
            attributes += [wanted] if wanted else []
            is_open = is_open or wanted is None
            weight += 10
        elif pseudo == ":not" and inside:
            others = [read_compound(one, held) for one in held[int(inside)][1:-1].split(",")]
            unless += [other for other, _, is_doubtful in others if not is_doubtful]
            is_open = is_open or any(is_doubtful for _, _, is_doubtful in others)
            weight += max(more for _, more, _ in others)
        elif pseudo == ":root":
            parts.add("html")
            weight += 10
        else:
            is_open = is_open or bool(pseudo or escape)
            weight += 10
    return Compound(frozenset(parts), tuple(attributes), tuple(unless)), weight, is_open


def _wanted(text: str) -> Wanted | None:
    """Return what an attribute selector asks, `None` if that is not understood."""
    found = _ATTRIBUTE.fullmatch(text)
    if found is None:
        return None
    name, operator, double, single, bare = found.groups()
    return Wanted(name.lower(), operator or "", as_written(double or single or bare or ""))
