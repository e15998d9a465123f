"""Page in, the address that it declares as its own out: absolute, and distrusted where it is another page's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from scraper.model import Evidence, Finding, Page, missing
from scraper.parse.page_data import article_node, first_text
from scraper.urls import is_web

_START_PAGES = frozenset({"", "index.html", "index.htm", "index.php", "index.asp", "index.jsp", "main.php", "main.do"})
_SURE_LINK, _SURE_OTHER = 0.95, 0.85
_SCRIPT = re.compile(r"\.(?:php|html?|aspx?|jsp|do|nhn|naver|cgi)\Z", re.IGNORECASE)
_ID_IN_QUERY = re.compile(r"(?:^|&)[\w.]*(?:id|no|idx|num|seq|sn|key|aid|article|news|p)=[^&]*\d", re.IGNORECASE)


def find_canonical(page: Page) -> Finding[str]:
    """Return the canonical address: the link, then OpenGraph, then JSON-LD.

    Distrusted: the site's root, another page than the one that OpenGraph and the address asked for agree on, and a
    script without the number that tells its articles apart.

    >>> from scraper.page import read
    >>> link = "<link rel='canonical' href='https://gazette.example{}'>"
    >>> here = "https://gazette.example/news/ferry?from=home"
    >>> find_canonical(read(link.format("/news/ferry"), here)).value
    'https://gazette.example/news/ferry'
    >>> find_canonical(read(link.format("/"), here)).value
    """
    declared = page.signals.head_link("canonical")
    if page.url and declared == page.url and "#" not in declared and not _is_root(_parts(declared)):
        return Finding(declared, Evidence("link canonical", _SURE_LINK, raw=declared))
    rejected: list[tuple[str, str]] = []
    og = _absolute(page, page.signals.meta_value("og:url"))
    confirmed = og is not None and page.url is not None and _is_same(og, page.url)
    for source, raw in _declared(page):
        address = _absolute(page, raw)
        reason = "no absolute address" if address is None else _distrust(page, address)
        if not reason and confirmed and og is not None and address is not None and not _is_same(address, og):
            reason = "not the page"
        if reason or address is None:
            rejected.append((source, raw))
            continue
        sure = _SURE_LINK if source == "link canonical" else _SURE_OTHER
        return Finding(address, Evidence(source, sure, raw=raw, rejected=tuple(rejected)))
    why = "what the page declares is the site's root or another page" if rejected else "the page declares none"
    return Finding(None, missing(why, tuple(rejected)))


def _declared(page: Page) -> Iterator[tuple[str, str]]:
    node = article_node(page)
    given = (
        ("link canonical", page.signals.head_link("canonical")),
        ("og:url", page.signals.meta_value("og:url")),
        ("json-ld url", first_text(node.get("url"), keys=("@id", "url")) if node else None),
        ("json-ld mainEntityOfPage", first_text(node.get("mainEntityOfPage"), keys=("@id", "url")) if node else None),
    )
    for source, raw in given:
        if raw and raw.strip():
            yield source, raw.strip()


def _absolute(page: Page, raw: str | None) -> str | None:
    """Return the web address that `raw` stands for on the page, without its fragment."""
    address = page.join(raw) if raw else None
    return address.partition("#")[0] if address and is_web(address) else None


def _distrust(page: Page, address: str) -> str:
    """Return why an address can't be the article's, empty if it can."""
    parts, asked = _parts(address), _parts(page.url or "")
    if _is_root(parts) and not (page.url and _is_root(asked)):
        return "the site's root"
    same_script = bool(_SCRIPT.search(parts.path)) and parts.path == asked.path
    if same_script and _ID_IN_QUERY.search(asked.query) and not _ID_IN_QUERY.search(parts.query):
        return "the number is missing"
    return ""


def _is_root(parts: SplitResult) -> bool:
    return parts.path.strip("/").lower() in _START_PAGES and not parts.query


def _is_same(left: str, right: str) -> bool:
    """Whether two addresses name one page: scheme, `www`, case of the host and a closing slash don't count."""
    one, other = _parts(left), _parts(right)
    hosts = [(parts.hostname or "").removeprefix("www.") for parts in (one, other)]
    return (hosts[0], one.path.rstrip("/"), one.query) == (hosts[1], other.path.rstrip("/"), other.query)


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
