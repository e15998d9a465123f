"""What an element's own markup says it is: a time, an author, a date, a section path or a caption.

Generic tokens only, as schema.org, microformats and content systems use them; a site's own names belong in its file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from scraper.model import Mark

# A mark that goes over more blocks than this is a part of the page, a longer one is text.
MARK_BLOCKS = 6
LONGEST_MARK = 400

# The stronger kind first: `author-date` is a date, for the author has an element of its own.
KINDS = ("date", "author", "caption", "section")
_KIND_TOKENS = MappingProxyType(
    {
        "section": "breadcrumb breadcrumbs crumb crumbs breadcrumblist category kicker eyebrow rubric overline topline",
        "caption": """caption captions figcaption imagecaption photocaption imgcaption credit credits legend desc
            imgdesc photodesc""",
        "author": """author authors byline bylines by writer reporter journalist contributor fn authorname articleauthor
            articlebyline bylinename creator""",
        "date": """date dates datetime time times timestamp published publish publishdate pubdate posted postdate
            datepublished datemodified datecreated update updated modified created regist registered articledate
            newsdate articletime infodate""",
    }
)
# As bytes, for bytes are translated twenty times as quickly as text.
TOKEN_KINDS = MappingProxyType(
    {token.encode(): kind for kind, tokens in _KIND_TOKENS.items() for token in tokens.split()}
)
_TOKENS = frozenset(TOKEN_KINDS)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_WORDS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ-_\"'=", b"abcdefghijklmnopqrstuvwxyz     ")


def mark_kind(hint: str) -> str:
    """Return date, author, caption or section by the tokens of `hint` (class, id, itemprop); "" if they say nothing.

    >>> mark_kind("article__byline"), mark_kind("info-date"), mark_kind("main wide")
    ('author', 'date', '')
    """
    tokens = words_of(hint)
    if _TOKENS.isdisjoint(tokens):
        return ""
    kinds = {TOKEN_KINDS[token] for token in tokens if token in TOKEN_KINDS}
    return next(kind for kind in KINDS if kind in kinds)


def words_of(text: str) -> list[bytes]:
    """Return the words of a tag's markup in lower case: `-`, `_`, `=`, quotes and blanks part them."""
    return text.encode("utf-8", "replace").translate(_WORDS).split()


def may_mark(words: Sequence[bytes]) -> bool:
    """Return whether any of the words of a tag's markup may make it a mark.

    >>> may_mark(words_of(' class="article__byline"')), may_mark(words_of(' class="main wide" href=/date.html'))
    (True, False)
    """
    return not _TOKENS.isdisjoint(words)


def mark_value(attributes: Mapping[str, str]) -> str:
    """Return the machine-readable value of a marked element: datetime, content, a dated attribute, or href."""
    for name in ("datetime", "content", "data-date", "data-time", "data-datetime", "data-timestamp"):
        value = attributes.get(name)
        if value:
            return value
    dated = (value for name, value in attributes.items() if name.startswith("data-") and "date" in name)
    return next(dated, "") or dated_title(attributes.get("title", "")) or attributes.get("href", "")


def dated_title(title: str) -> str:
    """Return the title of an element if it is a day for machines: `<abbr title="2023-11-04T08:00">` of microformats."""
    return title if _DAY.match(title) else ""


def named_kind(attributes: Mapping[str, str]) -> str:
    """Return the kind of mark that its attributes make an element, "" for none."""
    get = attributes.get
    if "author" in get("rel", ""):
        return "author"
    return mark_kind(f"{get('itemprop', '')} {get('id', '')} {get('class', '')}")


def link_kind(attributes: Mapping[str, str]) -> str:
    """Return the kind of mark that its attributes make a link, "" for none: its id alone is a place to jump to."""
    return "" if attributes.keys().isdisjoint(("class", "rel", "itemprop")) else named_kind(attributes)


def make_mark(kind: str, text: str, attributes: Mapping[str, str], block: int) -> Mark | None:
    """Return the mark of `kind` that a marked element with its text makes; none if it says nothing, or too much."""
    if len(text) > LONGEST_MARK:
        return None
    value = mark_value(attributes)
    if not text and not value:
        return None
    get = attributes.get
    hint = (get("itemprop") or get("class") or get("id") or "").lower()
    return Mark(kind, text, value, hint, block)
