"""What kind of page it is: article, live, gallery, list, paywalled, blocked, consent, not_found or empty.

An article taken for something else is lost, so everything but an article needs more than one sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import urlsplit

from scraper.model import Article, Evidence, Finding, Image, Outline, Page, Verdict, Wall, missing
from scraper.page import weigh
from scraper.parse.page_data import article_node, has_type, state_body
from scraper.parse.verdict.paywall import find_paywall
from scraper.parse.verdict.teasers import find_teasers

# A body of less weight is no article by itself.
_ENOUGH = 140
_LONG = 1_500
# A body of less is no text at all.
_NO_TEXT = 20
# A body is teasers from this share on; on 1,761 pages of articles, guides and the like no article is called a list.
_TEASERS = 0.65
_LONGEST_TEASER = 260
# A headline of this weight that is shown as a heading is an article's, not a section's.
_TELLING_HEADLINE = 50
_MANY_LINKS = 0.22
_MOST_LINKS = 0.5
_NEARLY_ALL = 0.8
_CRUMB = 0.03
_FEWEST_LINKS = 12
_LIST_ADDRESS = re.compile(
    r"/(?:search|tags?|categor(?:y|ies|ia)|categorie|kategorie|sections?|topics?|themen|tema|archiv(?:es?|o)?|rubri(?:que|k)"
    r"|"
    r"authors?|autor(?:en)?|lists?|articlelist|page)(?:/|\.\w{3,5}\Z|\Z)|[?&](?:q|query|s|search|keyword|sc_word|tag)=",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"검색\s?결과|search results|suchergebnis|résultats de (?:la |votre )?recherche|resultados de (?:la |tu )?búsqueda"
    r"|resultados da (?:sua )?busca|risultati della ricerca|zoekresultaten|arama sonuç|результаты поиска|検索結果"
    r"|搜索结果|搜尋結果",
    re.IGNORECASE,
)
_FEWEST_STORIES, _SHORTEST_STORY = 5, 12
_LIST_TYPES = frozenset({"CollectionPage", "SearchResultsPage"})
_GALLERY_TYPES = frozenset({"ImageGallery", "MediaGallery", "CollectionGallery"})
_GALLERY_PICTURES = 4
_GALLERY_TEXT = 700
_WALLS: Mapping[Wall, Verdict] = MappingProxyType(
    {
        Wall.CHALLENGE: Verdict.BLOCKED,
        Wall.LOGIN: Verdict.BLOCKED,
        Wall.CONSENT: Verdict.CONSENT,
        Wall.NOT_FOUND: Verdict.NOT_FOUND,
        Wall.SHELL: Verdict.EMPTY,
    }
)
# The fields that only an article has; what is left says whose page it is, and what it shows.
OF_ARTICLES = (
    "subtitle", "kicker", "authors", "dateline", "published", "modified", "body", "entries", "images", "agency",
    "corrections",
)  # fmt: skip
_NO_ARTICLE: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.LIST: "the page is a list",
        Verdict.BLOCKED: "the page is a wall",
        Verdict.CONSENT: "the page asks for consent",
        Verdict.NOT_FOUND: "the page says that there is nothing",
        Verdict.EMPTY: "the page has no text",
    }
)


def find_verdict(page: Page, *, outline: Outline, images: tuple[Image, ...] = ()) -> Finding[Verdict]:
    """Return the verdict with its evidence; it is never missing. `images` are the article's.

    In order: no text, a wall in place of the page, a list, a gallery, a text behind a paywall, an article. Whether an
    article is a live blog is decided by its entries.
    """
    if not page.blocks and not page.wall:
        return _found(Verdict.EMPTY, "blocks", 1.0, f"no readable text in this {page.kind} input")
    weight = _weight(page, outline.body)
    if page.wall and not state_body(page):
        return _found(_WALLS[page.wall], f"wall:{page.wall}", 0.8, page.wall_reason)
    return (
        _list(page, outline, weight)
        or _gallery(page, images, weight)
        or _paywalled(page, outline, weight)
        or _article(page, outline, images, weight)
    )


def is_article(verdict: Verdict) -> bool:
    """Whether a page of this verdict has an article, in full or in part."""
    return verdict not in _NO_ARTICLE


def without_article(article: Article) -> Article:
    """Return the record without the fields that only an article has, each with its reason."""
    reason = _NO_ARTICLE[article.verdict]
    blank = Article()
    gone = {name: getattr(blank, name) for name in OF_ARTICLES}
    evidence = {**article.evidence, **{name: missing(reason) for name in gone}}
    return replace(article, **gone, evidence=evidence)


def _list(page: Page, outline: Outline, weight: int) -> Finding[Verdict] | None:
    """A body of teasers, or links without a body, on a page that does not say that it is an article."""
    headline = "" if outline.headline is None else page.blocks[outline.headline].text
    if _is_declared(page) or weigh((headline,)) >= _TELLING_HEADLINE:
        return None
    links = sum([block.link_chars for block in page.blocks])
    letters = sum([len(block.text) for block in page.blocks])
    if weight and (links > letters * _MANY_LINKS or _is_list_address(page.url)):
        teasers = find_teasers(page, outline.body)
        # Lengths of the page's script in weights.
        scale = weigh(page.blocks[number].text for number in outline.body) / _letters(page, outline.body)
        if teasers.share >= _TEASERS and teasers.mean * scale <= _LONGEST_TEASER:
            reason = f"{teasers.share:.0%} of the text stands in {teasers.items} items with a link each"
            return _found(Verdict.LIST, "teasers", 0.8, reason)
    if _SEARCH.search(headline or page.signals.title):
        stories = sum(block.link_chars * 2 > len(block.text) >= _SHORTEST_STORY for block in page.blocks)
        if stories >= _FEWEST_STORIES:
            reason = f"the heading speaks of search results, {stories} links as long as a headline"
            return _found(Verdict.LIST, "heading", 0.8, reason)
    is_front = _is_front(page, has_headline=bool(headline))
    is_bare = weight < _ENOUGH or (is_front and weight < letters / 4)
    # Of a page of links alone, the model may take the notice at its foot for the text.
    is_bare = is_bare or (links > letters * _NEARLY_ALL and _letters(page, outline.body) < letters * _CRUMB)
    # Where nothing is left of a text, fewer links are a list: a board's rows have numbers, offices and days, too.
    most = _MOST_LINKS if weight >= _NO_TEXT else _MANY_LINKS
    if links > letters * most and is_bare and len(page.links) >= _FEWEST_LINKS:
        where = "the site's front page, " if is_front else ""
        return _found(Verdict.LIST, "links", 0.7, f"{where}{links} of {letters} characters are links")
    return None


def _gallery(page: Page, images: tuple[Image, ...], weight: int) -> Finding[Verdict] | None:
    """Pictures with captions are the article: said by the page's own node, or more than its text."""
    if weight >= _GALLERY_TEXT or len(images) < _GALLERY_PICTURES:
        return None
    if any(has_type(node, _GALLERY_TYPES) for node in page.signals.json_ld):
        return _found(Verdict.GALLERY, "json-ld:@type", 0.9, f"{len(images)} pictures")
    captions = [image.caption for image in images if image.caption]
    told = weigh(captions)
    if len(captions) >= _GALLERY_PICTURES and told > weight * 1.5:
        return _found(Verdict.GALLERY, "images", 0.7, f"{len(captions)} captions are longer than the text")
    return None


