"""What was read: a page of blocks with the elements, marks and signals around them, and what each block is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from scraper.model.response import Wall

T = TypeVar("T")


class Element(NamedTuple):
    """One block-level element; `parent` is its number in `Page.elements` (-1: none)."""

    parent: int
    tag: str
    depth: int
    attributes: Mapping[str, str] = MappingProxyType({})
    is_hidden: bool = False

    @property
    def hint(self) -> str:
        """Its class, id and itemprop in lower case, for what they say about its part in the page."""
        get = self.attributes.get
        return f"{get('class', '')} {get('id', '')} {get('itemprop', '')}".strip().lower()


class Block(NamedTuple):
    """A run of text between two block-level tags, in page order.

    `text` has its white space folded, with a newline where the page has a single line break. `element` is the number
    of the innermost block-level element around it; `link_chars` of its characters are inside links.
    """

    number: int
    text: str
    tag: str
    element: int
    link_chars: int = 0
    bold_chars: int = 0


class Mark(NamedTuple):
    """An inline or block element whose markup says what it is: `kind` is time, author, date, section or caption.

    `value` is the machine-readable attribute (datetime, content, href), `hint` the markup that says so; `block` is the
    number of the block it stands in or before.
    """

    kind: str
    text: str
    value: str
    hint: str
    block: int


class ImageTag(NamedTuple):
    """An image as the page names it; `block` is the number of the next block, `element` the one around it."""

    src: str
    alt: str
    block: int
    element: int


class Script(NamedTuple):
    """The text of a script that may carry data (JSON-LD, hydration state)."""

    type: str
    id: str
    text: str


class Link(NamedTuple):
    """A link; `block` is the number of the block its text went to."""

    href: str
    text: str
    rel: str
    block: int


class Line(NamedTuple):
    """How a block of a text dump stood there, where no markup says more: in characters and lines.

    `indent` is the blanks before it, `gap` the empty lines; `bullet` the sign of a list's item before its text (`1` for
    any number), `cells` the number of columns in it. `level` is a heading's, 0 of other lines; `mark` says what the
    tool's own sign makes of it: button, image, field or link.
    """

    indent: int = 0
    gap: int = 0
    bullet: str = ""
    cells: int = 1
    level: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Signals:
    """What the page says of itself outside its visible text; names are lower case, in page order."""

    title: str = ""
    language: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    head_links: tuple[tuple[str, str], ...] = ()
    scripts: tuple[Script, ...] = ()
    json_ld: tuple[Mapping[str, Any], ...] = ()

    def meta_value(self, *names: str) -> str | None:
        """Return the first non-empty content of the first of `names` that the page has."""
        for name in names:
            for key, value in self.meta:
                if key == name and value:
                    return value
        return None

    def meta_values(self, name: str) -> tuple[str, ...]:
        """Return all non-empty contents of `name`, in page order."""
        return tuple(value for key, value in self.meta if key == name and value)

    def head_link(self, rel: str) -> str | None:
        """Return the first `<link rel=… href>` of the page."""
        return next((href for name, href in self.head_links if name == rel and href), None)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its blocks in order, the elements around them, and its signals.

    `lines` are those of a text dump, one for each block. `kind` is html, text or binary; `charset_source` says how the
    charset was found. `wall` is what stands in place of a page that has little text of its own. `kept` is what
    `once_a_page` has found: no part of the value.
    """

    url: str | None
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...] = ()
    signals: Signals = Signals()
    marks: tuple[Mark, ...] = ()
    images: tuple[ImageTag, ...] = ()
    links: tuple[Link, ...] = ()
    lines: tuple[Line, ...] = ()
    kind: str = "html"
    charset: str = "utf-8"
    charset_source: str = "str"
    notes: tuple[str, ...] = ()
    wall: Wall | None = None
    wall_reason: str = ""
    kept: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)


def once_a_page(look: Callable[[Page], T]) -> Callable[[Page], T]:
    """Have what `look` finds on a page kept with the page: for what several fields ask for and nothing else decides."""

    @wraps(look)
    def found(page: Page) -> T:
        kept = page.kept
        if found not in kept:
            kept[found] = look(page)
        result: T = kept[found]
        return result

    return found


class Role(StrEnum):
    """What one block is. The roles from `share` on are kinds of boilerplate."""

    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    SECTION = "section"
    TAGS = "tags"
    DATE = "date"
    AUTHOR = "author"
    BODY = "body"
    CAPTION = "caption"
    CORRECTION = "correction"
    WEATHER = "weather"
    STRIP = "strip"
    HIDDEN = "hidden"
    SHARE = "share"
    NAVIGATION = "navigation"
    RELATED = "related"
    COMMENTS = "comments"
    ADVERT = "advert"
    SUBSCRIPTION = "subscription"
    BYLINE = "byline"
    COPYRIGHT = "copyright"
    FOOTER = "footer"
    OTHER = "other"


BOILERPLATE = frozenset(list(Role)[list(Role).index(Role.SHARE) :])


class Label(NamedTuple):
    """The one role of one block, and why."""

    block: int
    role: Role
    reason: str


class Outline(NamedTuple):
    """Where the article stands in the page: the headline's block, if visible, and the body's blocks in order."""

    headline: int | None
    body: tuple[int, ...]
