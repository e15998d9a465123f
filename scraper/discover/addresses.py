"""Addresses: what they say of the page behind them before anybody asks for it.

The shape of an address is the address with what differs between pages of one kind taken out: numbers become `#`, slugs
and codes `*`. The pages of one shape are of one kind, and a site shows by a few of them which.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from scraper.discover.address_words import (
    DATE_PARAMETERS,
    FILES,
    PAGE_PARAMETERS,
    SECTIONS,
    SERVICE,
    TRAP_PARAMETERS,
    TRAPS,
)
from scraper.urls import is_web, join, without_login

_VARIANT_HOSTS = frozenset({"www", "m", "mobile", "amp", "wap"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\-.]+")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_LONGEST_WORD = 24
_LONGEST_SHAPE = 500
# A slug has so many words at least; `sign-in` and `top-news` are none.
_SLUG_HYPHENS = 2
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEAR = re.compile(r"[0-3]?\d")
_FROM_ROOT = ("/", "http://", "https://")
# Links that only count visits carry these; they are no part of the address.
_TRACKERS = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|igshid|mc_cid|mc_eid)=[^&#]*&?", re.IGNORECASE)


def absolute(base: str | None, href: str, charset: str = "utf-8") -> str | None:
    """Return the whole http or https address of a link; `None` for all else.

    Fragment, click trackers and a log-in are left out. `charset` is the page's: a query is sent in it.

    >>> absolute("http://paper.example/news/", "a b.html?utm_source=x&b=1#top")
    'http://paper.example/news/a%20b.html?b=1'
    """
    if href[:1] == "#" or not href or href[:11].lower() == "javascript:":
        return None
    # From the root on, or whole, a link means the same on every page of a host: a menu is read once.
    return _joined(_root(base) if base and href.startswith(_FROM_ROOT) else base, href, charset)


@lru_cache(maxsize=4096)
def _joined(base: str | None, href: str, charset: str) -> str | None:
    url = join(base, href, charset=charset)
    if url is None or not is_web(url):
        return None
    url = without_login(url.partition("#")[0])
    return _TRACKERS.sub("", url).rstrip("?&") if "?" in url else url


@lru_cache(maxsize=64)
def _root(url: str) -> str:
    return join(url, "/") or url


class Scope:
    """The addresses that belong to a site: its host without `www` or `m`, hosts below it, and its port."""

    def __init__(self, start: str) -> None:
        parts = urlsplit(start)
        self._host = _undressed(parts.hostname or "")
        self._port = parts.port
        self.name = self._host if self._port in (None, 80, 443) else f"{self._host}:{self._port}"

    def holds(self, url: str) -> bool:
        """Whether the address is the site's."""
        try:
            host, port = _host_and_port(urlsplit(url).netloc)
        except ValueError:
            return False
        is_same = host == self._host or host.endswith(f".{self._host}")
        return is_same and (port == self._port or {port, self._port} <= {None, 80, 443})


@lru_cache(maxsize=256)
def _host_and_port(netloc: str) -> tuple[str, int | None]:
    parts = urlsplit(f"//{netloc}")
    return _undressed(parts.hostname or ""), parts.port


def _undressed(host: str) -> str:
    first, _, rest = host.lower().rstrip(".").partition(".")
    return rest if first in _VARIANT_HOSTS and "." in rest else host.lower().rstrip(".")


class Look(NamedTuple):
    """What an address says by itself.

    `shape` is without scheme; `refusal` why it is not asked; `is_open` that its shape has a number or a slug, as the
    addresses of stories have; `is_dated` that it is a list of a day, a month or a year; `is_year` that it is one of a
    year, if its number is no story's.
    """

    shape: str
    refusal: str | None
    is_open: bool
    is_dated: bool = False
    is_year: bool = False


@lru_cache(maxsize=8192)
def look(url: str) -> Look:
    """Return what the address says by itself.

    >>> look("http://paper.example/news/articleView.html?idxno=20112").shape
    'paper.example/news/articleView.html?idxno=#'
    >>> look("http://paper.example/2024/04/30/ferry-comes-back-home/").shape
    'paper.example/#/#/#/*/'
    >>> look("http://paper.example/com/login.html").refusal
    'the address says login'
    """
    parts = urlsplit(url)
    segments = [_plain(segment) for segment in parts.path.split("/")]
    shaped = _shaped_path(segments)
    pairs = sorted(_parameter(one) for one in parts.query.split("&") if one)
    query = "&".join(f"{name}={shaped_part(value)}" if value else shaped_part(name) for name, value in pairs)
    shape = f"{_undressed(parts.hostname or '')}{'/'.join(shaped)}{'?' + query if query else ''}"
    shape = shape[:_LONGEST_SHAPE]
    is_open = "#" in shape or "*" in shape
    is_dated = _is_dated(segments, pairs)
    last = next((segment for segment in reversed(segments) if segment), "")
    is_year = is_dated and not parts.query and _YEAR.fullmatch(last) is not None
    return Look(shape, _refusal(segments, shaped, pairs), is_open, is_dated, is_year)


