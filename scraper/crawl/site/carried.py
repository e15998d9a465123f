"""Parameters that a list hands on to the stories it shows, as `page=3`: on which of its pages the reader was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from scraper.crawl.reading import Anchor
from scraper.crawl.site.sessions import without
from scraper.crawl.site.walk import is_turning
from scraper.discover import PAGE_PARAMETERS, look

# So many different pages under one value, and none under another, before a page's number is no part of an address.
_ENOUGH = 3
_Form = tuple[str, frozenset[str]]


class Carried:
    """What is learned of one site's addresses: in which of them the number of a page is that of the list they stood on.

    The further pages of an article differ in that number; the stories on one page of a list share it.
    """

    def __init__(self) -> None:
        self._names: dict[_Form, str] = {}

    def recall(self, told: Iterable[Sequence[str]]) -> None:
        """Take in what an earlier run learned, as `describe` told it."""
        self._names.update({(path, frozenset(names)): name for name, path, *names in told})

    def describe(self) -> list[list[str]]:
        """Return what is known, as JSON-ready values."""
        return sorted([name, path, *sorted(names)] for (path, names), name in self._names.items())

    def learn(self, links: Iterable[Anchor]) -> None:
        """Look at the links of one page."""
        found: dict[tuple[_Form, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for link in links:
            for name, value in _places(link):
                rest = without(link.url, {name})
                if look(rest).is_open:
                    found[_form(link.url), name][value].add(rest)
        for (form, name), values in found.items():
            if len(values) == 1 and len(*values.values()) >= _ENOUGH:
                self._names[form] = name

    def without(self, url: str) -> str:
        """Return an address without the number of the list's page."""
        name = self._names.get(_form(url)) if self._names and "?" in url else None
        return without(url, {name}) if name else url


def _places(link: Anchor) -> list[tuple[str, str]]:
    """Return the page numbers in an address, of a link that does not turn the pages."""
    _, mark, query = link.url.partition("?")
    if not mark or is_turning(link.text):
        return []
    pairs = [pair.partition("=") for pair in query.split("&")]
    return [(name, value) for name, _, value in pairs if name.lower() in PAGE_PARAMETERS and value.isdecimal()]


def _form(url: str) -> _Form:
    """Return what addresses have in common that one program answers: the path without numbers, and the names."""
    names = (pair.partition("=")[0] for pair in urlsplit(url).query.split("&"))
    return look(url).shape.partition("?")[0], frozenset(names)
