"""Some XML in, its element out as lxml recovers it, with whether it was well formed; tags as people write them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element, _ListErrorLog

_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos);|#(\d{1,7}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});|)")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_VALUE = re.compile(r"(\s[\w:.-]+\s*=\s*)(?:\"[^\"]*\"|'[^']*'|([^\s\"'<>]+?)(?=\s|/?>|$))")
_DECLARATION = re.compile(r"<\?xml[^>]{0,400}\?>", re.IGNORECASE)


def parsed(opening: str, text: str, closing: str) -> tuple[_Element | None, bool]:
    """Return the element around some entries as lxml has it, and whether they were not well formed."""
    from lxml import etree

    parser = _parser()
    cleaned = _REFERENCE.sub(_kept_reference, _DECLARATION.sub("", text))
    whole = f"{opening}{cleaned}{closing}" if opening else f"<r>{cleaned}</r>"
    try:
        root = etree.fromstring(whole.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, True
    return root, _has_errors(parser.error_log)


@cache
def _parser() -> XMLParser:
    """Return the parser: entities are off, nothing is fetched, and libxml2's own bounds are on."""
    from lxml import etree

    return etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip


def _has_errors(log: _ListErrorLog) -> bool:
    """Whether more is wrong than names: a prefix that nobody declared is a name like any other."""
    from lxml.etree import ErrorDomains

    return any(error.domain != ErrorDomains.NAMESPACE for error in log)


def _kept_reference(found: re.Match[str]) -> str:
    """Return a reference that XML knows; a name of HTML as the letter that it means; and a mere ampersand as one."""
    if found[1]:
        return found[0]
    if found[2]:
        letter = unescape(found[0])
        return found[0] if letter != "\ufffd" and (letter.isprintable() or letter.isspace()) else ""
    letter = unescape(found[0]) if found[3] else found[0]
    return letter if letter != found[0] else f"&amp;{found[0][1:]}"


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def local_name(element: _Element) -> str:
    """Return an element's name without namespace and prefix, in lower case."""
    return _local(element.tag)


def with_quotes(tag: str) -> str:
    """Return a tag with its attributes in quotes, as XML wants them.

    >>> with_quotes('<url lang=ko title="a = b">')
    '<url lang="ko" title="a = b">'
    """
    return _VALUE.sub(lambda found: f'{found[1]}"{found[2]}"' if found[2] else found[0], tag)


def in_quotes(text: str) -> str:
    """Return some XML with the attributes of all its tags in quotes."""
    return _TAG.sub(lambda tag: with_quotes(tag[0]), text)
