"""What changed between two versions: two records in, the changed fields out, each word by word whatever its script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from scraper.model import Article, codec
from scraper.scripts import UNSPACED
from scraper.store.versions.changes import changed_fields

# A blank, a character of a script without blanks, or a word.
_TOKEN = re.compile(rf"\s+|[{UNSPACED}]|[^\s{UNSPACED}]+")


class Piece(NamedTuple):
    """A run of words: `kind` is same, removed or added."""

    kind: str
    text: str


class Change(NamedTuple):
    """A field that differs."""

    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def compare(old: Article, new: Article) -> tuple[Change, ...]:
    """Return the changes of content from the old version to the new one, field by field."""
    changes = []
    for name in changed_fields(old, new):
        before, after = _text(old, name), _text(new, name)
        changes.append(Change(name, before, after, tuple(pieces(before, after))))
    return tuple(changes)


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Yield the runs of words that stayed, went and came.

    >>> [tuple(piece) for piece in pieces("매매가격이 크게 올랐다", "매매가격이 조금 올랐다")]
    [('same', '매매가격이 '), ('removed', '크게'), ('added', '조금'), ('same', ' 올랐다')]
    """
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    for kind, start, end, new_start, new_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(one[start:end]))
            continue
        if end > start:
            yield Piece("removed", "".join(one[start:end]))
        if new_end > new_start:
            yield Piece("added", "".join(other[new_start:new_end]))


def _text(article: Article, name: str) -> str:
    if name == "body":
        return "\n".join(block.text for block in article.body)
    return _flat(codec.encode(getattr(article, name)))


def _flat(value: Any) -> str:
    """Return a field's value as text, its parts parted by line breaks."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part is not None)
    if isinstance(value, list):
        return "\n".join(_flat(part) for part in value)
    return str(value)
