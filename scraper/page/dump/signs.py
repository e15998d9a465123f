"""A line in, its text without the signs that tools put there out: bullets, buttons, fields, links, Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from scraper.page.dump.rows import Row

_BULLET = re.compile(r"([•◦▪‣·*●○■□+#@o-]|\d{1,3}\.)\s+(?=\S)")
# These are words and signs of other things too: only further in are they bullets.
_DOUBTFUL = frozenset("+#@o")
# What a text browser prints for what it can't show.
_FIELD = re.compile(r"_{4,}|\(_\)|\[_\]|\( \)|\[ \]")
_FRAME = re.compile(r"(?:IFRAME|FRAME|FORM):\s*(?=\S)|\[(?:EMBED|INLINE|LINK|IMAGE|USEMAP)\]")
_CHANGE = re.compile(r"\[(?:INS|DEL):|:(?:INS|DEL)\]")
_PICTURE = re.compile(r"\[[^\s\[\]]{1,200}?\.(?:jpe?g|png|gif|svg|webp)[^\s\[\]]{0,200}\]", re.IGNORECASE)
_RULE = re.compile(r"[-_=*~─━—–\s]{3,}$")

_LINK = re.compile(r"(?<!!)\[((?:\\.|[^\[\]\\])*)\]\(\s*<?([^\s()<>]*)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
_IMAGE = re.compile(r"!\[((?:\\.|[^\[\]\\])*)\]\(\s*<?([^\s()<>]*)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*\*\*|\*\*|__|\*)(?=\S)(.{1,300}?)(?<=[^\s\\])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
# A text with two links, or a heading and either, is Markdown.
_MARKDOWN = re.compile(r"\]\((?:https?:|/|#|mailto:)|^#{1,6} \S|^\*\*\S.*\S\*\*$", re.MULTILINE)
_FEW = 2
# Numbers of links in brackets before their texts, when the addresses stand below.
_NUMBER = re.compile(r"\[\d{1,4}\]\s?(?=\S)")
_REFERENCE = re.compile(r"\d{1,4}\. (?:https?|file|mailto|ftp):\S+$")


class Signed(NamedTuple):
    """A line without its signs, and what they said; of its characters `link_chars` are links. No text: a mere sign."""

    text: str
    bullet: str = ""
    level: int = 0
    mark: str = ""
    link_chars: int = 0
    images: tuple[tuple[str, str], ...] = ()


class Signs:
    """What signs the tool that wrote a text uses, seen once for the whole of it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        texts = [row.text for row in rows]
        # Only these lines can have what is counted: asking each for its first character is by far cheaper.
        marked = [text for text in texts if text[0] in "#*" or "](" in text]
        self._is_markdown = sum(len(_MARKDOWN.findall(text)) for text in marked) >= _FEW
        self._is_numbered = sum(bool(_REFERENCE.match(text)) for text in texts if text[0].isdigit()) >= _FEW

    def read(self, row: Row) -> Signed:
        """Return the line without its signs."""
        text = row.text
        if self._is_markdown:
            heading = _HEADING.match(text)
            if heading:
                return self._marked_down(text[heading.end() :].rstrip("#"), "", len(heading[1]))
        if text[0].isalpha() and text[0] != "o" and not self._is_markdown:
            return self._plain(text, "")
        if _RULE.match(text):
            return Signed("")
        bullet = _BULLET.match(text)
        sign = ""
        if bullet and (row.indent > 1 or (bullet[1] not in _DOUBTFUL and not bullet[1][0].isdigit())):
            sign = "1" if bullet[1][0].isdigit() else bullet[1]
            text = text[bullet.end() :]
        if self._is_markdown:
            return self._marked_down(text.removeprefix("> "), sign, 0)
        return self._plain(text, sign)

    def _marked_down(self, text: str, bullet: str, level: int) -> Signed:
        images = tuple((match[2], match[1]) for match in _IMAGE.finditer(text))
        if images:
            text = _IMAGE.sub("", text)
        links = sum(len(match[1]) for match in _LINK.finditer(text))
        if links:
            text = _LINK.sub(r"\1", text)
        text = _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", text))
        text = " ".join(text.split())
        return Signed(text, bullet, level, "image" if images else "", min(links, len(text)), images)

    def _plain(self, text: str, bullet: str) -> Signed:
        mark = ""
        if "(BUTTON)" in text:
            mark, text = "button", text.replace("(BUTTON)", " ")
        if "__" in text or "(_)" in text or "[_]" in text:
            mark, text = "field", _FIELD.sub(" ", text)
        if "FRAME:" in text or text.startswith("FORM:"):
            mark, text = "field", _FRAME.sub("", text)
        links = 0
        if "[" in text:
            if self._is_numbered:
                shorter = _NUMBER.sub("", text)
                links = len(shorter) if text.startswith("[") and shorter != text else 0
                text = shorter
            if _PICTURE.search(text):
                mark, text = "image", _PICTURE.sub("", text)
            text = _CHANGE.sub("", _FRAME.sub("", text))
        if self._is_numbered and _REFERENCE.match(text):
            mark = "link"
        text = " ".join(text.split())
        return Signed(text, bullet, 0, mark, min(links, len(text)))