def kind_of(shape: str) -> str:
    """Return the shapes that are judged together with this one: plain addresses that stand side by side.

    >>> kind_of("paper.example/river-fire/"), kind_of("paper.example/sport"), kind_of("paper.example/news/#")
    ('paper.example/~-~/', 'paper.example/~', 'paper.example/news/#')
    """
    if "#" in shape or "*" in shape:
        return shape
    path, mark, query = shape.partition("?")
    end = "/" if path.endswith("/") else ""
    folder, _, last = path.removesuffix("/").rpartition("/")
    return f"{folder}/{'~-~' if '-' in last or '_' in last else '~'}{end}{mark}{query}" if folder else shape


def _plain(segment: str) -> str:
    # What is no UTF-8 stays apart from other bytes that are none.
    return unquote(segment, errors="backslashreplace") if "%" in segment else segment


def _parameter(raw: str) -> tuple[str, str]:
    name, _, value = raw.replace("+", " ").partition("=")
    return _plain(name), _plain(value)


def _shaped_path(segments: list[str]) -> list[str]:
    shaped = [shaped_part(segment) for segment in segments]
    # What follows a date is the story's name, however short it is.
    for place in range(3, len(shaped)):
        if shaped[place - 3 : place] == ["#", "#", "#"] and shaped[place]:
            shaped[place] = "*"
    return shaped


# The parts of a site's addresses recur more than the addresses.
@lru_cache(maxsize=4096)
def shaped_part(value: str) -> str:
    """Return a part of an address without what differs between pages of one kind: `#` a number, `*` a slug or code."""
    if value.isdecimal():
        return "#"
    stem = _EXTENSION.sub("", value)
    end = value[len(stem) :]
    if stem.isdecimal():
        return f"#{end}"
    has_digit = any(char.isdecimal() for char in stem)
    is_code = (has_digit and len(stem) > 5) or stem.count("-") + stem.count("_") * (
        not _is_script(value)
    ) > _SLUG_HYPHENS - 1
    if is_code or len(stem) > _LONGEST_WORD or "," in stem or (has_digit and not _is_script(value)):
        return f"*{end}"
    return value


def _is_script(value: str) -> bool:
    """Whether a segment is a program's name, as `section_list_all.html`, whose words say what it is."""
    return bool(_EXTENSION.search(value)) and not any(char.isdecimal() for char in value) and value.isascii()


def _refusal(segments: list[str], shaped: list[str], pairs: list[tuple[str, str]]) -> str | None:
    last = segments[-1].lower()
    has_name = _names_story(shaped, segments, pairs)
    if last.rpartition(".")[2] in FILES and "." in last:
        return "the address is a file's"
    for segment, form in zip(segments, shaped, strict=True):
        if form.startswith(("#", "*")) or not segment:
            continue
        told = _refused_word(segment)
        if told is not None and not (has_name and told.is_section):
            return told.reason
    for name, value in pairs:
        if name.lower() in TRAP_PARAMETERS and value:
            return f"the address has the parameter {name}"
    return None


class _Refused(NamedTuple):
    """Why pages with a word in their path are not asked, and whether the word may be a section's."""

    reason: str
    is_section: bool


def _names_story(shaped: list[str], segments: list[str], pairs: list[tuple[str, str]]) -> bool:
    """Whether an address below a section names one page: by a slug, or by a number of three digits and more."""
    parts = list(zip(shaped, segments, strict=True))[2:]
    pages = (value for name, value in pairs if name.lower() not in PAGE_PARAMETERS | DATE_PARAMETERS)
    return any(form.startswith("*") for form, _ in parts) or any(
        sum(map(str.isdecimal, text)) > 2 for text in (*(text for _, text in parts), *pages)
    )


@lru_cache(maxsize=4096)
def _refused_word(segment: str) -> _Refused | None:
    """Return why pages with this in their path are not asked."""
    words = [word.lower() for word in _CAMEL.split(_EXTENSION.sub("", segment))]
    for word in (*words, "".join(words), segment.lower()):
        if word in TRAPS:
            return _Refused(f"the address says {word}", word in SECTIONS)
        if word in SERVICE:
            return _Refused(f"the address says {word}: a page about the paper", is_section=True)
    return None


def _is_dated(segments: list[str], pairs: list[tuple[str, str]]) -> bool:
    """Whether the address is a list of a year, a month or a day."""
    if not {name.lower() for name, _ in pairs}.isdisjoint(DATE_PARAMETERS):
        return True
    ends = [segment for segment in segments if segment][-3:]
    years = [place for place, segment in enumerate(ends) if _YEAR.fullmatch(segment)]
    return bool(years) and all(_OF_YEAR.fullmatch(segment) for segment in ends[years[0] + 1 :])
