"""The data that a page's scripts carry in, what the object with the page's title or id says of its article out.

By the names of its members, as content systems write them in any way (`subTitle`, `sub_title`): no system is known by
name. An object below it that is a list of other articles says nothing of this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from scraper.model import Page
from scraper.page.data.hydration import page_titles
from scraper.page.data.state_members import (
    IMAGES,
    StatePerson,
    StatePicture,
    bare,
    date_of,
    followed,
    inner_text,
    labels_of,
    lines_of,
    once_each,
    people_of,
    pictures_of,
    plain_text,
)
from scraper.page.data.state_tables import resolved, tables_of
from scraper.page.data.state_values import read_inner, read_states

_MOST_VALUES, _DEEPEST, _INNER_DEPTH, _MOST_IMAGES = 200_000, 40, 4, 60
_SHORTEST_TITLE, _LONGEST_TITLE, _LONGEST_TEXT = 8, 400, 500
_ID = re.compile(r"\d{4,}|[0-9a-f]{8}-[0-9a-f-]{20,}|[A-Za-z]+\d[\w-]{6,}")
# Lists of other things below the article's object.
_OTHERS = re.compile(
    r"related|recommend|comment|popular|trending|latest|ranking|mostread|otherarticle|prev|next|more"
    r"|(?:updated|modified|created|edited|published|uploaded)by\Z"
)
_DECKS = re.compile(
    r"(?:sub(?:title|titles|headline|headlines|heading)|standfirst|deck|dek|titlesub|alttitle2"
    r"|(?:\A|article|news|story)lead(?:text)?|ingress|chapo|chapeau|vorspann|entradilla|bajada|sommario|occhiello)\Z"
)
_PEOPLE = re.compile(
    r"\A(?:credits|by)\Z|(?:author|byline|reporter|writer|journalist|contributor|columnist|creator|correspondent)(?:s|list|info|infos|name"
    r"|names|data)?\Z"
)
# Who stands in a byline and did not write.
_OTHER_OFFICES = re.compile(r"photo|illustrat|camera|video(?!.*report)|fotogra|사진|촬영|摄影|攝影|写真", re.IGNORECASE)
_NO_PEOPLE = re.compile(r"photo|image|comment|user|updat|modif|regist|(?:last|created)by")
_PUBLISHED = re.compile(
    r"publi(?!c\Z|sher|shing|c[a-z])|pubdate|pubtime|firstpub|display(?:date|time|dt)|service(?:date|time|dt|day)"
    r"|(?:regi?s?t?|input|release|open|deploy|send|issue|post|article|news|write|upload)(?:ed|er|ration)?"
    r"(?:at|date|time|dt|dtm|dttm|day|ymd|datetime)\Z"
)
_CREATED = re.compile(r"creat(?:ed|ion)?(?:at|date|time|dt|on)?\Z|\Adate(?:time)?\Z")
_MODIFIED = re.compile(
    r"(?:mod|modif|updat|upd|chang|revis|edit|chg)(?:y|e|ed|ied|ication)?(?:at|date|time|dt|dtm|dttm|on|datetime)?\Z|lastmod"
)
_SECTIONS = re.compile(
    r"(?:section|category|categories|sections|cate|menu|channel|rubric|desk)(?:name|names|nm|list|title|s)?\Z"
)
_TAGS = re.compile(r"(?:tag|keyword|kwd|hashtag|topic)(?:s|list|names)?\Z")


class StateArticle(NamedTuple):
    """What a page's data says of its article: `path` is where, the dates are as written."""

    path: str
    title: str | None = None
    deck: str | None = None
    people: tuple[StatePerson, ...] = ()
    published: str | None = None
    modified: str | None = None
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pictures: tuple[StatePicture, ...] = ()


def find_state_article(page: Page) -> StateArticle | None:
    """Return what the object with the page's title, or with the id in its address, says; `None` if there is none.

    Of several the one that says most; one with the title before one with the id.
    """
    titles, ids = page_titles(page), _ids(page.url)
    best: tuple[tuple[bool, int], StateArticle] | None = None
    for state in read_states(page.signals.scripts):
        for path, node, is_titled in _nodes(state.value, state.name, titles, ids):
            found = _read(path, node, state.value if isinstance(state.value, dict) else {}, titles)
            rank = (is_titled, sum(map(bool, found[2:])))
            if rank[1] and (best is None or rank > best[0]):
                best = (rank, found)
    return best[1] if best else None


