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
from scraper.page.hydration import page_titles
from scraper.page.state_values import read_inner, read_states

_MOST_VALUES, _DEEPEST, _INNER_DEPTH = 200_000, 40, 4
_SHORTEST_TITLE, _LONGEST_TITLE, _LONGEST_TEXT, _LONGEST_DATE = 8, 400, 500, 60
_MOST_PEOPLE, _MOST_IMAGES = 12, 60
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div|li)>", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")
_ID = re.compile(r"\d{4,}|[0-9a-f]{8}-[0-9a-f-]{20,}|[A-Za-z]+\d[\w-]{6,}")
# Lists of other things below the article's object.
_OTHERS = re.compile(r"related|recommend|comment|popular|trending|latest|ranking|mostread|otherarticle|prev|next|more")

_DECKS = re.compile(r"(?:sub(?:title|titles|headline|headlines|heading)|standfirst|deck|dek|titlesub|alttitle2)\Z")
_PEOPLE = re.compile(
    r"\A(?:credits|by)\Z|(?:author|byline|reporter|writer|journalist|contributor|columnist|creator|correspondent)(?:s|list|info|infos|name"
    r"|names|data)?\Z"
)
_NO_PEOPLE = re.compile(r"photo|image|comment|user|updat|modif|regist|(?:last|created)by")
_PUBLISHED = re.compile(
    r"publi(?!c\Z|sher|shing|c[a-z])|pubdate|pubtime|firstpub|display(?:date|time|dt)|service(?:date|time|dt|day)"
    r"|(?:regi?s?t?|input|release|open|deploy|send|issue|post|article|news|write|upload)(?:ed|er|ration)?(?:at|date|time|dt|day|datetime)\Z"
)
_CREATED = re.compile(r"creat(?:ed|ion)?(?:at|date|time|dt|on)?\Z|\Adate(?:time)?\Z")
_MODIFIED = re.compile(
    r"(?:mod|modif|updat|upd|chang|revis|edit|chg)(?:y|e|ed|ied|ication)?(?:at|date|time|dt|on|datetime)?\Z|lastmod"
)
_SECTIONS = re.compile(
    r"(?:section|category|categories|sections|menu|channel|rubric|desk)(?:name|names|nm|list|title|s)?\Z"
)
_TAGS = re.compile(r"(?:tag|keyword|hashtag|topic)(?:s|list|names)?\Z")
_IMAGES = re.compile(
    r"(?:image|photo|picture|media|thumbnail|figure|gallery|visual|img|promoitem|leadart|hero)(?:s|list|info|data|file|files|url)?\Z"
)
_URLS = ("url", "src", "href", "path", "imageurl", "imgurl", "originalurl", "source", "file")
_CAPTIONS = ("caption", "description", "desc", "imagecaption", "title", "alttext", "alt")
_CREDITS = ("credit", "copyright", "photographer", "source", "byline")
_NAMES = ("name", "fullname", "displayname", "authorname", "reportername", "writername", "nm", "title", "label", "text")
_EMAILS = ("email", "mail", "emailaddress", "reporteremail", "authoremail")
_ROLES = ("role", "position", "jobtitle", "duty", "job", "grade", "title", "rank", "type")
_FORMS = ("basic", "default", "rendered", "text", "value", "html", "main", "web")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\b|/image", re.IGNORECASE)


class StatePerson(NamedTuple):
    """A person as the data names one."""

    name: str
    email: str | None = None
    role: str | None = None


class StatePicture(NamedTuple):
    """A picture as the data names it; its address as written."""

    url: str
    caption: str | None = None
    credit: str | None = None


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


def bare(text: str) -> str:
    """Return the letters and digits of a text without its markup, in small letters, for comparison.

    >>> bare("sub_Title"), bare("<b>Ferry</b> back")
    ('subtitle', 'ferryback')
    """
    return _LETTERS.sub("", _TAG.sub("", text) if "<" in text else text).casefold()


def _read(path: str, node: Mapping[str, Any], root: Mapping[str, Any], titles: frozenset[str]) -> StateArticle:
    """Return what an object and those below it say of the article."""
    members = [(name, _followed(value, root)) for name, value in _members(node, _INNER_DEPTH)]

    def first(pattern: re.Pattern[str]) -> str | None:
        return next((text for name, value in members if pattern.search(name) and (text := _date(value))), None)

    title = next((text for name, text in members if isinstance(text, str) and _is_title(text, titles)), None)
    decks = (_lines(_inner_text(value)) for name, value in members if _DECKS.search(name))
    people = [
        person
        for name, value in members
        if _PEOPLE.search(name) and not _NO_PEOPLE.search(name)
        for person in _people(value, root)
    ]
    return StateArticle(
        path,
        _plain(title),
        next((deck for deck in decks if deck and bare(deck) not in titles), None),
        tuple(_once(people)),
        first(_PUBLISHED) or first(_CREATED),
        first(_MODIFIED),
        tuple(_labels(members, _SECTIONS))[:4],
        tuple(dict.fromkeys(_labels(members, _TAGS)))[:30],
        tuple(islice(dict.fromkeys(_pictures(members, root)), _MOST_IMAGES)),
    )


