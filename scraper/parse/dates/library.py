"""The date library, for what the own formats don't read: a short text in the page's language in, a time out.

It takes a third of a second when it is first asked, so it is asked last, and only for text that looks like a date.
"""

from __future__ import annotations

import re
from datetime import datetime

from scraper.parse.dates.labels import label_of

_LONGEST = 40
_SHORTEST = 5
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_YEAR = re.compile(r"\d{4}")
_COLON = re.compile(r"^[^\d:]{1,30}:\s*")


def ask_library(text: str, *, language: str, captured_at: datetime | None) -> datetime | None:
    """Return what the date library reads in a short text with a number and a word.

    Relative dates are told from the time of the visit, and not read without it; others need day, month and year.

    >>> ask_library("vor 3 Stunden", language="de", captured_at=datetime(2024, 4, 30, 14, 5)).isoformat()
    '2024-04-30T11:05:00'
    >>> ask_library("May", language="en", captured_at=datetime(2024, 4, 30))
    """
    text = _COLON.sub("", text.strip())
    if not _SHORTEST <= len(text) <= _LONGEST or not _NUMBER.search(text) or not _WORD.search(text):
        return None
    if captured_at is None and not _may_name_day(text):
        return None
    if label_of(text):
        text = " ".join(word for word in text.split() if not label_of(word))
    import dateparser

    settings: dict[str, object] = {"STRICT_PARSING": True, "PREFER_DATES_FROM": "past", "PARSERS": ["absolute-time"]}
    if captured_at:
        settings |= {"RELATIVE_BASE": captured_at.replace(tzinfo=None), "PARSERS": ["relative-time", "absolute-time"]}
    try:
        found: datetime | None = dateparser.parse(text, languages=[language], settings=settings)
    except (ValueError, OverflowError, TypeError, RecursionError):
        return None
    return found.replace(tzinfo=captured_at.tzinfo) if found and captured_at and found.tzinfo is None else found


def _may_name_day(text: str) -> bool:
    """Return whether there are numbers enough for a day and its year, which two short ones are not: `10-19 h`."""
    numbers = len(_NUMBER.findall(text))
    return numbers > 2 or (numbers == 2 and _YEAR.search(text) is not None)
