"""The text between a page's tags, piece by piece as it came: its length, its lines, the running text that it makes."""

from __future__ import annotations

from html import unescape

from scraper.page.tags import HEADINGS

# Stands for a line break among the pieces.
BREAK = "\v"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\x1f"


def breaks_split(tag: str) -> bool:
    """Whether line breaks can end a block in `tag`: not in preformatted text and headings."""
    return tag != "pre" and tag not in HEADINGS


def flat(pieces: list[str]) -> str:
    """Return the running text of pieces as they came."""
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    return " ".join((unescape(text) if "&" in text else text).split())


def size_of(pieces: list[str]) -> int:
    """Return the length of the text, entities and blanks as they came."""
    return sum(map(len, pieces))


def is_blank(piece: str) -> bool:
    """Return whether there is nothing to see of a piece."""
    return piece.isspace() or ("&" in piece and unescape(piece).isspace())


def lines_of(text: str, tag: str) -> list[str]:
    """Return the lines of a text with breaks: as they are in `pre`, without empty ones elsewhere."""
    if tag == "pre":
        return text.replace(BREAK, "\n").replace("\r", "").strip("\n").split("\n")
    lines = [" ".join(line.split()) for line in text.split(BREAK)]
    return [line for line in lines if line.strip(INVISIBLE)]