def _members(node: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    """Yield the members of an object and, after them, of those in it, with their names bare; lists of others left out."""
    inner: list[Mapping[str, Any]] = []
    for key, value in node.items():
        name = bare(str(key))
        if value is None or _OTHERS.search(name):
            continue
        yield name, value
        if isinstance(value, dict) and depth and not _PEOPLE.search(name) and not _IMAGES.search(name):
            inner.append(value)
    for value in inner:
        yield from _members(value, depth - 1)


def _inner_text(value: Any) -> Any:
    """Return the text of a small object that holds one in several forms: `{"basic": …}`, `{"rendered": …}`."""
    if isinstance(value, dict) and len(value) < 8:
        return next((value[key] for key in _FORMS if isinstance(value.get(key), str)), None)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return value


def _followed(value: Any, root: Mapping[str, Any]) -> Any:
    """Return what a reference of a normalised cache points at: `{"__ref": "Author:1"}`, `{"id": "Author:1"}`."""
    if isinstance(value, dict) and len(value) <= 4:
        pointed = value.get("__ref") or (value.get("id") if value.get("type") == "id" else None)
        return root.get(pointed, value) if isinstance(pointed, str) else value
    return value


def _people(value: Any, root: Mapping[str, Any]) -> list[StatePerson]:
    if isinstance(value, str):
        return [StatePerson(text)] if (text := _plain(value)) and len(text) <= _LONGEST_TEXT else []
    if isinstance(value, list):
        return [person for item in value[:_MOST_PEOPLE] for person in _people(_followed(item, root), root)]
    if not isinstance(value, dict):
        return []
    given = {bare(str(key)): item for key, item in value.items()}
    texts = {key: text for key, item in given.items() if isinstance(item, str) and (text := _plain(item))}
    inner = next(
        (
            given[key]
            for key in ("data", "nodes", "edges", "node", "items", "by", "person")
            if isinstance(given.get(key), dict | list)
        ),
        None,
    )
    whole = " ".join(texts[key] for key in ("givenname", "firstname", "familyname", "lastname") if key in texts)
    name = next((texts[key] for key in _NAMES if key in texts), whole)
    if not name:
        return _people(inner, root) if inner is not None else []
    role = next((texts[key] for key in _ROLES if key in texts and texts[key] != name), None)
    email = next((texts[key] for key in _EMAILS if "@" in texts.get(key, "")), None)
    return [StatePerson(name, email, role if role and len(role) <= _LONGEST_DATE else None)]


def _once(people: list[StatePerson]) -> list[StatePerson]:
    """Return each person once: as the member that says most of them does."""
    best: dict[str, StatePerson] = {}
    for person in people:
        known = best.get(bare(person.name))
        if known is None or sum(map(bool, person)) > sum(map(bool, known)):
            best[bare(person.name)] = person
    return list(best.values())[:_MOST_PEOPLE]


def _date(value: Any) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value) if value > 10**8 else None
    if isinstance(value, str):
        return value if 6 <= len(value) <= _LONGEST_DATE and any(map(str.isdigit, value)) else None
    return None


def _labels(members: list[tuple[str, Any]], pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the texts under the first name of the pattern that has any."""
    for name, value in members:
        if pattern.search(name):
            found = list(_label_texts(value))
            if found:
                yield from found
                return


def _label_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        text = _plain(value) or ""
        yield from (part.strip(" #") for part in text.split(",") if 0 < len(part.strip(" #")) <= _LONGEST_DATE)
    elif isinstance(value, list):
        for item in value:
            yield from _label_texts(item)
    elif isinstance(value, dict):
        given = {bare(str(key)): item for key, item in value.items()}
        named = next(
            (
                given[key]
                for key in ("name", "title", "label", "text", "sectionname")
                if isinstance(given.get(key), str)
            ),
            None,
        )
        if named:
            yield from _label_texts(named)


def _pictures(members: list[tuple[str, Any]], root: Mapping[str, Any]) -> Iterator[StatePicture]:
    for name, value in members:
        if _IMAGES.search(name):
            yield from _pictures_of(value, root, _INNER_DEPTH)


def _pictures_of(value: Any, root: Mapping[str, Any], depth: int) -> Iterator[StatePicture]:
    value = _followed(value, root)
    if isinstance(value, str):
        if _PICTURE.search(value) and " " not in value.strip() and len(value) <= 2000:
            yield StatePicture(value.strip())
    elif isinstance(value, list) and depth:
        for item in value[:_MOST_IMAGES]:
            yield from _pictures_of(item, root, depth - 1)
    elif isinstance(value, dict) and depth:
        given = {bare(str(key)): item for key, item in value.items()}
        url = next((given[key] for key in _URLS if isinstance(given.get(key), str) and ("/" in given[key])), None)
        if url is None:
            for item in given.values():
                if isinstance(item, dict | list):
                    yield from _pictures_of(item, root, depth - 1)
            return
        captions = (*_CAPTIONS[:1], *(key for key in given if key.endswith("caption")), *_CAPTIONS[1:])
        caption = next((text for key in captions if (text := _plain(_inner_text(given.get(key))))), None)
        credit = next(
            (
                text
                for key in _CREDITS
                if isinstance(given.get(key), str) and "/" not in given[key] and (text := _plain(given[key]))
            ),
            None,
        )
        caption = None if caption and _PICTURE.search(caption) else caption
        credit = credit or ", ".join(person.name for person in _people(given.get("credits"), root)) or None
        yield StatePicture(url.strip(), caption, credit)


def _lines(text: Any) -> str | None:
    """Return a text line by line, each without its markup; `None` for none."""
    if not isinstance(text, str):
        return None
    return "\n".join(filter(None, map(_plain, _BREAK.sub("\n", text).split("\n")))) or None


def _plain(text: Any) -> str | None:
    """Return a text without its markup, white space folded; `None` for none."""
    if not isinstance(text, str):
        return None
    from html import unescape

    return " ".join(unescape(_TAG.sub(" ", text)).split()) or None
