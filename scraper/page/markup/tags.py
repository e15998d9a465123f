"""What HTML's tags are, as far as blocks of text go, which open elements a new one ends, and what is done at it."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

BLOCK_TAGS = frozenset(
    """html body div p section article main aside header footer nav ul ol li dl dt dd table caption thead tbody tfoot tr
    td th h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption form fieldset legend address details summary button center
    hr noscript template select option iframe dialog menu hgroup video audio""".split()  # noqa: SIM905 -- readable
)
# Browsers show none of their text: what they hold is for browsers without scripts or media, a list to choose from, the
# brackets of a ruby text, the source of a formula.
HIDDEN_TAGS = frozenset(
    """noscript template select dialog iframe datalist video audio canvas meter progress noframes noembed rp annotation
    annotation-xml""".split()  # noqa: SIM905 -- readable
)
# Of them these are shown all the same if their attributes say so.
OPENED_TAGS = frozenset({"dialog", "template"})
# They hold nothing and have no end tag (HTML standard, 13.1.2), but for those that the reader itself looks at.
VOID_TAGS = frozenset({"input", "wbr", "area", "col", "embed", "param", "track"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_ROW = frozenset({"tr", "td", "th", "caption", "p"})
_SECTION = _ROW | {"thead", "tbody", "tfoot"}
# The end tags that HTML lets a page leave out (HTML standard, 13.1.2.4): an open element that stands in the set of a
# new one ends where that begins. Any other block ends an open paragraph.
_ENDED_BY = MappingProxyType(
    {
        "li": frozenset({"li", "p"}),
        "dt": frozenset({"dt", "dd", "p"}),
        "dd": frozenset({"dt", "dd", "p"}),
        "option": frozenset({"option"}),
        "td": frozenset({"td", "th", "p"}),
        "th": frozenset({"td", "th", "p"}),
        "tr": _ROW,
        "thead": _SECTION,
        "tbody": _SECTION,
        "tfoot": _SECTION,
        **dict.fromkeys(HEADINGS, HEADINGS | {"p"}),
        # Of their own content model they may stand inside a paragraph.
        **dict.fromkeys(("button", "select", "noscript", "template", "iframe", "video", "audio"), frozenset()),
    }
)
_PARAGRAPH = frozenset({"p"})
# An end tag reaches no further out than these, but for the table's own.
SCOPES = frozenset({"table", "td", "th", "caption", "template"})
TABLE_TAGS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "template"})

# What a tag does to the reading.
BLOCK, BLOCK_END, INLINE, INLINE_END, OTHER, OTHER_END, NOTHING = range(7)
OTHERS = frozenset(
    """a b strong em i br hr img amp-img meta link time html body base picture source""".split()  # noqa: SIM905 -- readable
)
OTHER_ENDS = frozenset({"a", "b", "strong", "em", "i", "br", "hr", "html", "body"})


def ended_by(tag: str) -> frozenset[str]:
    """Return the tags of the elements that end where an element `tag` begins inside them.

    >>> sorted(ended_by("li")), sorted(ended_by("div")), sorted(ended_by("button"))
    (['li', 'p'], ['p'], [])
    """
    return _ENDED_BY.get(tag, _PARAGRAPH)


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
