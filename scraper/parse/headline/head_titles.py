"""Page in, the titles that its head gives (JSON-LD, meta, title), each with the names cut off, out."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from scraper.model import Page
from scraper.parse.about import page_labels, section_keys, site_names
from scraper.parse.page_data import article_node, first_text, plain
from scraper.parse.texts import Names, Title, cut, key, split

# Weights of a vote, measured on 1,029 headlines: they rank equals, and rarely decide.
_WEIGHTS = (
    ("og:title", 1.2),
    ("title", 0.9),
    ("twitter:title", 0.8),
    ("headline", 0.8),
    ("parsely-title", 0.7),
    ("sailthru.title", 0.7),
    ("citation_title", 0.7),
    ("dcterms.title", 0.6),
    ("dc.title", 0.6),
)
_JSON_LD_WEIGHT = 1.3
_MIN_OWN_CRUMB = 16


# Head titles as the page gives them: (source, weight, text).
RawTitles: TypeAlias = tuple[tuple[str, float, str], ...]


class HeadTitle(NamedTuple):
    """One head title: its source, weight and parts, the headline left of it, and the keys of that and of the whole."""

    source: str
    weight: float
    title: Title
    value: str
    folded: str
    whole: str


def raw_titles(page: Page) -> RawTitles:
    """Return the titles as the page gives them, as (source, weight, text), entities decoded."""
    signals = page.signals
    node = article_node(page)
    given = dict(reversed(signals.meta))
    given["title"] = signals.title
    found = [(name, weight, plain(given[name])) for name, weight in _WEIGHTS if given.get(name)]
    headline = first_text(node.get("headline")) if node else None
    if headline:
        found.insert(0, ("json-ld headline", _JSON_LD_WEIGHT, headline))
    texts = tuple(text for _, _, text in found)
    return tuple(item for item in found if item[2] and not _is_broken(item[2], texts))


def _is_broken(text: str, texts: tuple[str, ...]) -> bool:
    """Whether the text ends where another goes on with a quotation mark: an attribute that its own quote has ended."""
    return any(
        len(other) > len(text) and other.startswith(text) and other[len(text) :].lstrip()[:1] == '"' for other in texts
    )


def gather_names(page: Page, raw: RawTitles) -> Names:
    """Return what the page calls itself and its sections; a crumb that the titles begin with is the article itself."""
    sites = frozenset(key(name) for _, name in site_names(page)) - {""}
    sections = section_keys(page)
    wholes = {key(text) for text in {text for _, _, text in raw}}
    own = {section for section in sections if any(whole.startswith(section) for whole in wholes)}
    if own:
        headings = {key(block.text) for block in page.blocks if block.tag == "h1"}
        own = {section for section in own if section in headings or len(section) >= _MIN_OWN_CRUMB}
    return Names(sites, sections - own, page_labels(page))


def head_titles(raw: RawTitles, names: Names) -> tuple[HeadTitle, ...]:
    """Return the titles in their parts, without the names; those that are nothing but names are left out."""
    found: list[HeadTitle] = []
    done: dict[str, tuple[Title, str, str]] = {}
    for source, weight, text in raw:
        if text not in done:
            title = split(text)
            value = cut(title, names) if title.keys else ""
            done[text] = (title, value, key(value))
        title, value, folded = done[text]
        if value:
            found.append(HeadTitle(source, weight, title, value, folded, "".join(title.keys)))
    return tuple(found)
