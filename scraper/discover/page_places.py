"""What an address says of its day and of its place in a list, before anybody asks for it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.discover.address_words import PAGE_PARAMETERS

_DATE_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/._-]?(0[1-9]|1[0-2])(?:[/._-]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_PAGE_IN_PATH = (
    re.compile(r"(?<=/)page[/_-]?(\d{1,6})(?=/?$)", re.IGNORECASE),
    re.compile(r"(?<=[/_-])(?:index|list|page)[_-]?(\d{1,6})(?=\.\w{2,5}$)", re.IGNORECASE),
)


def date_in(url: str) -> datetime | None:
    """Return the day that the address names, in UTC.

    >>> date_in("http://paper.example/2024/04/30/ferry/").date().isoformat()
    '2024-04-30'
    """
    path = urlsplit(url).path
    found = _DATE_IN_PATH.search(path)
    if not found or not found[3]:
        return None
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
    except ValueError:
        return None


class PagePlace(NamedTuple):
    """A page of a list: the address with `{}` where the page's number stands, and the number."""

    template: str
    number: int

    def at(self, number: int) -> str:
        """Return the address of another page of the list."""
        return self.template.replace("{}", str(number))


def page_place(url: str) -> PagePlace | None:
    """Return which page of a list the address is, if it states a number.

    >>> page_place("http://paper.example/list.html?code=S1&page=3")
    PagePlace(template='http://paper.example/list.html?code=S1&page={}', number=3)
    >>> page_place("http://paper.example/category/local/page/2/").template
    'http://paper.example/category/local/page/{}/'
    """
    if "{" in url:
        return None
    head, mark, query = url.partition("?")
    for number, pair in enumerate(fields := query.split("&")):
        name, _, value = pair.partition("=")
        if name.lower() in PAGE_PARAMETERS and value.isdecimal() and len(value) < 7:
            fields[number] = f"{name}={{}}"
            return PagePlace(f"{head}?{'&'.join(fields)}", int(value))
    for pattern in _PAGE_IN_PATH:
        found = pattern.search(head)
        if found:
            return PagePlace(f"{head[: found.start(1)]}{{}}{head[found.end(1) :]}{mark}{query}", int(found[1]))
    return None
