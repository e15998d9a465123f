"""The text between a page's tags, piece by piece as it came: its length, its lines, the running text that it makes."""

from __future__ import annotations

from html import unescape

from scraper.page.markup.tags import HEADINGS

# Stands for a line break among the pieces.
BREAK = "\v"
# Lines between single <br> become blocks of their own when the whole is longer than this; shorter runs are addresses,
# headlines and subtitles that the page breaks for looks.
_SPLIT_LINES_OVER = 200
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


def is_blank(pieces: list[str]) -> bool:
    """Return whether there is nothing to see of pieces as they came."""
    return not flat(pieces) if pieces else True


def lines_of(text: str, tag: str) -> list[str]:
    """Return the lines of a text with breaks: as they are in `pre`, without empty ones elsewhere."""
    if tag == "pre":
        return text.replace(BREAK, "\n").replace("\r", "").strip("\n").split("\n")
    lines = [" ".join(line.split()) for line in text.split(BREAK)]
    return [line for line in lines if line.strip(INVISIBLE)]


def share_out(text: str, tag: str, link_chars: int, bold_chars: int) -> list[tuple[str, int, int]]:
    """Return the blocks that a text with line breaks makes, all in one or one a line.

    With each stand its shares of the characters in links and in bold, by its length.
    """
    lines = lines_of(text, tag)
    whole = "\n".join(lines)
    if len(whole) <= _SPLIT_LINES_OVER or len(lines) < 2 or not breaks_split(tag):
        lines = [whole] if whole.strip(INVISIBLE) else []
    total = sum(map(len, lines)) or 1
    link_share, bold_share = min(1.0, link_chars / total), min(1.0, bold_chars / total)
    return [(line, int(len(line) * link_share), int(len(line) * bold_share)) for line in lines]


def leads_away(href: str, tag: str) -> bool:
    """Return whether the text of a link counts as one: not where a heading is an anchor, or leads to itself.

    >>> leads_away("/news", "h2"), leads_away("", "h2"), leads_away("#aims", "h2"), leads_away("", "p")
    (True, False, False, True)
    """
    return tag not in HEADINGS or href[:1] not in {"", "#"}


def is_sign(text: str) -> bool:
    """Return whether a link says no more than that it is one: the sign behind a heading.

    >>> is_sign("¶"), is_sign("🔗\ufe0e"), is_sign("2"), is_sign("")
    (True, True, False, False)
    """
    return 0 < len(text) <= 2 and not any(map(str.isalnum, text))
