"""What the elements of a page's head say of it."""

from __future__ import annotations

from scraper.page.markup.attributes import head_link_of, meta_of, read_attributes


class Head:
    """What was said so far, in page order."""

    def __init__(self) -> None:
        self.meta: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.base: str | None = None

    def add_meta(self, _tag: str, markup: str) -> None:
        """Take down a `<meta>`."""
        said = meta_of(read_attributes(markup))
        if said:
            self.meta.append(said)

    def add_link(self, _tag: str, markup: str) -> None:
        """Take down a `<link>`."""
        link = head_link_of(read_attributes(markup))
        if link:
            self.links.append(link)

    def add_base(self, _tag: str, markup: str) -> None:
        """Take down a `<base>`: the first with an address counts."""
        if self.base is None:
            self.base = read_attributes(markup).get("href")
