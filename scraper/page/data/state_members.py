"""The members of an object of a page's data in, the people, labels, pictures and texts that they name out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

_MOST_PEOPLE, _MOST_IMAGES, _INNER_DEPTH, _SMALL = 12, 60, 4, 6
_LONGEST_TEXT, _LONGEST_LABEL, _LONGEST_ADDRESS = 500, 60, 2000
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div|li)>", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")
IMAGES = re.compile(
    r"(?:image|photo|picture|media|thumbnail|figure|gallery|visual|img|promoitem|leadart|hero|attachment)"
    r"(?:s|list|info|data|file|files|url)?\Z"
)
_URLS = ("url", "src", "href", "path", "imageurl", "imgurl", "originalurl", "source", "file")
_CAPTIONS = ("caption", "description", "desc", "imagecaption", "title", "alttext", "alt")
_CREDITS = ("credit", "creditline", "copyright", "photographer", "source", "byline")
# Names of members as systems write them; behind these any that ends so: `rp_name`, `rp_mail`, `rp_grade`.
_NAMES = (
    "name",
    "fullname",
    "displayname",
    "authorname",
    "reportername",
    "writername",
    "display",
    "nm",
    "title",
    "label",
)
_NAME_ENDS = re.compile(r"(?<!user)(?<!file)(?<!first)(?<!last)(?<!given)(?<!family)(?:name|nm)\Z")
_ROLES = ("role", "position", "jobtitle", "duty", "job", "function", "grade", "title", "rank", "type")
_ROLE_ENDS = re.compile(r"(?:role|position|jobtitle|duty|grade|rank|function|occupation)\Z")
# An object in that of a byline that is the person: the byline's own title is an office then.
_HOLDERS = ("person", "author", "user", "profile", "reporter", "writer", "member", "contributor", "journalist")
_URL_ENDS = ("url", "src", "path", "href")
_CAPTION_ENDS = re.compile(r"(?:caption|legend|desc)\Z")
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
    texts = _texts_in(given)
    held = next((followed(given[key], root) for key in _HOLDERS if isinstance(given.get(key), dict)), None)
    if held is not None and (people := people_of(held, root)):
        office, email = _role(texts, ""), _email(texts)
        return [StatePerson(one.name, one.email or email, one.role or office) for one in people]
    inner = next(
        (
            given[key]
            for key in ("data", "nodes", "edges", "node", "items", "by", "person")
            if isinstance(given.get(key), dict | list)
        ),
        None,
    )
    whole = " ".join(texts[key] for key in ("givenname", "firstname", "familyname", "lastname") if key in texts)
    ends = (text for key, text in texts.items() if _NAME_ENDS.search(key))
    name = next((texts[key] for key in _NAMES[:-2] if key in texts), whole) or next(ends, None)
    name = name or next((texts[key] for key in _NAMES[-2:] if key in texts), None)
    if not name:
        return people_of(inner, root) if inner is not None else []
    return [StatePerson(name, _email(texts), _role(texts, name))]


def _role(texts: Mapping[str, str], name: str) -> str | None:
    """Return the office among the texts of a person's object; a text that is the name is none."""
    keys = (*(key for key in _ROLES[:-3] if key in texts), *filter(_ROLE_ENDS.search, texts), *_ROLES[-3:])
    role = next((texts[key] for key in keys if key in texts and texts[key] != name), None)
    return role if role and len(role) <= _LONGEST_LABEL else None


def _email(texts: Mapping[str, str]) -> str | None:
    return next((text for key, text in texts.items() if "mail" in key and "@" in text), None)


def _texts_in(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of an object by their names, its own before those of the small objects in it."""
    small = (inner for inner in given.values() if isinstance(inner, dict) and len(inner) <= _SMALL)
    nested = {bare(str(key)): text for inner in small for key, text in inner.items() if "mail" in bare(str(key))}
    pairs = {**nested, **given}.items()
    return {key: text for key, item in pairs if isinstance(item, str) and (text := plain_text(item))}


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
        named = (*_URLS, *(key for key in given if key.endswith(_URL_ENDS)))
        url = next((given[key] for key in named if isinstance(given.get(key), str) and ("/" in given[key])), None)
        captions = (*_CAPTIONS[:1], *filter(_CAPTION_ENDS.search, given), *_CAPTIONS[1:])
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
        if url is None:
            # The sizes of one picture stand in it, its caption beside them.
            for item in given.values():
                if isinstance(item, dict | list):
                    for inner in _pictures_in(item, root, depth - 1):
                        yield StatePicture(inner.url, inner.caption or caption, inner.credit or credit)
            return
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
