"""The data that a page's scripts carry in, the texts that may be its article's body out, as HTML.

By shape, never by site: a text is a long string of prose, or a list whose items are paragraphs. Lists of other articles
and of comments have the same shape but for what their items carry beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, NamedTuple

from scraper.model import Page
from scraper.page.data.state_html import as_html, content_of, has_no_text, is_leaf
from scraper.page.data.state_values import read_inner, read_states
from scraper.page.weight import weigh

# A text of less weight is a description or a label.
_SHORTEST = 150
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 400
_DEEPEST = 60
# So many values are looked at; the data of the largest pages has some hundred thousand.
_MOST_VALUES = 400_000
_TAG = re.compile(r"<[^<>]*>")
_ENDED = re.compile(r"[.!?。！？…।؟۔]")
_WORDS = re.compile(r"[\W_]+")
# What stands under these names, in lower case, is never the article's text. A query's cache has names of a thousand
# letters, and a search that is told to ignore case takes ten times as long.
_OTHER_NAMES = re.compile(
    r"comment|related|recommend|terms|polic|consent|privacy|translation|i18n|locale|messages|cookie|footer|disclaimer|"
    r"navigation|newsletter|biograph|author|reporter|seo|metadata|config|popular|trending|mostread|latest|advert|"
    r"summary|description|abstract|caption|title|headline"
)
# Where no value beside it is the page's title, a text has to stand under one of these.
_BODY_NAMES = re.compile(
    r"body|content|text|html|article|paragraph|story|block|element|detail|children|post\b", re.IGNORECASE
)
_TITLE_KEYS = frozenset({"title", "headline", "headlines", "subject", "heading", "teaser"})
# What names the lines under the title, written in any way: `subTitle`, `sub_title`.
_DECK_KEYS = frozenset({"subtitle", "subtitles", "subheadline", "subheading", "standfirst", "deck", "dek"})
_SHORTEST_DECK, _LONGEST_DECK = 8, 400
_LINK_KEYS = re.compile(r"url|link|href|slug|date|time|published|permalink", re.IGNORECASE)
_PERSON_KEYS = re.compile(r"user|nick|author|writer|likes|votes", re.IGNORECASE)


class StateText(NamedTuple):
    """A text that a page's data holds: `source` is its place there, `weight` its length (`text_weight`).

    `is_own` says that the page's own title stands beside it.
    """

    source: str
    html: str
    weight: int
    is_own: bool


class _Found(NamedTuple):
    path: str
    value: Any
    weight: int
    is_own: bool
    deck: str


def find_state_text(page: Page) -> StateText | None:
    """Return the text of the article in the data of the page's scripts, `None` when they hold none.

    Texts beside the page's own title come first, then the longest.
    """
    titles = page_titles(page)
    found = [
        item
        for state in read_states(page.signals.scripts)
        for item in _Walk(titles).texts(state.value, state.name)
        if item.is_own or _BODY_NAMES.search(item.path.rpartition(" ")[2])
    ]
    if not found:
        return None
    best = max(found, key=lambda item: (item.is_own, item.weight))
    html = as_html(best.value)
    weight = text_weight(html)
    deck = f'<h2 class="subtitle">{best.deck}</h2>' if best.is_own and best.deck else ""
    return StateText(best.path, deck + html, weight, best.is_own) if weight >= _SHORTEST else None


class _Walk:
    """One way through a state, each value once."""

    def __init__(self, titles: frozenset[str]) -> None:
        self._titles = titles
        self._firsts = frozenset(title[0] for title in titles)
        self._seen: set[int] = set()
        self._left = _MOST_VALUES
        self._deck = ""

    def texts(self, value: Any, path: str, *, is_own: bool = False, depth: int = 0) -> Iterator[_Found]:
        """Yield every text in `value`, which stands at `path`."""
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return
        if isinstance(value, str):
            yield from self._string(value, path, is_own=is_own, depth=depth)
        elif isinstance(value, dict | list) and id(value) not in self._seen:
            self._seen.add(id(value))
            if isinstance(value, list):
                yield from self._list(value, path, is_own=is_own, depth=depth)
            else:
                yield from self._object(value, path, is_own=is_own, depth=depth)

    def _string(self, text: str, path: str, *, is_own: bool, depth: int) -> Iterator[_Found]:
        if _is_short(text):
            return
        inner = read_inner(text)
        if inner is not None:
            yield from self.texts(inner, path, is_own=is_own, depth=depth + 1)
        elif _is_prose(text) and (weight := text_weight(text)) >= _SHORTEST:
            yield _Found(path, text, weight, is_own, self._deck)

    def _list(self, items: list[Any], path: str, *, is_own: bool, depth: int) -> Iterator[_Found]:
        leaves = [item for item in items if is_leaf(item)]
        weight = sum(_leaf_weight(item) for item in leaves)
        is_of_others = _is_of_others(leaves)
        if weight >= _SHORTEST and not is_of_others:
            yield _Found(path, items, weight, is_own, self._deck)
        for item in items:
            if isinstance(item, dict | list):
                found = self.texts(item, path, is_own=is_own and not is_of_others, depth=depth + 1)
                yield from (text for text in found if text.is_own) if is_of_others else found

    def _object(self, node: Mapping[str, Any], path: str, *, is_own: bool, depth: int) -> Iterator[_Found]:
        if has_no_text(node):
            return
        if not is_own and self._is_titled(node):
            is_own = True
            self._deck = _deck(node) or self._deck
        for key, value in node.items():
            may_hold = not _is_short(value) if isinstance(value, str) else value and isinstance(value, dict | list)
            if may_hold and not _OTHER_NAMES.search(str(key).lower()):
                yield from self.texts(value, f"{path} {_short(key)}", is_own=is_own, depth=depth + 1)

    def _is_titled(self, node: Mapping[str, Any]) -> bool:
        """Whether a value of the node, or of an object in it, is the page's title."""
        for value in node.values():
            inner = value.values() if isinstance(value, dict) and len(value) < 8 else (value,)
            if any(isinstance(text, str) and self._is_title(text) for text in inner):
                return True
        return False

    def _is_title(self, text: str) -> bool:
        if not _SHORTEST_TITLE <= len(text) < _LONGEST_TITLE:
            return False
        first = text[0].casefold()
        # Most values are addresses and codes, which begin otherwise.
        return (not first.isalnum() or first[0] in self._firsts) and _bare(text) in self._titles


