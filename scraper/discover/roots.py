"""The beginning of a sitemap's or feed's text in, the root element that its entries stand in out."""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.discover.refusals import HostileXML, NoEntries

PREFIX = r"(?:[\w.-]+:)?"
# A root element's own attributes, and what stands in front of it.
HEAD = 1 << 18
_LONGEST_ROOT = 1 << 13
_ROOT = re.compile(rf"<({PREFIX}(urlset|sitemapindex|rss|feed|rdf|channel))(?=[\s/>])", re.IGNORECASE)
_BARE_ENTRY = re.compile(rf"<({PREFIX}(url|sitemap|item|entry))(?=[\s>])", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+(?:[\w.-]+:)?([\w.-]*)", re.IGNORECASE)
# Document types that feeds and pages have.
_KNOWN_TYPES = frozenset({"html", "rss", "rdf", "feed"})
_ELEMENT = re.compile(r"<([A-Za-z][\w.:-]*)")


class Root(NamedTuple):
    """What a file's entries stand in: its name in lower case, its start tag, and where in the text that ends."""

    name: str
    tag: str
    end: int

    @property
    def closing(self) -> str:
        """The tag that ends it."""
        found = _ELEMENT.match(self.tag)
        return f"</{found[1]}>" if found else ""


def find_root(head: str) -> Root | None:
    """Return the root of a sitemap or feed, `None` for a page or a text; raises `HostileXML`, `NoEntries` for others.

    What stands in front of it, as a program's warnings, is passed over; a file may lack it.

    >>> find_root('<?xml version="1.0"?><urlset>').name, find_root("<html><body>")
    ('urlset', None)
    """
    before = _COMMENT.sub(lambda found: " " * len(found[0]), head)
    found = _ROOT.search(before)
    page = _PAGE.search(before)
    if page and (
        found is None or (page.start() < found.start() and found[2].lower() not in ("urlset", "sitemapindex"))
    ):
        _refuse_types(before[: page.start()])
        return None
    bare = _BARE_ENTRY.search(before)
    if found is None or (bare and bare.start() < found.start()):
        found = bare
    _refuse_types(before[: found.start()] if found else before)
    if found is None:
        other = _ELEMENT.search(before)
        raise NoEntries(f"the file is no sitemap but <{other[1][:40]}>" if other else "the file is no sitemap")
    if found is bare:
        return Root(found[2].lower(), "", found.start())
    end = head.find(">", found.end(), found.end() + _LONGEST_ROOT) + 1
    if not end:
        return Root(found[2].lower(), f"<{found[1]}>", found.end())
    return Root(found[2].lower(), head[found.start() : end], end)


def _refuse_types(prolog: str) -> None:
    types = _DOCTYPE.findall(prolog)
    if "<!entity" in prolog.lower() or any(name.lower() not in _KNOWN_TYPES for name in types):
        raise HostileXML("the file declares entities or a type of its own, which sitemaps and feeds don't")
