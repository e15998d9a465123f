"""What an element's own markup says it is: a time, an author, a date, a section path or a caption.

Generic tokens only, as schema.org, microformats and content systems use them; a site's own names belong in its site file.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_KIND_TOKENS = (
    (
        "date",
        "date dates datetime time times timestamp published publish publishdate pubdate published-at posted postdate entry-date"
        " datepublished datemodified datecreated dateline update updated modified created regist registered"
        " articledate newsdate articletime infodate published_time",
    ),
    (
        "author",
        "author authors byline bylines by writer reporter journalist contributor fn authorname articleauthor articlebyline"
        " author-name bylinename creator name-author",
    ),
    ("caption", "caption captions figcaption imagecaption photocaption imgcaption credit credits legend desc imgdesc photodesc"),
    ("section", "breadcrumb breadcrumbs crumb crumbs breadcrumblist category kicker eyebrow rubric overline topline"),
)
_TOKENS = MappingProxyType({token: kind for kind, tokens in reversed(_KIND_TOKENS) for token in tokens.split()})
_KNOWN = frozenset(_TOKENS)


def mark_kind(hint: str) -> str:
    """Return date, author, caption or section by the tokens of the class, id and itemprop in `hint`; "" if they say nothing.

    >>> mark_kind("article__byline"), mark_kind("info-date"), mark_kind("main wide")
    ('author', 'date', '')
    """
    tokens = hint.lower().replace("-", " ").replace("_", " ").split()
    if _KNOWN.isdisjoint(tokens):
        return ""
    return next(_TOKENS[token] for token in tokens if token in _TOKENS)


def mark_value(attributes: Mapping[str, str]) -> str:
    """Return the machine-readable value of a marked element: datetime, content, a data attribute with a date, or href."""
    for name in ("datetime", "content", "data-date", "data-time", "data-datetime", "data-timestamp"):
        value = attributes.get(name)
        if value:
            return value
    dated = (value for name, value in attributes.items() if name.startswith("data-") and "date" in name)
    return next(dated, "") or attributes.get("href", "")
