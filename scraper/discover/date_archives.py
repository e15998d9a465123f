"""Archives by date: an address that names a day or a month in, the addresses of other days and months out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_PATTERN = re.compile(r"(?<!\d)((?:19|20)\d\d)([/._-]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)")


class DateArchive(NamedTuple):
    """An address with its date taken out: what stands before and behind it, what parts it, whether it has a day."""

    before: str
    after: str
    mark: str
    has_day: bool

    def at(self, day: date) -> str:
        """Return the address of another day or month."""
        parts = [f"{day:%Y}", f"{day:%m}", f"{day:%d}"][: 3 if self.has_day else 2]
        return f"{self.before}{self.mark.join(parts)}{self.after}"

    def between(self, first: date, last: date) -> Iterator[str]:
        """Yield the addresses of all days or months from `first` to `last`, the newest first."""
        day = last
        while day >= first.replace(day=1 if not self.has_day else first.day):
            yield self.at(day)
            day = day - timedelta(days=1) if self.has_day else day.replace(day=1) - timedelta(days=1)


def date_archive(url: str) -> DateArchive | None:
    """Return the archive that an address belongs to, if it names a month or a day.

    >>> date_archive("http://paper.example/2015/03/").at(date(2016, 7, 1))
    'http://paper.example/2016/07/'
    >>> date_archive("http://paper.example/list?day=20150301&page=1").at(date(2016, 7, 2))
    'http://paper.example/list?day=20160702&page=1'
    """
    head, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    found = _PATTERN.search(path)
    if not found:
        return None
    start = f"{head}://{host}{slash}"
    return DateArchive(f"{start}{path[: found.start()]}", path[found.end() :], found[2], bool(found[4]))
