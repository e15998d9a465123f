"""A text with its spans in, the same in Markdown out: links, strong emphasis and emphasis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from scraper.model.record import Span

# Stands for a piece of markup until the letters around it are escaped; no record holds it.
_SLOT = "\x02"
_SIGNS = {"strong": "**", "emphasis": "*"}
_TAGS = {"strong": "strong", "emphasis": "em"}
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\\]+")


def parts(spans: Sequence[Span], texts: Sequence[str], separator: str) -> list[tuple[Span, ...]]:
    r"""Return the spans of each of the texts, which stand one behind the other with the separator between them.

    >>> parts((Span(4, 7, "strong"),), ("one", "two"), "\n")
    [(), (Span(start=0, end=3, kind='strong', href=None),)]
    """
    found, place = [], 0
    for text in texts:
        inside = [one for one in spans if place <= one.start and one.end <= place + len(text)]
        found.append(tuple(Span(one.start - place, one.end - place, one.kind, one.href) for one in inside))
        place += len(text) + len(separator)
    return found


def marked(text: str, spans: Sequence[Span], escape: Callable[[str], str]) -> str:
    """Return the text, its letters as `escape` returns them, with the markup of its spans.

    >>> marked("See the map.", (Span(8, 11, "link", "https://a.example/"), Span(4, 7, "strong")), str)
    'See **the** [map](https://a.example/).'
    """
    if not spans:
        return escape(text)
    slots: list[tuple[int, str]] = []
    around: list[tuple[Span, str]] = []
    kept = _nested(text, spans)
    for one in kept:
        while around and around[-1][0].end <= one.start:
            slots.append((around[-1][0].end, around.pop()[1]))
        start, end = _link(one) if one.kind == "link" else _emphasis(text, one, kept)
        slots.append((one.start, start))
        around.append((one, end))
    while around:
        slots.append((around[-1][0].end, around.pop()[1]))
    pieces, place = [], 0
    for at, _ in slots:
        pieces.append(text[place:at])
        place = at
    pieces.append(text[place:])
    shown = escape(_SLOT.join(pieces)).split(_SLOT)
    return shown[0] + "".join(markup + piece for (_, markup), piece in zip(slots, shown[1:], strict=True))


def _nested(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans from the left, the outer ones first, without those that cross another."""
    kept: list[Span] = []
    around: list[Span] = []
    for one in sorted(spans, key=lambda span: (span.start, -span.end)):
        while around and around[-1].end <= one.start:
            around.pop()
        is_known = one.kind == "link" or one.kind in _SIGNS
        if is_known and 0 <= one.start < one.end <= (around[-1].end if around else len(text)):
            kept.append(one)
            around.append(one)
    return kept


def _link(one: Span) -> tuple[str, str]:
    href = one.href or ""
    if not _PLAIN_ADDRESS.fullmatch(href):
        href = f"<{href.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20').replace(chr(10), '')}>"
    return "[", f"]({href})"


def _emphasis(text: str, one: Span, spans: Sequence[Span]) -> tuple[str, str]:
    """Return the signs around an emphasis, or tags where CommonMark would not read the signs (6.2)."""
    ends = {one.start, one.end}
    touching = [other for other in spans if other is not one and ends & {other.start, other.end}]
    before, behind = text[one.start - 1 : one.start] if one.start else " ", text[one.end : one.end + 1] or " "
    opens = not _is_sign(text[one.start]) or not before.isalnum()
    closes = not _is_sign(text[one.end - 1]) or not behind.isalnum()
    is_alone = not (before.isalnum() or behind.isalnum())
    if opens and closes and (not touching or (is_alone and all(other.kind == "link" for other in touching))):
        return _SIGNS[one.kind], _SIGNS[one.kind]
    return f"<{_TAGS[one.kind]}>", f"</{_TAGS[one.kind]}>"


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
