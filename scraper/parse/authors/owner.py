"""The names of a page's publisher, and whether a name that is one of them is nevertheless the writer's."""

from __future__ import annotations

from collections.abc import Mapping

from scraper.model import Page
from scraper.parse.authors.declared import host_names, letters
from scraper.parse.authors.shapes import is_own_person
from scraper.parse.page_data import texts, types


class Owner:
    """What a page's publisher is called; a name of one that a person's own site has is a writer's, too."""

    def __init__(self, page: Page, names: frozenset[str]) -> None:
        self._page = page
        self._names = names

    def also(self, names: frozenset[str]) -> Owner:
        """Return the owner with more names."""
        return Owner(self._page, self._names | names)

    def is_called(self, name: str) -> bool:
        """Tell whether the name is the publisher's and no person's."""
        return letters(name) in self._names and not (is_own_person(name) and self._is_writer(name))

    def _is_writer(self, name: str) -> bool:
        """Tell whether the publisher is a person: by its declared type, by the address, or by a mark that says author.

        A paper's name of two words looks like a person's, and papers declare themselves a Person.
        """
        spelled, page = letters(name), self._page
        if any(spelled in host for host in host_names(page)):
            return True
        if any(mark.kind == "author" and name in mark.text for mark in page.marks):
            return True
        publishers = [node.get("publisher") for node in page.signals.json_ld]
        declared = [node for node in publishers if isinstance(node, Mapping) and name in texts(node)]
        return not declared or any("Person" in types(node) for node in declared)
