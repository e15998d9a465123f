"""A tag's name in, what is done at it out."""

from __future__ import annotations

from typing import NamedTuple

from scraper.page.markup.tags import BLOCK_TAGS, VOID_TAGS, ended_by

# What a tag does to the reading.
BLOCK, BLOCK_END, INLINE, INLINE_END, OTHER, OTHER_END, NOTHING = range(7)
OTHERS = frozenset(
    """a b strong br hr img amp-img meta link time html body base picture source""".split()  # noqa: SIM905 -- readable
)
OTHER_ENDS = frozenset({"a", "b", "strong", "br", "hr", "html", "body"})


class Tag(NamedTuple):
    """What is done at a tag: `action`, its name, what the element that it opens ends; whether that may be hidden."""

    action: int
    name: str
    ends: frozenset[str] = frozenset()
    asks: bool = False


def tag_of(written: str | None, asked: frozenset[str]) -> Tag:
    """Return what a tag does, by its name as the page writes it; `asked` are those that may be hidden by their name."""
    if written is None:
        return Tag(NOTHING, "")
    name = written.lower()
    if name.startswith("/"):
        name = name[1:]
        if name in OTHER_ENDS:
            return Tag(OTHER_END, name)
        return Tag(BLOCK_END if name in BLOCK_TAGS else INLINE_END, name)
    if name in OTHERS:
        return Tag(OTHER, name)
    if name in VOID_TAGS:
        return Tag(NOTHING, name)
    asks = name in asked
    return Tag(BLOCK, name, ended_by(name), asks) if name in BLOCK_TAGS else Tag(INLINE, name, asks=asks)
