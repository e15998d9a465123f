"""A sitemap or feed in, its entries out one by one: XML of both kinds, JSON Feed, a page's links, a list of addresses.

What a file says it is does not matter: a feed in a sitemap's place is read, and the other way round.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from scraper.discover.addresses import absolute
from scraper.discover.batches import Batches
from scraper.discover.moments import read_date
from scraper.discover.pieces import Pieces
from scraper.discover.refusals import Incomplete, NoEntries, PageInstead
from scraper.discover.roots import HEAD, Root, find_root
from scraper.dom import local_name
from scraper.page import read

if TYPE_CHECKING:
    from scraper.dom import XmlElement

# A JSON feed or a page is read whole.
_MOST_LETTERS = 1 << 25
_LONGEST_ADDRESS = 8192
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_AMP = re.compile(r"&(?:amp;)+")
_LINE_END = re.compile(r"[\t\r\n]+")
_NAMED = ("http://", "https://")
_OF_SITEMAP = re.compile(r"sitemap[^/]*\.xml(?:\.gz)?$", re.IGNORECASE)
_IN_INDEX = re.compile(r"sitemap|\.(?:xml|txt)(?:\.gz)?$", re.IGNORECASE)
_DATED = ("pubdate", "published", "issued", "publication_date", "date", "created")
_CHANGED = ("updated", "modified", "lastmod")
# Beside its own, an entry may hold the addresses and dates of its pictures and of the feed that it was taken from.
_OF_OTHERS = frozenset({"image", "video", "source", "group"})
_ADDRESSES = ("origlink", "loc", "link")
_LINK_KINDS = frozenset({"", "alternate"})


class Kind(StrEnum):
    """What an entry is: of a feed, of a news sitemap, of a plain sitemap or a list; a sitemap, or a page's link."""

    FEED = "feed"
    NEWS = "news"
    PAGE = "page"
    SITEMAP = "sitemap"
    LINK = "link"


class Named(NamedTuple):
    """A whole address that a file names; `dated` is when its story was published, `changed` when it was last."""

    kind: Kind
    url: str
    dated: datetime | None = None
    changed: datetime | None = None


def read_entries(pieces: Pieces, url: str) -> Iterator[Named]:
    """Yield what a file at `url` names. Raises `HostileXML`, `NoEntries`, and `Incomplete` behind the last entry."""
    text = iter(pieces)
    head = ""
    for piece in text:
        head = (head + piece).lstrip()
        if len(head) >= HEAD:
            break
    if not head:
        raise Incomplete(pieces.trouble or "the file is empty")
    reader = _of_json if head[0] in "{[" else _of_markup if "<" in head else _of_lines
    try:
        yield from reader(head, text, url)
    except Incomplete as error:
        if pieces.trouble:
            raise Incomplete(pieces.trouble) from error
        raise
    if pieces.trouble:
        raise Incomplete(pieces.trouble)


def _of_markup(head: str, text: Iterator[str], url: str) -> Iterator[Named]:
    root = find_root(head)
    if root is None:
        yield from _of_page(_whole(head, text), url)
        raise PageInstead("the file is a page: of it only the links are taken")
    batches = Batches(root)
    for element, is_sound in batches.elements(head[root.end :], text):
        own = _own(element)
        address = _address(element, own, url)
        if address is not None:
            yield _named(element, own, root, address)
        elif not is_sound or _should_have_one(element):
            batches.lose()
    if batches.trouble:
        raise Incomplete(batches.trouble)


def _whole(head: str, text: Iterator[str]) -> str:
    parts, size = [head], len(head)
    for piece in text:
        size += len(piece)
        if size > _MOST_LETTERS:
            raise Incomplete(f"the file is larger than {_MOST_LETTERS >> 20} MiB")
        parts.append(piece)
    return "".join(parts)


def _should_have_one(element: XmlElement) -> bool:
    """Whether an entry without an address is one that can't be read: an item of RSS may have none."""
    has_place = any(local_name(one) in _ADDRESSES for one in element.iter())
    return has_place or (local_name(element) != "item" and bool("".join(map(str, element.itertext())).strip()))


def _named(element: XmlElement, own: Mapping[str, list[XmlElement]], root: Root, address: str) -> Named:
    name = local_name(element)
    dated, changed = _dated(own, _DATED), _dated(own, _CHANGED)
    if name in ("item", "entry"):
        return Named(Kind.FEED, address, dated or changed, changed)
    is_index = root.name in ("sitemapindex", "sitemap")
    told = (_IN_INDEX if is_index else _OF_SITEMAP).search(address.partition("?")[0])
    if name == "sitemap" or told or (is_index and name == "loc"):
        return Named(Kind.SITEMAP, address, dated, changed)
    return Named(Kind.NEWS if "news" in own else Kind.PAGE, address, dated, changed)


