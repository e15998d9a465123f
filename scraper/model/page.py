"""What was read: a page of blocks with the elements, marks and signals around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from scraper.dom import html_tree, soup_of
from scraper.model.frozen import FrozenDict
from scraper.model.response import Wall
from scraper.model.shown import cut
from scraper.urls import base_of, join

if TYPE_CHECKING:
    from scraper.dom import HtmlTree, Soup

T = TypeVar("T")


class Element(NamedTuple):
    """One block-level element; `parent` is its number in `Page.elements` (-1: none)."""

    parent: int
    tag: str
    depth: int
    attributes: Mapping[str, str] = FrozenDict()
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


class Inline(NamedTuple):
    """A link or an emphasis in a block: `kind` is link, strong or emphasis, `href` what a link says.

    `start` and `end` count the letters of the block's text without its white space.
    """

    kind: str
    block: int
    start: int
    end: int
    href: str = ""


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
    # What `<base href>` says.
    base: str = ""

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


class _Kept:
    """Room for what `once_a_page` has found: no part of the value, so no field of it."""

    __slots__ = ("kept",)
    kept: dict[Callable[..., Any], Any]


@dataclass(frozen=True, slots=True)
class Page(_Kept):
    """A page as it was read: its blocks in order, the elements around them, and its signals.

    `lines` are those of a text dump, one for each block. `kind` is html, text or binary; `charset_source` says how the
    charset was found. `wall` is what stands in place of a page that has little text of its own. `source` is the text
    that all of it was read from.
    """

    url: str | None
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...] = ()
    signals: Signals = Signals()
    marks: tuple[Mark, ...] = ()
    images: tuple[ImageTag, ...] = ()
    links: tuple[Link, ...] = ()
    inlines: tuple[Inline, ...] = ()
    lines: tuple[Line, ...] = ()
    kind: str = "html"
    charset: str = "utf-8"
    charset_source: str = "str"
    notes: tuple[str, ...] = ()
    wall: Wall | None = None
    wall_reason: str = ""
    source: str = field(default="", repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kept", {})

    def __repr__(self) -> str:
        """Say which page it is and how large."""
        return f"<Page {cut(self.url or self.signals.title)!r}: {self.kind}, {len(self.blocks):,} blocks>"

    def join(self, address: str) -> str | None:
        """Return the whole address that one on the page stands for, by its `<base href>` and in its charset.

        `None` where it stands for none: what cannot be parsed, or is relative where the page's own address is unknown.
        """
        return join(_base(self), address, charset=self.charset)

    @property
    def tree(self) -> HtmlTree:
        """The page's root element as lxml reads it: made when it is first asked for, and kept with the page."""
        return _tree(self)

    @property
    def soup(self) -> Soup:
        """The page as BeautifulSoup has it, read by lxml: made when it is first asked for, and kept with the page."""
        return _soup(self)

    def __reduce__(self) -> tuple[type[Page], tuple[Any, ...]]:
        """Return what pickle builds the page from: its values alone, for trees of other libraries don't travel."""
        return type(self), tuple(getattr(self, one.name) for one in fields(self) if one.init)


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


@once_a_page
def _base(page: Page) -> str | None:
    return base_of(page.url or page.signals.head_link("canonical"), page.signals.base, charset=page.charset)


@once_a_page
def _tree(page: Page) -> HtmlTree:
    return html_tree(page.source, page.url)


@once_a_page
def _soup(page: Page) -> Soup:
    return soup_of(page.source)
