"""Page in, the dates that it states outside its visible text out: JSON-LD, meta, data scripts, URL.

Each source yields `Candidate`s in page order; which of them is right is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from scraper.model import Page
from scraper.parse.dates.formats import read_value
from scraper.parse.dates.labels import Tag
from scraper.parse.dates.reading import Habits, Reading, make_day
from scraper.parse.dates.words import month_number
from scraper.parse.page_data import article_node, first_text, types

_NODE_KEYS = (
    ("datePublished", Tag.PUBLISHED),
    ("dateCreated", Tag.PUBLISHED),
    ("uploadDate", Tag.PUBLISHED),
    ("dateModified", Tag.MODIFIED),
)
_NODE_LIMIT = 60
_LONGEST_VALUE = 60
# Names of meta elements are read by their parts, for there are hundreds: parsely-pub-date, dc.date.issued.
_META_HINT = re.compile("date|publi|time|modif|creat|issue|updat|posted|upload")
_META_MODIFIED = re.compile(r"modif|updat|lastmod|last-mod|revis|moddate")
_META_PUBLISHED = re.compile(
    r"publi(?!c_|sher|shing)|pub[-_.]?date|pub[-_]?time|date[-_.]?pub|issued|creat(?!or|ive)|regdate|release|posted|original|available"
    r"|(?:^|[.:])p?date$|upload|published"
)
_META_OTHER = re.compile(
    r"expir|birth|valid|event|publisher|copyright|build|unpublish|current|cover|type|crawl|status|image|url"
)
_ARTICLE_META = re.compile(
    r"^(?:og:)?(?:article:(?:published|modified)(?:_time)?|(?:published|updated|modified)_time)$"
)

# Two letters first: of the quotes in a script few are followed by such a pair.
_SCRIPT_DATE = re.compile(
    r"""["'](?=[DPFRSICdpfrsic][AUIENRauienr])(?i:date_?published|published_?(?:at|date|on|time)?|publish_?(?:date|time)"""
    r"""|publication_?date|pub_?date|first_?published(?:_?at)?"""
    r"""|(?:deploy|reg|regist|service|input|create|send)_?(?:dt|date|time|datetime))"""
    r"""\\?["']\s*:\s*\\?["']?(\d[^"'\\<>{}\[\],]{7,34})"""
)
_SCRIPT_LIMIT = 400_000

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.])(\d{1,2}|[a-z]{3,9})\2(\d{1,2})(?!\d)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/")
_URL_STAMP = re.compile(
    r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d\d{0,9})?(?!\d)"
)
# Eight digits alone between slashes or as a value may be a story's number.
_BARE_STAMP = re.compile(r"[/=]20\d{6}(?:[/?&#.]|\Z)")


class Candidate(NamedTuple):
    """A date that may be the page's: where it stands, what is said of it, and how far from the headline it is.

    `is_prose`: it stands in running text, as in a caption or a sentence. `is_weak`: a meta element states it whose
    meaning differs from site to site, or a number in the address that may be a story's. `printed`: the day that a mark
    prints beside its value.
    """

    source: str
    tag: Tag | None
    raw: str
    reading: Reading
    block: int = -1
    distance: int = 0
    is_prose: bool = False
    is_weak: bool = False
    printed: date | None = None


def from_article_node(page: Page, habits: Habits) -> list[Candidate]:
    """Return the dates of the JSON-LD node of the page's article."""
    node = article_node(page)
    return list(_of_node(node, habits, prefix="json-ld:")) if node is not None else []


def from_other_nodes(page: Page, habits: Habits) -> Iterator[Candidate]:
    """The dates of the JSON-LD nodes that are no article: web page, video, recipe."""
    own = article_node(page)
    for node in page.signals.json_ld[:_NODE_LIMIT]:
        if node is not own and any(key in node for key, _ in _NODE_KEYS):
            yield from _of_node(node, habits, prefix=f"json-ld:{min(types(node), default='node')}:")


