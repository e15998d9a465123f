"""Page in, the publisher's name, and the names and labels it goes by, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, urlsplit

from scraper.model import Block, Evidence, Finding, Page, missing, once_a_page
from scraper.parse.page_data import article_node, first_text, has_type, plain, texts
from scraper.parse.texts import key, split

_SITE_TYPES = frozenset({"WebSite", "NewsMediaOrganization", "Organization", "Corporation", "GovernmentOrganization"})
_WEBSITE = frozenset({"WebSite"})
_SITE_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "al:android:app_name",
    "dc.publisher",
    "article:publisher",
    "publisher",
    "copyright",
)
_OTHER_METAS = frozenset(_SITE_METAS[1:])
_MAX_NAME = 60
_START_PAGES = frozenset({"", "index.html", "index.htm", "index.php", "home", "main"})
_MIN_LABEL = 3
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}/?", re.IGNORECASE)
_MAX_TITLES = 4
_MAX_REJECTED = 4
# Shares of right names on 184 news pages by eye: two sources agree, one alone; the end of the title on 40 others.
_SURE_MANY, _SURE_ONE, _SURE_TITLE = 0.98, 0.95, 0.9
_BARE_LABELS = frozenset({"www", "com", "net", "org", "gov", "edu", "amp", "mobile", "blogspot", "wordpress"})


def find_site(page: Page) -> Finding[str]:
    """Return the publisher's name: what OpenGraph, JSON-LD and the app call it, else the part that ends the title.

    A name that reads as an address loses to one that doesn't; agreement makes it surer.

    >>> from scraper.page import read
    >>> find_site(read("<meta property='og:site_name' content='Harbour Gazette'>")).value
    'Harbour Gazette'
    """
    names = {pair: folded for pair in site_names(page) if (folded := key(pair[1]))}
    if not names:
        return _from_title(page)
    chosen = next((pair for pair in names if not _ADDRESS.fullmatch(pair[1])), next(iter(names)))
    source, name = chosen
    voices = {other for (other, _), folded in names.items() if folded == names[chosen]}
    sure = _SURE_MANY if len(voices) > 1 else _SURE_ONE
    rejected = tuple(pair for pair, folded in names.items() if folded != names[chosen])
    return Finding(name, Evidence(source, sure, raw=name, rejected=rejected[:_MAX_REJECTED]))


def _from_title(page: Page) -> Finding[str]:
    """Return the last part of the title if the host's name is in it or another title is the rest."""
    title = split(plain(page.signals.title))
    if len(title.keys) > 1:
        name = title.span(len(title.keys) - 1, len(title.keys))
        rest = "".join(title.keys[:-1])
        titles = [page.signals.meta_value("og:title") or "", *(b.text for b in page.blocks if b.tag == "h1")]
        is_named = any(label in title.keys[-1] for label in page_labels(page) if len(label) > _MIN_LABEL)
        if len(name) <= _MAX_NAME and (is_named or rest in {key(text) for text in titles[:_MAX_TITLES]}):
            return Finding(name, Evidence("end of the title", _SURE_TITLE, raw=page.signals.title))
    return Finding(None, missing("the page does not name its site"))


@once_a_page
def site_names(page: Page) -> tuple[tuple[str, str], ...]:
    """Return what the page calls its publisher, as (source, name), the most trusted source first."""
    return tuple((source, name) for source, name in _named(page) if name and len(name) <= _MAX_NAME)


@once_a_page
def page_labels(page: Page) -> tuple[str, ...]:
    """Return the keys under which a title of the page may print its host, as `host_labels` has them."""
    return host_labels(page.url)


def host_labels(url: str | None) -> tuple[str, ...]:
    """Return the keys under which a title may print the host: whole, without `www`, and its longer labels.

    >>> host_labels("https://www.harbour-gazette.example/a")
    ('wwwharbourgazetteexample', 'harbourgazetteexample', 'harbourgazette', 'example')
    """
    host = _split(url).hostname or ""
    labels = host.split(".")
    bare = host.removeprefix("www.").removeprefix("m.")
    keys = [key(host), key(bare), *(key(label) for label in labels if label not in _BARE_LABELS)]
    return tuple(dict.fromkeys(label for label in keys if len(label) >= _MIN_LABEL))


def _named(page: Page) -> Iterator[tuple[str, str]]:
    signals = page.signals
    node = article_node(page)
    yield "og:site_name", plain(signals.meta_value("og:site_name") or "")
    if node is not None:
        yield "json-ld publisher", first_text(node.get("publisher")) or ""
    for other in signals.json_ld:
        if has_type(other, _SITE_TYPES):
            source = "json-ld website" if has_type(other, _WEBSITE) else "json-ld organization"
            for name in (*texts(other.get("name")), *texts(other.get("alternateName"))):
                yield source, name
    given = [pair for pair in signals.meta if pair[0] in _OTHER_METAS and pair[1] and "://" not in pair[1]]
    for name, value in sorted(given, key=lambda pair: _SITE_METAS.index(pair[0])) if len(given) > 1 else given:
        yield name, plain(value)


def home_links(page: Page, blocks: Iterable[Block]) -> frozenset[int]:
    """Return the numbers of those blocks that are links to the site's start page, as a logo is."""
    wanted = {block.number for block in blocks if block.link_chars * 2 >= len(block.text)}
    if not wanted:
        return frozenset()
    host = _split(page.url).hostname
    return frozenset(link.block for link in page.links if link.block in wanted and _is_root(link.href, host))


def _is_root(href: str, host: str | None) -> bool:
    parts = _split(href)
    if href.startswith("#") or parts.scheme not in ("", "http", "https") or parts.query:
        return False
    return parts.path.strip("/") in _START_PAGES and parts.hostname in (None, host)


def _split(url: str | None) -> SplitResult:
    try:
        return urlsplit(url or "")
    except ValueError:
        return urlsplit("")
