"""A rule file in, a `Rule` out; a wrong key, value or selector is a `SiteRuleError` that names the file and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scraper.dom import PREFIXES, Reach, parse_reach
from scraper.errors import SiteRuleError
from scraper.page import Selector, parse_selector
from scraper.sites.functions import SiteFunction, functions_of
from scraper.sites.rules import ROLES, VALUES, Layout, Match, Rule

_TOP_KEYS = ("name", "match", "layout")
_NO_SITE = re.compile("_|test_|conftest[.]py$")
_MATCH_KEYS = ("host", "url", "generator", "title", "markup")


def read_folder(folder: Path) -> tuple[Rule, ...]:
    """Return the rules of the `*.toml` files in `folder`, by file name; it may hold site functions instead."""
    if not folder.is_dir():
        raise SiteRuleError(f"{folder}: no such folder of site rules")
    files = sorted(folder.glob("*.toml"))
    if not files and not _python_files(folder):
        raise SiteRuleError(f"{folder}: holds no site rules (NAME.toml) and no site functions (NAME.py)")
    return tuple(read_rule(file) for file in files)


def read_functions(folder: Path) -> tuple[SiteFunction, ...]:
    """Return the site functions of the `*.py` files in `folder`, by file name and in the order of each file.

    A file whose name begins with `_` or `test_` holds none, nor does `conftest.py`.
    """
    return tuple(one for file in _python_files(folder) for one in functions_of(file))


def _python_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.py") if not _NO_SITE.match(file.name))


def read_rule(file: Path) -> Rule:
    """Return the rule of one file."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SiteRuleError(f"{file}: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise SiteRuleError(f"{file}: is no TOML: {error}") from error
    return _Reader(file).rule(given)


class _Reader:
    """Reads one file's tables; its errors begin with the file's name."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def rule(self, given: Mapping[str, Any]) -> Rule:
        self._check_keys(given, _TOP_KEYS, "")
        name = self._text(given.get("name"), "name")
        matches = tuple(self._match(table, key) for key, table in self._tables(given, "match"))
        layouts = [self._layout(table, key) for key, table in self._tables(given, "layout")]
        days = [layout.until for layout in layouts]
        if len(set(days)) < len(days):
            raise self._error("layout", "two layouts end on the same day; give each its own `until`, or one none")
        layouts.sort(key=lambda layout: layout.until or date.max, reverse=True)
        return Rule(name, self._file.name, matches, tuple(layouts))

    def _match(self, table: Mapping[str, Any], key: str) -> Match:
        self._check_keys(table, _MATCH_KEYS, key)
        if not table:
            raise self._error(key, f"is empty; give one of {', '.join(_MATCH_KEYS)}")
        return Match(
            tuple(host.lower() for host in self._texts(table["host"], f"{key}.host")) if "host" in table else (),
            self._pattern(table["url"], f"{key}.url") if "url" in table else None,
            self._text(table["generator"], f"{key}.generator").lower() if "generator" in table else "",
            self._pattern(table["title"], f"{key}.title") if "title" in table else None,
            self._selector(table["markup"], f"{key}.markup") if "markup" in table else None,
        )

    def _layout(self, table: Mapping[str, Any], key: str) -> Layout:
        self._check_keys(table, dict.fromkeys(("until", *ROLES, *VALUES)), key)
        until = table.get("until")
        if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
            raise self._error(f"{key}.until", "is no day; write it like 2024-10-14, without quotes")
        selectors = tuple(
            (name, tuple(self._label(name, text, f"{key}.{name}") for text in self._texts(texts, f"{key}.{name}")))
            for name, texts in table.items()
            if name != "until"
        )
        if not selectors:
            raise self._error(key, "labels nothing; give one of " + ", ".join(ROLES))
        return Layout(until, selectors)

    def _label(self, name: str, text: str, key: str) -> Selector | Reach:
        """Return a selector of the page's blocks or, with `css:` or `xpath:`, of anything in it."""
        if not text.lstrip().startswith(PREFIXES):
            if name not in ROLES:
                raise self._error(key, f"{text!r} labels blocks; a value is found with css: or xpath:")
            return self._selector(text, key)
        try:
            return parse_reach(text)
        except ValueError as error:
            raise self._error(key, str(error)) from error

    def _tables(self, given: Mapping[str, Any], name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        tables = given.get(name)
        if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
            raise self._error(name, f"is missing; write at least one [[{name}]]")
        return [(f"{name}[{number}]", table) for number, table in enumerate(tables)]

    def _check_keys(self, given: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        for key in given:
            if key not in known:
                raise self._error(f"{where}.{key}".strip("."), f"unknown key; known are {', '.join(known)}")

    def _texts(self, value: object, key: str) -> list[str]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not value:
            raise self._error(key, "is neither a text nor a list of texts")
        return [self._text(item, key) for item in value]

    def _text(self, value: object, key: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._error(key, "is no text" if value is not None else "is missing")
        return value

    def _pattern(self, value: object, key: str) -> re.Pattern[str]:
        try:
            return re.compile(self._text(value, key))
        except re.error as error:
            raise self._error(key, f"is no regular expression: {error}") from error

    def _selector(self, value: object, key: str) -> Selector:
        try:
            return parse_selector(self._text(value, key))
        except ValueError as error:
            if isinstance(error, SiteRuleError):
                raise
            raise self._error(key, str(error)) from error

    def _error(self, key: str, message: str) -> SiteRuleError:
        return SiteRuleError(f"{self._file}: {key}: {message}")