def _ids(url: str | None) -> frozenset[str]:
    """Return the long numbers and codes of an address that may be the article's id."""
    try:
        parts = urlsplit(unquote(url or ""))
    except ValueError:
        return frozenset()
    return frozenset(_ID.findall(f"{parts.path.rpartition('/')[2]} {parts.query}"))


def _nodes(
    value: Any, name: str, titles: frozenset[str], ids: frozenset[str]
) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Yield the objects with the page's title or id, each with its place, from the outermost in."""
    stack: list[tuple[Any, str, int]] = [(value, name, 0)]
    seen: set[int] = set()
    for _ in range(_MOST_VALUES):
        if not stack:
            return
        node, path, depth = stack.pop()
        if isinstance(node, str):
            node = read_inner(node) if len(node) > _LONGEST_TEXT else None
        if not isinstance(node, dict | list) or id(node) in seen or depth > _DEEPEST:
            continue
        seen.add(id(node))
        if isinstance(node, dict):
            is_titled = any(_is_title(text, titles) for text in _texts(node))
            if is_titled or (ids and _has_id(node, ids)):
                yield path, node, is_titled
            inner = [(item, f"{path} {str(key)[:40]}", depth + 1) for key, item in node.items() if _may_hold(item)]
        else:
            inner = [(item, path, depth + 1) for item in node if _may_hold(item)]
        stack.extend(reversed(inner))


def _may_hold(value: Any) -> bool:
    return isinstance(value, dict | list) or (
        isinstance(value, str) and len(value) > _LONGEST_TEXT and value[0] in "{[%"
    )


def _texts(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield the strings of an object and of the small objects in it: `headlines: {basic: …}`."""
    for value in node.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict) and len(value) < 8:
            yield from (text for text in value.values() if isinstance(text, str))


def _is_title(text: str, titles: frozenset[str]) -> bool:
    return _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE and bare(text) in titles


def _has_id(node: Mapping[str, Any], ids: frozenset[str]) -> bool:
    return any(
        str(value) in ids
        for key, value in node.items()
        if bare(str(key)).endswith(("id", "no", "idx", "key", "slug", "code"))
    )


def _read(path: str, node: Mapping[str, Any], root: Mapping[str, Any], titles: frozenset[str]) -> StateArticle:
    """Return what an object and those below it say of the article."""
    tables = tables_of(root)
    members = [resolved(name, followed(value, root), tables) for name, value in _members(node, _INNER_DEPTH)]

    def first(pattern: re.Pattern[str]) -> str | None:
        return next((text for name, value in members if pattern.search(name) and (text := date_of(value))), None)

    title = next((text for name, text in members if isinstance(text, str) and _is_title(text, titles)), None)
    decks = (lines_of(inner_text(value)) for name, value in members if _DECKS.search(name))
    people = [
        person
        for name, value in members
        if _PEOPLE.search(name) and not _NO_PEOPLE.search(name)
        for person in people_of(value, root)
        if not (person.role and _OTHER_OFFICES.search(person.role))
    ]
    return StateArticle(
        path,
        plain_text(title),
        next((deck for deck in decks if deck and bare(deck) not in titles), None),
        tuple(once_each(people)),
        first(_PUBLISHED) or first(_CREATED),
        first(_MODIFIED),
        tuple(labels_of(members, _SECTIONS))[:4],
        tuple(dict.fromkeys(labels_of(members, _TAGS)))[:30],
        tuple(islice(dict.fromkeys(pictures_of(members, root)), _MOST_IMAGES)),
    )


def _members(node: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    """Yield the members of an object and then of those in it, their names bare; lists of others are left out."""
    inner: list[Mapping[str, Any]] = []
    for key, value in node.items():
        name = bare(str(key))
        if value is None or _OTHERS.search(name):
            continue
        yield name, value
        if isinstance(value, dict) and depth and not _PEOPLE.search(name) and not IMAGES.search(name):
            inner.append(value)
    for value in inner:
        yield from _members(value, depth - 1)