def _own(element: XmlElement) -> Mapping[str, list[XmlElement]]:
    """Return an entry's own elements by name; where a tag was left open, those that slipped into it come last."""
    found: dict[str, list[XmlElement]] = {}
    inside = list(element)
    for child in inside:
        if len(child) and local_name(child) not in _OF_OTHERS:
            inside += child
    for one in inside or [element]:
        found.setdefault(local_name(one), []).append(one)
    return found


def _address(element: XmlElement, own: Mapping[str, list[XmlElement]], url: str) -> str | None:
    """Return the entry's own address: its link or location, or a name of it that is one."""
    for name in _ADDRESSES:
        for link in sorted(own.get(name, ()), key=_is_for_programs):
            given = _text(link) or (link.get("href") if link.get("rel", "") in _LINK_KINDS else None)
            address = _joined(link, given, url)
            if address is not None:
                return address
    names = [one.text or "" for name in ("guid", "id") for one in own.get(name, ())]
    names += [str(value) for key, value in element.attrib.items() if str(key).endswith("about")]
    # An entry with nothing but an address in it.
    names += [element.text or ""] if not len(element) else []
    stated = (given for given in names if given.strip().startswith((*_NAMED, "/")))
    return next((address for given in stated if (address := _joined(element, given, url))), None)


def _is_for_programs(link: XmlElement) -> bool:
    return "html" not in link.get("type", "html")


def _text(link: XmlElement) -> str:
    told = (link.text or "").strip()
    # A file that was written as HTML has a link's address behind its tag.
    behind = (link.tail or "").strip()
    return told or (behind if behind.startswith(_NAMED) else "")


def _joined(element: XmlElement, given: str | None, url: str) -> str | None:
    told = _LINE_END.sub("", _AMP.sub("&", (given or "").strip()))
    if not told or len(told) > _LONGEST_ADDRESS:
        return None
    bases = [one.get(_XML_BASE) for one in (element, *element.iterancestors())]
    for base in filter(None, reversed(bases)):
        url = absolute(url, base.strip()) or url
    return absolute(url, told)


def _dated(own: Mapping[str, list[XmlElement]], names: tuple[str, ...]) -> datetime | None:
    texts = ("".join(map(str, one.itertext())) for name in names for one in own.get(name, ()))
    return next((moment for text in texts if (moment := read_date(text))), None)


def _of_json(head: str, text: Iterator[str], url: str) -> Iterator[Named]:
    """Read a JSON Feed, https://www.jsonfeed.org/version/1.1/, or a mere list of its items."""
    try:
        told = json.loads(_whole(head, text))
    except (ValueError, RecursionError) as error:
        raise NoEntries("the file is JSON that can't be read") from error
    items = told.get("items") if isinstance(told, Mapping) else told
    if not isinstance(items, list):
        raise NoEntries("the file is JSON without a list of items")
    lost = 0
    for item in items:
        stated = _addresses_of(item) if isinstance(item, Mapping) else []
        address = next((found for one in stated if (found := absolute(url, one.strip()))), None)
        if address is not None:
            dates = [read_date(str(item.get(name) or "")) for name in ("date_published", "date_modified")]
            yield Named(Kind.FEED, address, dates[0] or dates[1], dates[1])
        elif stated:
            lost += 1
    if lost:
        raise Incomplete(f"{lost} of its entries can't be read")


def _addresses_of(item: Mapping[str, Any]) -> list[str]:
    stated = [item.get(name) for name in ("url", "external_url", "link")]
    name = item.get("id")
    stated += [name] if isinstance(name, str) and name.startswith((*_NAMED, "/")) else []
    return [one for one in stated if isinstance(one, str) and one.strip()]


def _of_page(html: str, url: str) -> Iterator[Named]:
    """Yield the links of a page, and the lines of its text that are addresses."""
    page = read(html, url)
    lines = [line for block in page.blocks for line in block.text.split()]
    addresses = [*(link.href for link in page.links), *(line for line in lines if line.startswith(_NAMED))]
    found = dict.fromkeys(absolute(url, address) for address in addresses)
    yield from (Named(Kind.LINK, address) for address in found if address)


def _of_lines(head: str, text: Iterator[str], url: str) -> Iterator[Named]:
    """Yield the addresses of a text that has one a line."""
    held, is_list = "", False
    for piece in chain((head,), text, ("\n",)):
        *lines, held = (held[-_LONGEST_ADDRESS:] + piece.replace("\r", "\n")).split("\n")
        for line in map(str.strip, lines):
            address = absolute(url, line) if line.startswith((*_NAMED, "/")) and len(line) <= _LONGEST_ADDRESS else None
            if address is not None:
                is_list = True
                yield Named(Kind.PAGE, address)
    if not is_list:
        raise NoEntries("the file is a text without addresses")