def _paywalled(page: Page, outline: Outline, weight: int) -> Finding[Verdict] | None:
    wall = find_paywall(page, body=outline.body, weight=weight)
    return Finding(Verdict.PAYWALLED, wall.evidence, wall.blocks) if wall.value else None


def _article(page: Page, outline: Outline, images: tuple[Image, ...], weight: int) -> Finding[Verdict]:
    letters = _letters(page, outline.body)
    reason = f"{letters} characters of body text"
    if weight >= _ENOUGH:
        return _found(Verdict.ARTICLE, "body", 0.9, reason)
    is_told = any(not _is_stamp(page.blocks[number].text) for number in outline.body)
    has_parts = is_told or (_is_declared(page) and bool(images))
    return _found(Verdict.ARTICLE if has_parts else Verdict.EMPTY, "body", 0.5, reason)


def _is_stamp(text: str) -> bool:
    """Whether a line is little but digits: a date with its label, a count."""
    digits = sum(map(str.isdigit, text))
    return digits * 2 > sum(map(str.isalnum, text))


def _is_declared(page: Page) -> bool:
    """Whether the page's own data calls it an article. Content systems call lists so, too, but name their kind."""
    signals = page.signals
    if any(has_type(node, _LIST_TYPES) for node in signals.json_ld):
        return article_node(page) is not None
    return (
        "article" in (signals.meta_value("og:type") or "").lower()
        or signals.meta_value("article:published_time") is not None
        or article_node(page) is not None
    ) and not _is_front(page, has_headline=True)


def _is_front(page: Page, *, has_headline: bool) -> bool:
    """Whether the page is its site's front page: it was given the root as its address, and names no other.

    An address that was given proves nothing by itself, for articles are saved under their host's: the page names the
    root, too, or names no address and has no headline.
    """
    if not _is_root(page.url):
        return False
    named = [page.signals.head_link("canonical"), page.signals.meta_value("og:url")]
    named = [address for address in named if address]
    return any(map(_is_root, named)) if named else not has_headline


def _is_root(url: str | None) -> bool:
    try:
        parts = urlsplit(url or "x")
    except ValueError:
        return False
    return parts.path in {"", "/"} and not parts.query


def _is_list_address(url: str | None) -> bool:
    return bool(url and _LIST_ADDRESS.search(url))


def _weight(page: Page, numbers: tuple[int, ...]) -> int:
    """Return the weight of a body; a long one's letters, which are enough for every question here."""
    letters = _letters(page, numbers)
    return letters if letters >= _LONG else weigh(page.blocks[number].text for number in numbers)


def _letters(page: Page, numbers: tuple[int, ...]) -> int:
    return sum([len(page.blocks[number].text) for number in numbers])


def _found(verdict: Verdict, source: str, confidence: float, reason: str) -> Finding[Verdict]:
    return Finding(verdict, Evidence(source, confidence, reason=reason))
