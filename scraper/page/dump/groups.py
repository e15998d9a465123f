"""Lines of a dump in, the tags and elements that stand in for markup out: lines that belong together share one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from scraper.model import Element, Line

_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)\]]*$")
# A line of prose is this long, or this long with the end of a sentence, or ends as only Korean sentences do.
_LONG = 80
_SHORT = 40
_KOREAN_ENDS = ("다.", "요.", "다.”", '다."')


def tag_of(text: str, line: Line) -> str:
    """Return the tag that a line has in a page: `li` behind a bullet, `h1` to `h6`, `p` for prose, else `div`."""
    if line.level:
        return f"h{line.level}"
    if line.bullet:
        return "li"
    prose = len(text) >= _LONG or (len(text) >= _SHORT and _SENTENCE_END.search(text))
    return "p" if prose or text.endswith(_KOREAN_ENDS) else "div"


def group(lines: Sequence[Line], tags: Sequence[str]) -> tuple[tuple[Element, ...], list[int]]:
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


def _usual_gap(lines: Sequence[Line], tags: Sequence[str]) -> int:
    """Return the widest common gap before a paragraph: what most have, or one in four."""
    gaps = Counter(line.gap for line, tag in zip(lines, tags, strict=True) if tag == "p")
    total = gaps.total()
    return max((gap for gap, count in gaps.items() if 4 * count >= total), default=0)