def _is_short(text: str) -> bool:
    """Whether a string is none in any script: a letter weighs two at most."""
    return len(text) * 2 < _SHORTEST


def _deck(node: Mapping[str, Any]) -> str:
    """Return the lines that a titled node has under its title, as HTML; "" if it has none."""
    for key, text in node.items():
        name = _bare(str(key))
        if isinstance(text, str) and (name in _DECK_KEYS or name.endswith("subtitle")):
            bare = _TAG.sub(" ", text).strip()
            if _SHORTEST_DECK <= len(bare) <= _LONGEST_DECK:
                return text if "<" in text else escape(text).replace("\n", "<br>")
    return ""


def _short(key: object) -> str:
    """Return a key without the arguments that a query's cache writes into it."""
    return str(key).partition("(")[0][:40].replace(" ", "_")


def page_titles(page: Page) -> frozenset[str]:
    """Return the page's titles as they are compared: letters and digits only, also without the site's name."""
    signals = page.signals
    given = [signals.title, *(signals.meta_value(name) or "" for name in ("og:title", "twitter:title"))]
    given += [block.text for block in page.blocks if block.tag == "h1"][:3]
    cut = [part for title in given for part in re.split(r"\s[|\-–—:<·]\s|[|ㅣ]|-(?=[가-힣]{1,6}ㅣ)", title)]
    bare = (_bare(title) for title in (*given, *cut))
    return frozenset(title for title in bare if len(title) >= _SHORTEST_TITLE)


def _bare(text: str) -> str:
    return _WORDS.sub("", _TAG.sub("", text)).casefold()


def _is_of_others(leaves: list[Any]) -> bool:
    """Whether the items of a list are other articles (with a title and a link or date) or comments (with a person)."""
    nodes = [leaf for leaf in leaves if isinstance(leaf, dict)]
    others = sum(
        any(_PERSON_KEYS.search(key) for key in node)
        or (not _TITLE_KEYS.isdisjoint(node) and any(_LINK_KEYS.search(key) for key in node))
        for node in nodes
    )
    return others * 2 > len(leaves)


def _leaf_weight(leaf: Any) -> int:
    """Return the length of a paragraph's text; a label or an address has none."""
    text = leaf if isinstance(leaf, str) else as_html(leaf if isinstance(leaf, str) else content_of(leaf))
    return text_weight(text) if _is_prose(text) else 0


def text_weight(text: str) -> int:
    """Return the weight of a text without its markup.

    >>> text_weight("<p>Two  words</p>")
    9
    """
    return weigh((" ".join((_TAG.sub(" ", text) if "<" in text else text).split()),))


def _is_prose(text: str) -> bool:
    """Whether a string reads as sentences: blanks between words or a script without them, and an end."""
    text = _TAG.sub(" ", text) if "<" in text else text
    size = len(text)
    is_spaced = text.count(" ") > size / 15 or weigh((text,)) > size * 4 / 3
    return is_spaced and text.count("{") < 3 and text.count("://") * 80 < size + 80 and bool(_ENDED.search(text))
