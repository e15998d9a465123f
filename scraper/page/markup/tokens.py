"""HTML text in, a flat list of texts and tags out, with the title, data scripts and style sheets taken out of it.

Tags are told from text as the HTML standard does (section 13.2.5): quotes count after `=` only, and what is no tag
though it begins as one (`<!…`, `<?…`, `</` without a letter) is none up to its `>`. Linear in the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.model import Script
from scraper.page.markup.islands import ATTRIBUTES, Islands

_TAG = re.compile(rf"<(?:(/?[a-zA-Z][^\s/>]*+)({ATTRIBUTES})|[!?][^>]*+|/(?:[^a-zA-Z>][^>]*+)?)>", re.ASCII)
_UNFINISHED = re.compile(r"<(?:[!?a-zA-Z]|/.)", re.DOTALL)
# White space between tags.
MARKUP_SPACE = " \t\n\v\f\r"


class Tokens(NamedTuple):
    """A page as a flat list: text, tag, attributes; text, tag, attributes; ... text.

    A tag is its name as written, with `/` for an end tag, `None` for what is no tag; attributes are their markup. No
    character reference is resolved. `styles` are the style sheets that may hide something.
    """

    parts: list[str]
    title: str
    scripts: tuple[Script, ...]
    styles: tuple[str, ...]


def tokenize(source: str) -> Tokens:
    """Return the texts and tags of an HTML page."""
    islands = Islands(source)
    text = islands.cut()
    end = text.rfind(">") + 1
    parts = _TAG.split(text[:end])
    unfinished = _UNFINISHED.search(text, end)
    parts[-1] += text[end : unfinished.start() if unfinished else len(text)]
    if "utton" in text or "UTTON" in text:
        _name_words(parts)
    return Tokens(parts, islands.title, tuple(islands.scripts), tuple(islands.styles))


def _name_words(parts: list[str]) -> None:
    """Have a button with a label in the middle of a line, right between two texts, read as the words of it."""
    for place in range(1, len(parts) - 5, 3):
        is_button = parts[place] and parts[place].lower() == "button" and (parts[place + 3] or "").lower() == "/button"
        if not is_button or not parts[place - 1].strip(MARKUP_SPACE):
            continue
        label, after = parts[place + 2], parts[place + 5].lstrip(MARKUP_SPACE)
        if label and "<" not in label and after and after[0] != "<":
            parts[place], parts[place + 3] = "span", "/span"
