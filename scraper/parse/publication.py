"""What the page says of its place of publication: site, canonical address, section, tags, access."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from scraper.model import Evidence, Finding, Page, missing
from scraper.parse.article_node import article_node, texts
from scraper.parse.site import site_names

_TAG_LIMIT = 40


def find_site(page: Page) -> Finding[str]:
    """Return the publisher's name by the most trusted source that has one."""
    names = site_names(page)
    if not names:
        return Finding(None, missing("the page does not name its site"))
    source, name = names[0]
    return Finding(name, Evidence(source, 0.9, raw=name, rejected=tuple(names[1:4])))


def find_canonical(page: Page) -> Finding[str]:
    """Return the address that the page declares; one that points at the site's root is distrusted."""
    rejected: list[tuple[str, str]] = []
    for source, raw in (
        ("link:canonical", page.signals.head_link("canonical")),
        ("og:url", page.signals.meta_value("og:url")),
    ):
        if not raw:
            continue
        try:
            address = urljoin(page.url or "", raw)
            parts = urlsplit(address)
        except ValueError:
            rejected.append((source, raw))
            continue
        if parts.scheme in {"http", "https"} and (parts.path.strip("/") or parts.query):
            return Finding(address, Evidence(source, 0.95, raw=raw, rejected=tuple(rejected)))
        rejected.append((source, raw))
    reason = "what the page declares is the site's root or no address" if rejected else "the page declares none"
    return Finding(None, missing(reason, tuple(rejected)))


def find_section(page: Page) -> Finding[tuple[str, ...]]:
    """Return the section path from general to special: breadcrumb data, else the article's own section."""
    node = article_node(page)
    if node is not None and (sections := texts(node.get("articleSection"))):
        return Finding(sections, Evidence("json-ld:articleSection", 0.9))
    named = page.signals.meta_values("article:section")
    if named:
        return Finding(tuple(dict.fromkeys(named)), Evidence("meta:article:section", 0.85))
    return Finding((), missing("the page names no section"))


def find_tags(page: Page) -> Finding[tuple[str, ...]]:
    """Return the keywords, each once: the article's tags, the JSON-LD keywords, then the news keywords."""
    node = article_node(page)
    json_ld = texts(node.get("keywords")) if node else ()
    for source, values in (
        ("meta:article:tag", page.signals.meta_values("article:tag")),
        ("json-ld:keywords", json_ld),
        ("meta:news_keywords", page.signals.meta_values("news_keywords")),
        ("meta:keywords", page.signals.meta_values("keywords")),
    ):
        parts = [part.strip() for value in values for part in (value.split(",") if len(values) == 1 else [value])]
        tags = tuple(dict.fromkeys(part for part in parts if part))
        if tags and len(tags) <= _TAG_LIMIT:
            return Finding(tags, Evidence(source, 0.9))
    return Finding((), missing("the page gives no keywords"))


def find_access(page: Page) -> Finding[bool]:
    """Return whether the article is free to read, as its JSON-LD says."""
    node = article_node(page)
    value = node.get("isAccessibleForFree") if node else None
    if isinstance(value, bool):
        return Finding(value, Evidence("json-ld:isAccessibleForFree", 0.9, raw=str(value)))
    if isinstance(value, str) and value.rsplit("/", 1)[-1].casefold() in {"true", "false"}:
        return Finding(
            value.rsplit("/", 1)[-1].casefold() == "true", Evidence("json-ld:isAccessibleForFree", 0.9, raw=value)
        )
    return Finding(None, missing("the page does not say"))
