"""A page's plain text in, blocks out: one line, one block. Also tells text from HTML, and both from binary files.

A dump has no markup, so what its lines show stands in for it: bullets become `li`, prose `p`, the line that reads as
the headline `h1`, other short lines `div`; lines that belong together share an element.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from scraper.model import Block, Element, Page
from scraper.page.charset import BOMS, wide_codec

_MAGIC = tuple(
    b"\x89PNG|\xff\xd8\xff|GIF8|%PDF-|PK\x03\x04|PK\x05\x06|\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|\xd0\xcf\x11\xe0|RIFF"
    b"|\x7fELF|SQLite format 3|OggS|ID3|wOFF|wOF2|\0\0\x01\0|II*\0|MM\0*|\xca\xfe\xba\xbe|HWP Document".split(b"|")
)
_CONTROLS = bytes(sorted({*range(32), 127} - {*b"\t\n\v\f\r\x1a\x1b"}))
_SNIFFED = 4096

_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:a|article|b|body|br|center|div|em|font|form|h[1-6]|head|header|html|img|i|li|link|main|meta|p|script|section"
    r"|span|strong|style|table|tbody|td|title|tr|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)

_BULLET = re.compile(r"(\s*)([•◦▪‣·*-])\s+(?=\S)")
_UNWANTED = re.compile("[\0-\x08\x0e-\x1b\x7f\u200b\u2060\ufeff]")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)\]]*$")
_FIGURES = re.compile(r"[\d.:/()-]")
_DEGREES = re.compile(r"\d\s?(?:℃|°)")
# A line of prose is this long, or this long with the end of a sentence, or ends as only Korean sentences do.
_LONG = 80
_SHORT = 40
_KOREAN_ENDS = ("다.", "요.", "다.”", '다."')
_TITLE = range(8, 200)


def is_binary(content: bytes) -> bool:
    """Return whether the bytes are no text in any charset: an image, an archive, a document, zeros.

    >>> is_binary(bytes(100)), is_binary(b"%PDF-1.7"), is_binary("순천".encode("utf-16"))
    (True, True, False)
    """
    if content.startswith(_MAGIC):
        return True
    head = content[:_SNIFFED]
    if content.startswith(tuple(bom for bom, _ in BOMS)) or wide_codec(head) is not None:
        return False
    return 10 * (len(head) - len(head.translate(None, _CONTROLS))) > len(head)


def looks_like_html(text: str) -> bool:
    """Return whether a text has markup, rather than a stray tag or something in angle brackets.

    >>> looks_like_html("<p>One<p>Two"), looks_like_html("끝났다. <끝> <사진=시청>")
    (True, False)
    """
    if _DOCUMENT.match(text):
        return True
    head = text[: 16 * _SNIFFED]
    if "<" not in head:
        return False
    tags = len(_TAG.findall(head))
    return bool(_TAG.match(head.lstrip())) or (tags > 1 and 1000 * tags >= len(head))


class _Line(NamedTuple):
    """A line with text: without its bullet, and the number of empty lines before it."""

    text: str
    gap: int
    bullet: str
    is_indented: bool


def read_text(text: str, url: str | None) -> Page:
    r"""Return the lines of a plain text as the blocks of a page, without signals.

    >>> [block.tag for block in read_text("새 길 열려\n  • 공유하기\n\n시장이 새 길을 열었다.", None).blocks]
    ['div', 'li', 'p']
    """
    lines = _read_lines(text)
    tags = _tags(lines)
    headline = _headline(lines, tags)
    if headline is not None:
        tags[headline] = "h1"
    elements, places = _elements(lines, tags)
    blocks = tuple(
        Block(number, line.text, tag, place)
        for number, (line, tag, place) in enumerate(zip(lines, tags, places, strict=True))
    )
    return Page(url=url, blocks=blocks, elements=elements, kind="text")


def _read_lines(text: str) -> list[_Line]:
    if _UNWANTED.search(text):
        text = _UNWANTED.sub("", text)
    lines: list[_Line] = []
    gap = 0
    for raw in text.splitlines():
        bullet = _BULLET.match(raw)
        words = " ".join(raw[bullet.end() if bullet else 0 :].split())
        if words:
            lines.append(_Line(words, gap, bullet[2] if bullet else "", bool(bullet and bullet[1])))
        gap = 0 if words else gap + 1
    return [_settled(lines, number) for number in range(len(lines))]


def _settled(lines: list[_Line], number: int) -> _Line:
    """Return the line with its bullet back in place when it is no list item.

    List items are indented or have a neighbour; a lone dash opens a Korean subtitle, a lone asterisk a note.
    """
    line = lines[number]
    if not line.bullet or line.is_indented or _runs(lines, number) >= (3 if line.bullet == "-" else 2):
        return line
    return line._replace(text=f"{line.bullet} {line.text}", bullet="")


def _runs(lines: list[_Line], number: int) -> int:
    """Return how many of the five lines around a bulleted one have its bullet without a break, itself included."""
    run = 1
    for step in (-1, 1):
        for distance in (1, 2):
            other = number + step * distance
            if not 0 <= other < len(lines) or lines[other].bullet != lines[number].bullet:
                break
            run += 1
    return run


def _tags(lines: list[_Line]) -> list[str]:
    tags = []
    for line in lines:
        if line.bullet:
            tags.append("li")
        else:
            prose = len(line.text) >= _LONG or (len(line.text) >= _SHORT and _SENTENCE_END.search(line.text))
            tags.append("p" if prose or line.text.endswith(_KOREAN_ENDS) else "div")
    return tags


def _headline(lines: list[_Line], tags: list[str]) -> int | None:
    """Return the number of the line that reads as the headline, if there is text below it.

    The rungs: the last line above the text that stands there twice; the last one that an earlier line repeats beside
    something more (the window's title has the site's name); the first line of all.
    """
    prose = [number for number, tag in enumerate(tags) if tag == "p"]
    if not prose:
        return None
    first = next((number for number in prose if _SENTENCE_END.search(lines[number].text)), prose[0])
    above = [number for number in range(first) if tags[number] != "li" and _is_title(lines[number].text)]
    texts = [lines[number].text for number in above]
    counts = Counter(texts)
    for number in reversed(above):
        if counts[lines[number].text] > 1:
            return number
    for place in range(len(above) - 1, 0, -1):
        if any(other.startswith(texts[place]) or other.endswith(texts[place]) for other in texts[:place]):
            return above[place]
    return above[0] if above else None


def _is_title(text: str) -> bool:
    """Return whether a line is as long as a headline, and is no date, figure or reading."""
    if len(text) not in _TITLE or _DEGREES.search(text):
        return False
    return 3 * len(_FIGURES.findall(text)) < len(text) - text.count(" ")


def _elements(lines: list[_Line], tags: list[str]) -> tuple[tuple[Element, ...], list[int]]:
    """Return a root with an element for every group of lines, and each line's element.

    A group ends where a list begins or ends, and at a gap wider than those between the paragraphs.
    """
    usual = _usual_gap(lines, tags)
    elements = [Element(-1, "body", 0)]
    places = []
    was = ""
    for line, tag in zip(lines, tags, strict=True):
        kind = "ul" if tag == "li" else "div"
        if kind != was or line.gap > usual:
            elements.append(Element(0, kind, 1))
        was = kind
        places.append(len(elements) - 1)
    return tuple(elements), places


def _usual_gap(lines: list[_Line], tags: list[str]) -> int:
    """Return the widest common gap before a paragraph: what most have, or one in four."""
    gaps = Counter(line.gap for line, tag in zip(lines, tags, strict=True) if tag == "p")
    total = gaps.total()
    return max((gap for gap, count in gaps.items() if 4 * count >= total), default=0)
