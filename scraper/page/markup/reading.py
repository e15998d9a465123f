"""What one pass over an HTML page yields."""

from __future__ import annotations

from typing import NamedTuple

from scraper.model import Block, Element, ImageTag, Inline, Link, Mark, Script

# A shorter text is no article that a page could keep back.
_ARTICLE = 200
# What a text of a story has at least; menus and labels have less.
_SENTENCE = 30


class Reading(NamedTuple):
    """Everything one pass over the page yields."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    marks: tuple[Mark, ...]
    images: tuple[ImageTag, ...]
    links: tuple[Link, ...]
    title: str
    language: str
    meta: tuple[tuple[str, str], ...]
    head_links: tuple[tuple[str, str], ...]
    scripts: tuple[Script, ...]
    base: str
    inlines: tuple[Inline, ...]

    def is_mostly_hidden(self) -> bool:
        """Whether a browser would show less of the text than it hides."""
        hidden = sum(len(block.text) for block in self.blocks if self.elements[block.element].is_hidden)
        return hidden >= _ARTICLE and hidden * 2 > sum(len(block.text) for block in self.blocks)

    def hides_story_of(self, bare: Reading) -> bool:
        """Whether style sheets hide the story: of its prose less is shown than hidden; `bare` is read without them."""
        return self._prose() * 2 <= bare._prose()

    def _prose(self) -> int:
        """How many letters the shown texts have that may be sentences and are no links."""
        return sum(
            len(block.text)
            for block in self.blocks
            if len(block.text) >= _SENTENCE
            and block.link_chars * 2 < len(block.text)
            and not self.elements[block.element].is_hidden
        )
