"""What a selector or a site function gives for a field in, its texts out: of strings, dates, tags and elements.

Nothing is judged here: the field's parser reads the texts as it reads those of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Any

from scraper.dom import markup_of
from scraper.model import Statement
from scraper.page import read

# The fields that can be given; of these, `_DATES` are read as dates and `body` keeps its paragraphs.
FIELDS = (
    *("headline", "subtitle", "kicker", "section", "tags", "authors", "dateline", "published", "modified", "body"),
    "agency",
)
_DATES = frozenset({"published", "modified"})
# Where an element that shows no text has its value.
_ATTRIBUTES = ("datetime", "content", "value")
_LONGEST = 2000


def statement(field: str, given: Any, source: str) -> Statement | None:
    """Return what is said of a field, `None` where nothing is; raises `ValueError` for what is no value.

    >>> statement("authors", ["Ann  Lee", None, "Bo Kim"], "site function gazette").texts
    ('Ann Lee', 'Bo Kim')
    """
    if field not in FIELDS:
        raise ValueError(f"{field!r} is no field that can be given; these can: {', '.join(FIELDS)}")
    if field == "body":
        html = "".join(_paragraphs(_outermost(list(_each(field, given)))))
        texts = tuple(block.text for block in read(f"<body>{html}").blocks) if html else ()
        return Statement(field, texts, source, html) if texts else None
    texts = tuple(text for one in _each(field, given) for text in _texts(field, one))
    long = next((text for text in texts if len(text) > _LONGEST), None)
    if long is not None:
        raise ValueError(f"{field}: {len(long)} characters are too many for it: {long[:40]!r}…")
    return Statement(field, texts, source) if texts else None


def texts_of(given: Any) -> tuple[str, ...]:
    """Return the lines of text that elements and texts show."""
    return tuple(text for one in _each("text", given) for text in _texts("text", one))


def _each(field: str, given: Any) -> Iterator[Any]:
    """Yield the single values: of a list those in it, of nothing none."""
    if given is None:
        return
    if isinstance(given, str | date) or markup_of(given) is not None:
        yield given
    elif isinstance(given, Iterable) and not isinstance(given, Mapping | bytes | bytearray):
        for one in given:
            yield from _each(field, one)
    else:
        raise ValueError(
            f"{field}: {given!r:.60} is a {type(given).__name__}; give texts, tags, dates or lists of them"
        )


def _texts(field: str, one: Any) -> list[str]:
    if isinstance(one, date):
        return [one.isoformat()]
    if isinstance(one, str):
        lines = [one]
    else:
        lines = [line for block in read(f"<body>{markup_of(one)}").blocks for line in block.text.split("\n")]
        stated = next((value for name in _ATTRIBUTES if (value := one.get(name))), None)
        if stated and (field in _DATES or not any(line.strip() for line in lines)):
            lines = [str(stated)]
    return [text for line in lines if (text := " ".join(line.split()))]


def _paragraphs(values: Iterable[Any]) -> Iterator[str]:
    """Yield the HTML of a body's parts; a text's lines are its paragraphs."""
    for one in values:
        if isinstance(one, date):
            raise ValueError("body: a date is no text")  # noqa: TRY004 -- a wrong value of a field, like others
        if isinstance(one, str):
            yield from (f"<p>{escape(line)}</p>" for line in one.splitlines() if line.strip())
        else:
            markup = markup_of(one) or ""
            yield markup if _is_block(one) else f"<p>{markup}</p>"


def _is_block(element: Any) -> bool:
    name = getattr(element, "name", None) or getattr(element, "tag", None)
    return name not in ("span", "a", "b", "i", "em", "strong", "font", "u")


def _outermost(values: list[Any]) -> list[Any]:
    """Return the values without the elements that stand inside of others."""
    given = {id(one) for one in values}
    return [one for one in values if not any(id(above) in given for above in _above(one))]


def _above(element: Any) -> Iterator[Any]:
    if not isinstance(element, str | date):
        parents = getattr(element, "parents", None)
        yield from parents if parents is not None else element.iterancestors()
