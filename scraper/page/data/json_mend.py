"""JSON text that does not parse in, the values that can be read of it out.

What templates do to JSON: comments, trailing commas, quotation marks that nobody escaped, quotation marks written as
`&quot;`, forgotten commas, a byte order mark, several values in a row, an end that is cut off. Linear
in the text: what a quotation mark means is told by the few characters behind it.
"""

from __future__ import annotations

import json
import re
from html import unescape
from types import MappingProxyType
from typing import Any

_LONGEST = 2_000_000
_MOST_VALUES = 20
_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>", re.DOTALL)
# Outside of strings: white space, a comment, a sign, the beginning of a string, a bare word or number.
_TOKEN = re.compile(
    rf"\s+|(?P<comment>{_COMMENT.pattern})|(?P<sign>[{{}}\[\],:;])|(?P<quote>\")|(?P<bare>[^\s{{}}\[\],:;\"]+)",
    re.DOTALL,
)
_QUOTE = re.compile(r'"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")
_BARE = frozenset({"true", "false", "null"})
_CLOSING = {"{": "}", "[": "]"}
# What may stand behind the quotation mark that ends a name, a value of an object, a value of a list.
_AFTER_NAME = re.compile(r"\s*:")
_AFTER_VALUE = re.compile(
    r"\s*(?:[}\]]\s*(?:[,}\]\[{;<]|-->|//|/\*|\"[^\"\n]{1,80}\"\s*:|\Z)|,\s*(?:\"[^\"\n]{0,80}(?:\"\s*:|\Z)|//|/\*|\}|\Z)"
    r"|\s*\n\s*\"[^\"\n]{1,80}\"\s*:|//|/\*|\Z)"
)
_AFTER_ITEM = re.compile(r"\s*(?:\]|,\s*(?:[\"{\[\]\d-]|true|false|null|//|/\*|\Z)|//|/\*|\Z)")
# What stands around a value and is none: a byte order mark, and a zero byte as it was and as it is decoded.
_AROUND = "\ufeff\ufffd\0 \t\r\n"
_QUOTATION = re.compile(r"&(?:quot|#34|#x22);", re.IGNORECASE)
# An escape that JSON has, or a sign that needs one.
_ESCAPE = re.compile(r"(\\(?:u[0-9a-fA-F]{4}|[\"\\/bfnrt]))|\\|\"")
_ESCAPED = MappingProxyType({"\\": "\\\\", '"': '\\"'})


def mended_values(text: str) -> list[Any]:
    r"""Return the values of the text in their order, as far as they can be read; none of a text over two megabytes.

    >>> mended_values('{"a": "say "ah", please", // so\n "b": [1, 2,], "c": {"d": "cut o')
    [{'a': 'say "ah", please', 'b': [1, 2], 'c': {'d': 'cut o'}}]
    >>> mended_values('{"a": 1} {"b": 2}')
    [{'a': 1}, {'b': 2}]
    """
    if len(text) > _LONGEST:
        return []
    text = text.strip(_AROUND)
    if '"' not in text and _QUOTATION.search(text):
        text = unescape(text)
    found: list[Any] = []
    for piece in _pieces(text):
        try:
            found.append(json.loads(piece, strict=False))
        except (ValueError, RecursionError):
            continue
    return found


class _Writer:
    """Writes well-formed JSON of the tokens that it is given, one text a value."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[str] = []
        # What was read last: "" nothing yet, ":" a colon, "," a comma, "v" a value, "n" a name.
        self.last = ""

    def awaits_name(self) -> bool:
        """Whether a string at this place is a name."""
        return bool(self.open) and self.open[-1] == "{" and self.last in ("", ",", "v")

    def value(self, text: str) -> None:
        """Write a string, number or word; one that stands where none may is left out."""
        if self.awaits_name():
            if self.last == "v":
                # A comma that was forgotten before a name on the next line.
                self.parts.append(",")
            self.last = "n"
        elif self.last in ("", ",", ":"):
            self.last = "v"
        else:
            return
        self.parts.append(text)

    def sign(self, sign: str) -> None:
        """Write a sign where it has a meaning; what it leaves open before it is closed."""
        if sign in "{[":
            if self.awaits_name() or self.last in ("v", "n"):
                return
            self.parts.append(sign)
            self.open.append(sign)
            self.last = ""
        elif sign in "}]":
            self.close(sign)
        elif sign == ":" and self.last == "n":
            self.parts.append(":")
            self.last = ":"
        elif sign == "," and self.last == "v":
            self.parts.append(",")
            self.last = ","

    def close(self, sign: str) -> None:
        """Close the innermost object or list of that sign, with those that are open in it."""
        if sign not in map(_CLOSING.__getitem__, self.open):
            return
        while self.open:
            self.settle()
            closing = _CLOSING[self.open.pop()]
            self.parts.append(closing)
            self.last = "v"
            if closing == sign:
                break

    def settle(self) -> None:
        """Make an end of what was begun: a name gets a value, a comma goes."""
        if self.last == "n":
            self.parts.append(":null")
        elif self.last == ":":
            self.parts.append("null")
        elif self.last == ",":
            self.parts.pop()

    def finish(self) -> str:
        """Return what was written, closed, and begin anew."""
        while self.open:
            self.settle()
            self.parts.append(_CLOSING[self.open.pop()])
            self.last = "v"
        text = "".join(self.parts)
        self.parts, self.last = [], ""
        return text


def _pieces(text: str) -> list[str]:
    """Return the text of each object or list, mended."""
    pieces: list[str] = []
    writer = _Writer()
    at, end = 0, len(text)
    while at < end and len(pieces) < _MOST_VALUES:
        token = _TOKEN.match(text, at)
        if token is None:
            break
        at = token.end()
        kind = token.lastgroup
        if kind == "quote":
            stop = _end_of_string(text, at, writer)
            if writer.open:
                writer.value(_string(text[at:stop]))
            at = stop + 1
        elif kind == "bare" and writer.open:
            writer.value(_word(token["bare"], is_name=writer.awaits_name()))
        elif kind == "sign" and (writer.open or token["sign"] in "{["):
            writer.sign(token["sign"])
            if not writer.open:
                pieces.append(writer.finish())
    if writer.open:
        pieces.append(writer.finish())
    return pieces


def _word(word: str, *, is_name: bool) -> str:
    """Return a bare word as JSON has it: a name gets quotation marks, a value that JSON does not know is null."""
    if is_name:
        return _string(word)
    return word if word in _BARE or _NUMBER.match(word) else "null"


def _end_of_string(text: str, start: int, writer: _Writer) -> int:
    """Return where the string ends: at the first quotation mark behind which the text goes on as JSON does."""
    in_list = bool(writer.open) and writer.open[-1] == "["
    after = _AFTER_NAME if writer.awaits_name() else _AFTER_ITEM if in_list else _AFTER_VALUE
    for quote in _QUOTE.finditer(text, start):
        at = quote.start()
        if _is_escaped(text, at, start):
            continue
        if after.match(text, quote.end()):
            return at
    return len(text)


def _is_escaped(text: str, at: int, start: int) -> bool:
    count = 0
    while at - count > start and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _string(text: str) -> str:
    """Return a string's text as JSON writes it: with its quotation marks escaped and no other escapes than JSON's."""
    return f'"{_ESCAPE.sub(lambda sign: sign[0] if sign[1] else _ESCAPED[sign[0]], text)}"'
