"""Page in, what it declares about its authors out, rung by rung; and the names that are the publisher's own.

A rung yields texts, not people: `author_names` tells those. Handles, URLs and empty values are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from scraper.model import Page
from scraper.parse.authors.agency_words import AGENCIES
from scraper.parse.authors.words import PARTICLES, ROLE_WORDS
from scraper.parse.page_data import ARTICLE_TYPES, article_node, plain, texts, types
from scraper.parse.texts import key, words

_AUTHOR_KEYS = ("author", "creator", "contributor")
_META_NAMES = words(
    """
    author authors byl byline dc.creator dcterms.creator dc:creator dc.contributor citation_author parsely-author
    sailthru.author cxenseparse:author article:author_name article.author og:author og:article:author dable:author
    twitter:data1 creator rbauthors bt:author
    """
)
# Elements of libraries' vocabularies, which write the family's name first.
_LIBRARY_NAMES = words("dc.creator dcterms.creator dc:creator dc.contributor citation_author")
_SITE_NAMES = frozenset(
    {
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "publisher",
        "twitter:site",
        "copyright",
    }
)
_PUBLISHER_TYPES = frozenset(
    {"Organization", "NewsMediaOrganization", "WebSite", "Corporation", "LocalBusiness", "Brand", "OnlineBusiness"}
)
_AUTHORED_TYPES = ARTICLE_TYPES | frozenset(
    {
        "WebPage",
        "CreativeWork",
        "VideoObject",
        "Recipe",
        "HowTo",
        "Review",
        "Product",
        "QAPage",
        "MedicalWebPage",
        "CollectionPage",
    }
)
_LABEL = re.compile(
    r"^\s*(?:written by|author|by|autor|von|par|por|geschrieben von|verfasst von|écrit par|escrito por|scritto da"
    r"|geschreven door|written-by)\s*:?\s*$",
    re.IGNORECASE,
)
# A page that says `author` more often says it of the works that it cites.
_MOST_GIVEN = 30


def json_ld_authors(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts of the article node's people and of its organizations, references within the page resolved."""
    node = article_node(page) or _any_authored(page)
    if node is None:
        return (), ()
    people: list[str] = []
    organizations: list[str] = []
    for name in _AUTHOR_KEYS:
        for value in _items(node.get(name)):
            target = _resolved(value, page)
            is_person = not (isinstance(target, Mapping) and _is_publisher(target))
            (people if is_person else organizations).extend(_names(target))
        if people:
            break
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(organizations))


def meta_authors(page: Page) -> tuple[str, ...]:
    """Return the contents of author metas, in page order."""
    meta = page.signals.meta
    given = Counter([name for name, _ in meta])
    found = []
    for index, (name, value) in enumerate(meta):
        if (
            name in _META_NAMES
            and value
            and given[name] <= _MOST_GIVEN
            and (name != "twitter:data1" or _says_author(meta, index))
        ):
            found.append(_in_order(plain(value), name))
    return tuple(dict.fromkeys(found))


def _in_order(text: str, name: str) -> str:
    """Return a name of a library's meta element with the given name first: `Berg, Anna van den` is Anna van den Berg.

    Each such element is one person. Two full names are two people, and one with an office keeps its order.
    """
    family, comma, given = map(str.strip, text.partition(","))
    if name not in _LIBRARY_NAMES or not comma or "," in given or not family or not given:
        return text
    words, others = given.split(), family.split()
    is_given = len(words) == 1 or words[-1].casefold() in PARTICLES or all(len(w.strip(".")) == 1 for w in words[1:])
    if not is_given and len(others) > 1:
        return text
    return text if words[-1].casefold() in ROLE_WORDS else f"{given} {family}"


def article_authors(page: Page) -> tuple[str, ...]:
    """Return `article:author`: its text, or the last path segment of a profile's URL on the site itself."""
    return tuple(dict.fromkeys(filter(None, map(_profile_name, page.signals.meta_values("article:author")))))


def own_names(page: Page) -> frozenset[str]:
    """Return the publisher's names as the page repeats them, letters only: metas, JSON-LD publishers."""
    creator = page.signals.meta_value("twitter:creator")
    # The account of a person's own site is the person's.
    names = [
        value
        for name, value in page.signals.meta
        if name in _SITE_NAMES and not (name == "twitter:site" and value == creator)
    ]
    for node in page.signals.json_ld:
        if "publisher" in node:
            names += texts(node["publisher"])
        if "name" in node and _is_publisher(node):
            # An agency that wrote the article is an organization on the page, too, but not its publisher.
            given = (*texts(node["name"]), *texts(node.get("alternateName")))
            names += [name for name in given if name not in AGENCIES]
    return frozenset(filter(None, map(letters, set(names))))


def host_names(page: Page) -> frozenset[str]:
    """Return the host and its labels, letters only. A declared author of that name is the site."""
    host = urlsplit(page.url or "").netloc.lower().partition(":")[0].removeprefix("www.")
    return frozenset(map(letters, (host, host.rpartition(".")[0], *host.split(".")[:-1])))


def letters(text: str) -> str:
    """Return the letters and digits of a name for comparison.

    >>> letters("The Harbour-Gazette"), letters("harbourgazette")
    ('harbourgazette', 'harbourgazette')
    """
    return key(text.casefold().removeprefix("the "))


def _any_authored(page: Page) -> Mapping[str, Any] | None:
    """Return the node that has an author where no node is an article; several reviews are a thing's customers'."""
    authored = [node for node in page.signals.json_ld if node.get("author")]
    reviews = sum("Review" in types(node) for node in authored)
    wanted = _AUTHORED_TYPES - {"Review"} if reviews > 1 else _AUTHORED_TYPES
    return next((node for node in authored if types(node) & wanted), None)


def _is_publisher(node: Mapping[str, Any]) -> bool:
    kind = node.get("@type")
    if isinstance(kind, str) and "/" not in kind:
        return kind in _PUBLISHER_TYPES
    kinds = types(node)
    return bool(kinds & _PUBLISHER_TYPES) and "Person" not in kinds


def _items(value: object) -> Iterator[object]:
    if isinstance(value, (list, tuple)):
        yield from value
    elif value:
        yield value


def _resolved(value: object, page: Page) -> object:
    """Return the node that a bare `{"@id": …}` points at."""
    if not isinstance(value, Mapping) or value.get("name") or not value.get("@id"):
        return value
    named = (node for node in page.signals.json_ld if node.get("@id") == value["@id"] and node.get("name"))
    return next(named, value)


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping) and not value.get("name"):
        given, family = (next(iter(texts(value.get(key))), "") for key in ("givenName", "familyName"))
        return (f"{given} {family}".strip(),) if given or family else ()
    return texts(value)


def _says_author(meta: tuple[tuple[str, str], ...], index: int) -> bool:
    label = meta[index - 1] if index else ("", "")
    return label[0] == "twitter:label1" and bool(_LABEL.match(label[1]))


def _profile_name(value: str) -> str:
    if "//" not in value:
        return plain(value)
    path = unquote(urlsplit(value).path).rstrip("/")
    parent, _, slug = path.rpartition("/")
    if not re.search(
        r"(?:^|/)(?:authors?|autore?s?|auteurs?|autor(?:en)?|profiles?|people|writers?|by|journalists?|staff)$", parent
    ):
        return ""
    return " ".join(
        word.capitalize() for word in re.split(r"[-_+]", re.sub(r"\.html?$|-\d+$", "", slug)) if not word.isdigit()
    )