def _of_node(node: Mapping[str, Any], habits: Habits, *, prefix: str) -> Iterator[Candidate]:
    for key, tag in _NODE_KEYS:
        text = first_text(node[key]) if key in node else None
        reading = read_value(text, habits) if text else None
        if text and reading:
            yield Candidate(prefix + key, tag, text, reading)


def from_meta(page: Page, habits: Habits) -> tuple[list[Candidate], list[Candidate]]:
    """The dates of the meta elements: those of OpenGraph's article type, and all others."""
    article: list[Candidate] = []
    others: list[Candidate] = []
    for name, text in page.signals.meta:
        if not 6 <= len(text) <= _LONGEST_VALUE:
            continue
        is_dated = text[0].isdigit() or "date" in name or "publi" in name or "time" in name
        if is_dated and _META_HINT.search(name):
            tag = meta_tag(name)
            reading = read_value(text, habits) if tag else None
            if tag and reading:
                is_article = _ARTICLE_META.match(name) is not None
                kept = article if is_article else others
                kept.append(Candidate(f"meta:{name}", tag, text, reading, is_weak=not is_article))
    # What was created is published later.
    others.sort(key=lambda candidate: "creat" in candidate.source)
    return article, others


def is_article_meta(candidate: Candidate) -> bool:
    """Return whether a meta element of OpenGraph's article type states it."""
    return candidate.source.startswith("meta:") and not candidate.is_weak


def meta_tag(name: str) -> Tag | None:
    """Return what a date in the meta element of this name is.

    >>> meta_tag("article:published_time"), meta_tag("dc.date.modified"), meta_tag("article:expiration_time")
    (<Tag.PUBLISHED: 'published'>, <Tag.MODIFIED: 'modified'>, None)
    """
    if _META_OTHER.search(name):
        return None
    if _META_MODIFIED.search(name):
        return Tag.MODIFIED
    return Tag.PUBLISHED if _META_PUBLISHED.search(name) else None


def from_scripts(page: Page, habits: Habits) -> Iterator[Candidate]:
    """The first date of publication in a data script, or in a meta element that holds JSON."""
    texts = [script.text for script in page.signals.scripts]
    texts += [text for _, text in page.signals.meta if text.startswith("{")]
    for text in texts:
        match = _SCRIPT_DATE.search(text, 0, _SCRIPT_LIMIT)
        reading = read_value(match[1], habits) if match else None
        if match and reading:
            yield Candidate("script", Tag.PUBLISHED, match[1], reading)


def from_url(page: Page) -> Iterator[Candidate]:
    """The day in the page's own address."""
    url = _own_url(page)
    day = url_day(url) if url else None
    if url and day:
        yield Candidate("url", None, url, Reading(day, 0, 0), is_weak=_BARE_STAMP.search(url) is not None)


def url_month(page: Page) -> tuple[int, int] | None:
    """Return the year and month that the path of the page's own address names: `/2024/04/ferry`."""
    match = _URL_MONTH.search(_own_url(page))
    return (int(match[1]), int(match[2])) if match else None


def _own_url(page: Page) -> str:
    return page.url or page.signals.head_link("canonical") or page.signals.meta_value("og:url") or ""


def url_day(url: str) -> date | None:
    """Return the day that the path or query of a URL names.

    >>> url_day("https://gazette.example/2024/04/30/ferry"), url_day("https://gazette.example/2024/apr/30/ferry")
    (datetime.date(2024, 4, 30), datetime.date(2024, 4, 30))
    >>> url_day("https://gazette.example/v/20240430140512345"), url_day("https://gazette.example/news?idxno=1234567")
    (datetime.date(2024, 4, 30), None)
    """
    # An archive's copy of a page has the page's own address at the end.
    address = url.lower().rpartition("://")[2].partition("/")[2][:400]
    for match in _URL_DAY.finditer(address):
        month = int(match[3]) if match[3].isdigit() else month_number(match[3], "en")
        day = make_day(int(match[1]), month, int(match[4])) if month else None
        if day:
            return day
    stamp = _URL_STAMP.search(address)
    return make_day(int(stamp[1]), int(stamp[2]), int(stamp[3])) if stamp else None
