"""Page in, the address of the same article's next page out; the next article is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.model import Evidence, Finding, Page, missing

_WORDS = "page|seite|pagina|pagine|strona|sida|paged|pg|pageno|page_no|pagenum|pn"
# `?page=2`, `&seite=2`
_IN_QUERY = re.compile(rf"(?:\A|&)(?:{_WORDS})=(\d{{1,2}})(?=&|\Z)", re.IGNORECASE)
# `/page/2/`, `/seite-2`, `-page2.html`, `,seite-2.html`
_NAMED = re.compile(rf"[/,._-](?:{_WORDS})[/_-]?(\d{{1,2}})/?(?=(?:\.\w{{2,5}})?\Z)", re.IGNORECASE)
# `/2`, `/2.html`, `-2.html`, `_2.html`
_BARE = re.compile(r"[/_,-](\d{1,2})/?(?=(?:\.\w{2,5})?\Z)")
_SAYS_NEXT = re.compile(
    r"(?:next|nächste|weiter|siguiente|suivante?|volgende|successiva|próxima|далее|다음|次|下一[页頁]|[›»>→▶])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}")
_MAX_TEXT = 40


class _Place(NamedTuple):
    """An address without its page number, and the number; `is_bare` says that nothing calls it a page's number."""

    base: str
    number: int
    is_bare: bool = False


def find_next_page(page: Page) -> Finding[str]:
    """Return the next page's address: the head's `rel=next`, then links that say next or its number.

    It has to be the page's own address with a page number one higher.
    """
    if not page.url:
        return Finding(None, missing("the page's own address is unknown"))
    here = _places(page.url)
    rejected: list[tuple[str, str]] = []
    seen = {page.url}
    for source, href, text in _offered(page):
        if href in seen:
            continue
        seen.add(href)
        if text is not None and not _may_announce(text):
            continue
        address = _join(page, href)
        number = _follows(page, here, address) if address else None
        if address is None or number is None or (text is not None and not _announces(text, number)):
            if source == "head link next":
                rejected.append((source, href))
            continue
        sure = 0.95 if source == "head link next" else 0.85
        return Finding(address, Evidence(source, sure, raw=href, rejected=tuple(rejected)))
    return Finding(None, missing("no link goes on with the same article", tuple(rejected)))


def _offered(page: Page) -> Iterator[tuple[str, str, str | None]]:
    """Yield (source, address, text) of each link that may go on; the text of a `rel=next` need not say so."""
    for rel, href in page.signals.head_links:
        if rel == "next":
            yield "head link next", href, None
    stem = _stem(page.url or "")
    if not stem:
        return
    for href, text, rel in [(href, text, rel) for href, text, rel, _ in page.links if stem in href or rel]:
        if "next" in rel.split():
            yield "link next", href, None
        elif stem in href and len(text) <= _MAX_TEXT and "comment" not in href:
            yield "link", href, text


def _places(address: str) -> tuple[_Place, ...]:
    """Return the ways to read an address: as a first page, and as the page whose number it states.

    >>> _places("https://gazette.example/ferry/2")
    (_Place(base='gazette.example/ferry/2', number=1, is_bare=False),
     _Place(base='gazette.example/ferry', number=2, is_bare=True))
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ()
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    found = [_Place(f"{host}{parts.path.rstrip('/')}{query}", 1)]
    match = _IN_QUERY.search(parts.query)
    if match:
        rest = (parts.query[: match.start()] + parts.query[match.end() :]).lstrip("&")
        base = f"{host}{parts.path.rstrip('/')}" + (f"?{rest}" if rest else "")
        found.append(_Place(base, int(match[1])))
    for pattern, is_bare in ((_NAMED, False), (_BARE, True)):
        match = pattern.search(parts.path)
        if match:
            path = parts.path[: match.start()] + parts.path[match.end() :]
            found.append(_Place(f"{host}{path.rstrip('/')}{query}", int(match[1]), is_bare))
            break
    return tuple(found)


def _follows(page: Page, here: tuple[_Place, ...], address: str) -> int | None:
    """Return the page number of the address if it is the one after the page's."""
    for mine in here:
        for other in _places(address)[1:]:
            if other.base != mine.base or other.number != mine.number + 1:
                continue
            # Two bare numbers in a row are two articles, unless a link leads to what they would be pages of.
            if not (mine.is_bare and other.is_bare) or _is_linked(page, mine.base):
                return other.number
    return None


def _is_linked(page: Page, base: str) -> bool:
    addresses = (_join(page, link.href) for link in page.links)
    return any(_places(address)[0].base == base for address in addresses if address)


def _may_announce(text: str) -> bool:
    """Whether a link's text gives any number or says next, which is asked before the link is taken apart."""
    return _NUMBER.search(text) is not None or _SAYS_NEXT.search(text) is not None


def _announces(text: str, number: int) -> bool:
    """Whether a link's text gives the page's number or says next.

    >>> _announces("Seite 2: The way home", 2), _announces("다음 페이지", 2), _announces("12 comments", 2)
    (True, True, False)
    """
    numbers = _NUMBER.findall(text[:_MAX_TEXT])
    return str(number) in numbers[:1] or (not numbers and bool(_SAYS_NEXT.search(text)))


def _join(page: Page, href: str) -> str | None:
    """Return the whole address of a link without its fragment, if it is one on the page's own host."""
    address = page.join(href)
    try:
        is_here = address is not None and urlsplit(address).hostname == urlsplit(page.url or "").hostname
    except ValueError:
        return None
    return address.partition("#")[0] if address is not None and is_here else None


def _stem(url: str) -> str:
    """Return the part of the address that the links to its other pages hold, too."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    path = _BARE.sub("", _NAMED.sub("", path)).rstrip("/")
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0] if path else ""
