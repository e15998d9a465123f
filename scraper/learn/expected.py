"""What a page should say, field by field, in; the blocks that say it out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from scraper.model import Page, Role

# The fields that can be taught by their value, and the role of the blocks that show them.
FIELDS: Mapping[str, Role] = MappingProxyType(
    {
        "headline": Role.HEADLINE,
        "subtitle": Role.SUBTITLE,
        "kicker": Role.KICKER,
        "authors": Role.AUTHOR,
        "body": Role.BODY,
    }
)
_LISTS = frozenset({"authors", "body"})
# A block that shows a value may have so much beside it, as a byline has around the name.
_BESIDE = 1.3
_BYLINE = 160
# Shorter paragraphs stand on a page in many places.
_PARAGRAPH = 20
# A subtitle has so many lines at most, a block each.
_LINES = 4


def problem_of(values: Mapping[str, Any]) -> str | None:
    """Return why values teach nothing, or can't be compared; other keys of a record may stand beside them.

    >>> problem_of({"headline": "Ferry back", "url": "https://a.example/"}), problem_of({"headlin": "Ferry back"})
    (None, 'has none of headline, subtitle, kicker, authors, body')
    >>> problem_of({"headline": 3})
    'headline is no text'
    """
    if FIELDS.keys().isdisjoint(values):
        return f"has none of {', '.join(FIELDS)}"
    for field in FIELDS:
        value = values.get(field)
        if value is not None and not isinstance(value, (str, list) if field in _LISTS else str):
            return f"{field} is no {'list' if field in _LISTS else 'text'}"
    return None


def expected_blocks(page: Page, field: str, value: Any) -> frozenset[int]:
    """Return the blocks that show the value of a field; none where no block, or none alone, does."""
    if field == "body":
        text = bare(value if isinstance(value, str) else " ".join(map(name_of, value or ())))
        return frozenset(
            block.number for block in page.blocks if len(one := bare(block.text)) >= _PARAGRAPH and one in text
        )
    if field == "authors":
        names = [bare(name_of(one)) for one in ([value] if isinstance(value, str) else value or ())]
        found = [
            block.number
            for block in page.blocks
            if names and len(block.text) <= _BYLINE and all(name in bare(block.text) for name in names)
        ]
        return frozenset(found[:1])
    wanted = bare(value or "")
    if not wanted:
        return frozenset()
    whole = [block.number for block in page.blocks if bare(block.text) == wanted]
    near = [
        block.number
        for block in page.blocks
        if wanted in (one := bare(block.text)) and len(one) <= _BESIDE * len(wanted) + 2
    ]
    lines = [
        block.number for block in page.blocks if _LINES * len(one := bare(block.text)) >= len(wanted) and one in wanted
    ]
    return frozenset((whole or near)[:1] or (lines if field == "subtitle" else ()))


def name_of(value: Any) -> str:
    """Return the text of a value: an author's name, a paragraph's text."""
    return str(value.get("name") or value.get("text") or "") if isinstance(value, Mapping) else str(value)


def bare(text: str) -> str:
    """Return a text for comparing: without blanks and capitals."""
    return "".join(text.split()).casefold()
