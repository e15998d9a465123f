"""Page in, the section that the article stands in out, from general to special."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from scraper.model import Block, Evidence, Finding, Mark, Page, missing, once_a_page
from scraper.parse.about.marked_path import Path, find_marked_path
from scraper.parse.about.section_words import HOME_ENDS, HOME_WORDS, PATH_WORDS
from scraper.parse.about.site import page_labels, site_names
from scraper.parse.page_data import article_node, first_text, has_type, plain, texts
from scraper.parse.texts import key

_PATH_TYPES = frozenset({"BreadcrumbList"})
# Keys of names that are no section, and of titles that begin with none.
_Barred: TypeAlias = tuple[frozenset[str], tuple[str, ...]]
# The names of a path, from general to special.
Steps: TypeAlias = tuple[str, ...]
_MAX_SECTION = 40
_MAX_LEVELS = 6
_MIN_HEADLINE = 12
_STEPS = re.compile(r"\s*[>»›→]\s*|\s+/\s+|\n|,(?=\S)")
_STEP = re.compile(r"[^\W\d][^\d<>=\"(){};:]{0,19}")
_NO_SECTION = re.compile(r"\d{2}[:.]\d{2}|\d{4}[.-]\d|@|기자|https?:|\{\{")
_PATH_LINE = 80
_LINE_SIGNS = (">", "›", "»", "→", "▶", " / ")
# How many blocks from the page's top a path is looked for.
_PATH_REACH = 300


def find_section(page: Page, *, headline: str | None = None) -> Finding[tuple[str, ...]]:
    """Return the section path, from the surest source that has one.

    1. the breadcrumb list in JSON-LD
    2. the element that its class calls a path
    3. another element near the headline that is surely named one: by its label, in microdata, in RDFa
    4. the article's own section in JSON-LD, in `article:section`
    5. a line like `Home > News`
    6. an element near the headline whose name may mean a path, and that looks like one

    Without the home page, the site's name and the `headline`; its blocks are those that print it.

    >>> from scraper.page import read
    >>> page = read("<ul class='breadcrumb'><li>Home</li><li>News</li><li>Harbour</li></ul><h1>Ferry back</h1>")
    >>> find_section(page).value, find_section(page).evidence.source
    (('News', 'Harbour'), 'visible path')
    """
    barred: _Barred | None = None
    mark = _path_mark(page)
    blocks = _blocks_of(page, mark) if mark is not None else ()
    marked: Path | None = None
    line: tuple[int, Steps] | None = None
    for source, read, sure in _LADDER:
        if source == "path line":
            line = path_line(page, headline)
            steps = line[1] if line else ()
        elif read is not None:
            steps = read(page)
        else:
            marked = marked or find_marked_path(page, headline)
            steps = marked.steps if marked and marked.is_sure == (source == "marked path") else ()
        if not steps:
            continue
        barred = barred or _barred(page, headline)
        path = _clean(steps, barred)
        # One step alone is a path if it leads there from the start page.
        if len(path) > (source == "path line" and key(steps[0]) not in HOME_WORDS):
            if line:
                blocks = (*blocks, line[0])
            elif marked and read is None:
                blocks = marked.blocks
            return Finding(path, Evidence(source, sure, raw=" > ".join(path)), blocks)
    return Finding((), missing("the page names no section"), blocks)


def section_keys(page: Page) -> frozenset[str]:
    """Return the keys of everything that the page or its address calls a section."""
    names = list(page.signals.meta_values("article:section"))
    names += _own_sections(page)
    for node in page.signals.json_ld:
        if node.get("@type") == "ListItem":
            names += texts(node.get("name") or node.get("item"))
    names += _path_parts(page.url)
    return frozenset(key(name) for name in names if len(name) <= _MAX_SECTION and "://" not in name) - {""}


def _own_sections(page: Page) -> tuple[str, ...]:
    node = article_node(page)
    return texts(node.get("articleSection")) if node is not None else ()


def _path_parts(url: str | None) -> list[str]:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return []
    return [unquote(part) for part in path.strip("/").split("/")[:-1]]


def _barred(page: Page, headline: str | None) -> _Barred:
    """Return the keys that are no section (home, the site) and those of the titles, whose start is the headline."""
    sites = HOME_WORDS.union((key(name) for _, name in site_names(page)), page_labels(page))
    titles = (page.signals.title, page.signals.meta_value("og:title"), headline)
    return sites, tuple(folded for text in titles if text and (folded := key(plain(text))))


def _clean(names: Iterable[str], barred: _Barred) -> tuple[str, ...]:
    sites, titles = barred
    kept: dict[str, str] = {}
    for raw in names:
        for step in _STEPS.split(raw):
            # `You are here: News`
            said, colon, rest = step.partition(":")
            name = rest if colon and key(said) in HOME_WORDS else step
            folded = key(name)
            if (
                not folded
                or folded in sites
                or (not kept and folded.endswith(HOME_ENDS))
                or len(name) > _MAX_SECTION
                or _NO_SECTION.search(name)
            ):
                continue
            if len(folded) >= _MIN_HEADLINE and any(title.startswith(folded) for title in titles):
                continue
            kept.setdefault(folded, name.strip())
    return tuple(kept.values())[:_MAX_LEVELS]


def _listed_path(page: Page) -> tuple[str, ...]:
    """Return the names of the first breadcrumb list, in the order of their positions."""
    for node in page.signals.json_ld:
        if has_type(node, _PATH_TYPES):
            value = node.get("itemListElement")
            items = value if isinstance(value, (list, tuple)) else (value,)
            steps = sorted(_steps(items), key=lambda step: step[0])
            if steps:
                return tuple(name for _, name in steps)
    return ()


def _steps(items: Iterable[object]) -> Iterator[tuple[int, str]]:
    for order, item in enumerate(items, 1):
        if isinstance(item, Mapping):
            name = first_text(item.get("name")) or first_text(item.get("item"), keys=("name",))
            if name and "://" not in name:
                yield _position(item, order), name


def _position(item: Mapping[str, Any], order: int) -> int:
    value = str(item.get("position", ""))
    return int(value) if value.isdecimal() and len(value) < 4 else order


_NO_PATH = re.compile(r"[가-힣] ?기자|댓글 ?\d|\d{4}[.-] ?\d{1,2}[.-]")


@once_a_page
def _path_mark(page: Page) -> Mark | None:
    """Return the first element that its markup calls a path."""
    # A list of byline, dates and comments may be called a path, too.
    sections = [mark for mark in page.marks if mark.kind == "section"]
    paths = (mark for mark in sections if any(word in mark.hint for word in PATH_WORDS))
    return next((mark for mark in paths if not _NO_PATH.search(mark.text)), None)


def _visible_path(page: Page) -> tuple[str, ...]:
    mark = _path_mark(page)
    return tuple(mark.text.split("\n")) if mark is not None else ()


def _blocks_of(page: Page, mark: Mark) -> tuple[int, ...]:
    """Return the blocks from the mark's on that print its lines and nothing else, without the headline's heading."""
    lines = set(mark.text.split("\n"))
    found = []
    for block in page.blocks[mark.block : mark.block + len(lines)]:
        if block.tag == "h1" or len(block.text) > _PATH_LINE or not set(block.text.split("\n")) <= lines:
            break
        found.append(block.number)
    return tuple(found)


def path_line(page: Page, headline: str | None) -> tuple[int, Steps] | None:
    """Return the first block like `Home > News > Ferry back`, told by its links or its markup, and its steps.

    The last one may be the `headline`, which is left out then.
    """
    longest = _PATH_LINE + len(headline or "")
    for block in page.blocks[:_PATH_REACH]:
        text = block.text
        sign = next((sign for sign in _LINE_SIGNS if sign in text), None) if len(text) <= longest else None
        if sign is None:
            continue
        steps = [step.strip() for step in text.split(sign)]
        # Other signs than `>` also stand between links that lead nowhere in particular.
        is_path = sign == ">" and len(steps) > 2
        if headline and steps[-1].startswith(headline):
            steps.pop()
        # `You are here: Home`
        home = steps[0].rpartition(":")[2].strip()
        if key(home) in HOME_WORDS:
            is_path, steps[0] = True, home
        if is_path and all(_STEP.fullmatch(step) for step in steps) and (block.link_chars or _is_path(page, block)):
            return block.number, tuple(steps)
    return None


def _is_path(page: Page, block: Block) -> bool:
    hint = page.elements[block.element].hint if page.elements else ""
    return any(word in hint for word in PATH_WORDS)


def _sections_meta(page: Page) -> tuple[str, ...]:
    return page.signals.meta_values("article:section")


# Each source with the reader of its steps (none: what else is asked), and how sure it is, by eye on 14 paths of each.
_LADDER: tuple[tuple[str, Callable[[Page], tuple[str, ...]] | None, float], ...] = (
    ("json-ld BreadcrumbList", _listed_path, 0.95),
    ("visible path", _visible_path, 0.85),
    ("marked path", None, 0.85),
    ("json-ld articleSection", _own_sections, 0.9),
    ("article:section", _sections_meta, 0.9),
    ("path line", None, 0.7),
    ("named path", None, 0.7),
)
