"""The members of an object of a page's data in, the people, labels, pictures and texts that they name out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

_MOST_PEOPLE, _MOST_IMAGES, _INNER_DEPTH = 12, 60, 4
_LONGEST_TEXT, _LONGEST_LABEL, _LONGEST_ADDRESS = 500, 60, 2000
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div|li)>", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")
IMAGES = re.compile(
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


def bare(text: str) -> str:
    """Return the letters and digits of a text without its markup, in small letters, for comparison.

    >>> bare("sub_Title"), bare("<b>Ferry</b> back")
    ('subtitle', 'ferryback')
    """
    return _LETTERS.sub("", _TAG.sub("", text) if "<" in text else text).casefold()


def inner_text(value: Any) -> Any:
    """Return the text of a small object that holds one in several forms: `{"basic": …}`, `{"rendered": …}`."""
    if isinstance(value, dict) and len(value) < 8:
        return next((value[key] for key in _FORMS if isinstance(value.get(key), str)), None)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return value


def followed(value: Any, root: Mapping[str, Any]) -> Any:
    """Return what a reference of a normalised cache points at: `{"__ref": "Author:1"}`, `{"id": "Author:1"}`."""
    if isinstance(value, dict) and len(value) <= 4:
        pointed = value.get("__ref") or (value.get("id") if value.get("type") == "id" else None)
        return root.get(pointed, value) if isinstance(pointed, str) else value
    return value


def people_of(value: Any, root: Mapping[str, Any]) -> list[StatePerson]:
    """Return the people that a member names: a text, an object with a name, or a list of both."""
    if isinstance(value, str):
        return [StatePerson(text)] if (text := plain_text(value)) and len(text) <= _LONGEST_TEXT else []
    if isinstance(value, list):
        return [person for item in value[:_MOST_PEOPLE] for person in people_of(followed(item, root), root)]
    if not isinstance(value, dict):
        return []
    given = {bare(str(key)): item for key, item in value.items()}
    texts = {key: text for key, item in given.items() if isinstance(item, str) and (text := plain_text(item))}
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
        return people_of(inner, root) if inner is not None else []
    role = next((texts[key] for key in _ROLES if key in texts and texts[key] != name), None)
    email = next((texts[key] for key in _EMAILS if "@" in texts.get(key, "")), None)
    return [StatePerson(name, email, role if role and len(role) <= _LONGEST_LABEL else None)]


def once_each(people: list[StatePerson]) -> list[StatePerson]:
    """Return each person once: as the member that says most of them does."""
    best: dict[str, StatePerson] = {}
    for person in people:
        known = best.get(bare(person.name))
        if known is None or sum(map(bool, person)) > sum(map(bool, known)):
            best[bare(person.name)] = person
    return list(best.values())[:_MOST_PEOPLE]


def date_of(value: Any) -> str | None:
    """Return a member that may be a date as written: a text with a digit, or seconds since 1970."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value) if value > 10**8 else None
    if isinstance(value, str):
        return value if 6 <= len(value) <= _LONGEST_LABEL and any(map(str.isdigit, value)) else None
    return None


def labels_of(members: list[tuple[str, Any]], pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the texts under the first name of the pattern that has any."""
    for name, value in members:
        if pattern.search(name):
            found = list(_label_texts(value))
            if found:
                yield from found
                return


def _label_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        text = plain_text(value) or ""
        yield from (part.strip(" #") for part in text.split(",") if 0 < len(part.strip(" #")) <= _LONGEST_LABEL)
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


def pictures_of(members: list[tuple[str, Any]], root: Mapping[str, Any]) -> Iterator[StatePicture]:
    """Yield the pictures under the members that are named as such."""
    for name, value in members:
        if IMAGES.search(name):
            yield from _pictures_in(value, root, _INNER_DEPTH)


def _pictures_in(value: Any, root: Mapping[str, Any], depth: int) -> Iterator[StatePicture]:
    value = followed(value, root)
    if isinstance(value, str):
        if _PICTURE.search(value) and " " not in value.strip() and len(value) <= _LONGEST_ADDRESS:
            yield StatePicture(value.strip())
    elif isinstance(value, list) and depth:
        for item in value[:_MOST_IMAGES]:
            yield from _pictures_in(item, root, depth - 1)
    elif isinstance(value, dict) and depth:
        given = {bare(str(key)): item for key, item in value.items()}
        url = next((given[key] for key in _URLS if isinstance(given.get(key), str) and ("/" in given[key])), None)
        if url is None:
            for item in given.values():
                if isinstance(item, dict | list):
                    yield from _pictures_in(item, root, depth - 1)
            return
        captions = (*_CAPTIONS[:1], *(key for key in given if key.endswith("caption")), *_CAPTIONS[1:])
        caption = next((text for key in captions if (text := plain_text(inner_text(given.get(key))))), None)
        credit = next(
            (
                text
                for key in _CREDITS
                if isinstance(given.get(key), str) and "/" not in given[key] and (text := plain_text(given[key]))
            ),
            None,
        )
        caption = None if caption and _PICTURE.search(caption) else caption
        credit = credit or ", ".join(person.name for person in people_of(given.get("credits"), root)) or None
        yield StatePicture(url.strip(), caption, credit)


def lines_of(text: Any) -> str | None:
    """Return a text line by line, each without its markup; `None` for none."""
    if not isinstance(text, str):
        return None
    return "\n".join(filter(None, map(plain_text, _BREAK.sub("\n", text).split("\n")))) or None


def plain_text(text: Any) -> str | None:
    """Return a text without its markup, white space folded; `None` for none."""
    if not isinstance(text, str):
        return None
    return " ".join(unescape(_TAG.sub(" ", text)).split()) or None
