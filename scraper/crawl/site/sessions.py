"""Names of parameters that do not say which page it is: sessions, where the reader came from; learned from the site.

From its links, where the same addresses come back with new codes; and from its stories, where one comes back word for
word under another value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from scraper.discover import PAGE_PARAMETERS, look

# A value that may be a session's: a code of so many letters and digits.
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9_-]{8,}", re.ASCII)
# So many addresses came back with another value, and none with two on one page, before a name is believed.
_ENOUGH = 3
# Addresses that are remembered, so that memory stays flat.
_MOST = 20_000


class Sessions:
    """What is learned of one site's parameters; `names` are those that say who visits, not which page it is."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        # Set when a name was learned: keys that were made before hold it.
        self.is_new = False
        self._values: dict[tuple[str, str], str] = {}
        self._changed: dict[str, set[str]] = defaultdict(set)
        self._refused: set[str] = set()
        # The story at an address but for one parameter, with the whole address; and the parameters of stories.
        self._stories: dict[tuple[str, str], tuple[bytes, str]] = {}
        self._met: set[str] = set()

    def learn(self, urls: Iterable[str]) -> None:
        """Look at the links of one page."""
        here: dict[tuple[str, str], str] = {}
        for url in urls:
            for name, value in _codes(url):
                place = (name, without(url, {name}))
                if here.setdefault(place, value) != value:
                    # Two pages on one page: the value names them.
                    self._refused.add(name)
        for (name, rest), value in here.items():
            before = self._values.setdefault((name, rest), value)
            if before != value and look(rest).is_open:
                self._changed[name].add(rest)
            self._believe(name)
        if len(self._values) > _MOST:
            self._values.clear()

    def read(self, url: str, text: bytes) -> None:
        """Note which story stands at an address, by the digest of its text."""
        named = {pair.partition("=")[0] for pair in url.partition("?")[2].split("&")} - {""}
        self._met |= {name for name in named if name.lower() not in PAGE_PARAMETERS}
        for name in self._met:
            rest = without(url, {name})
            before, at = self._stories.setdefault((name, rest), (text, url))
            if at == url:
                self._stories[name, rest] = (text, url)
            elif before != text:
                # Another value, or none, leads to another story.
                self._refused.add(name)
            else:
                self._changed[name].add(rest)
                self._believe(name)
        if len(self._stories) > _MOST:
            self._stories.clear()

    def _believe(self, name: str) -> None:
        if len(self._changed[name]) >= _ENOUGH and name not in self.names | self._refused:
            self.names.add(name)
            self.is_new = True

    def without(self, url: str) -> str:
        """Return an address without what only says who visits."""
        return without(url, self.names) if self.names and "?" in url else url


def _codes(url: str) -> Iterable[tuple[str, str]]:
    _, mark, query = url.partition("?")
    pairs = (pair.partition("=") for pair in query.split("&")) if mark else ()
    return ((name, value) for name, _, value in pairs if _CODE.fullmatch(value))


def without(url: str, names: Iterable[str]) -> str:
    """Return an address without the parameters of these names.

    >>> without("http://paper.example/view.php?t=7&visit=8f3a", {"visit"})
    'http://paper.example/view.php?t=7'
    """
    path, mark, query = url.partition("?")
    kept = [pair for pair in query.split("&") if pair.partition("=")[0] not in names]
    return f"{path}{mark if kept else ''}{'&'.join(kept)}"
