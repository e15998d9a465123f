"""A TOML file of the user's: its text in, its table out; whatever is wrong in it is told with the line it stands on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from scraper.errors import UsageError

# What leads to a value, from the top down: names, and numbers (from 0) in an array of tables.
Keys: TypeAlias = Sequence[str | int]


class Rule(NamedTuple):
    """What a key's value must be, as a test and in words."""

    holds: Callable[[Any], bool]
    told: str


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


COUNT = Rule(_is_count, "must be a whole number, 1 or more")
TABLE = Rule(lambda value: isinstance(value, dict), "must be a table")


class SettingsFile:
    """The file's `table`, and the errors for what is wrong in it."""

    def __init__(self, path: Path) -> None:
        """Raises `UsageError` when the file can't be read or is no TOML."""
        self.path = path
        try:
            # Windows editors put a byte order mark before what they call UTF-8.
            self._text = path.read_text(encoding="utf-8-sig")
            self.table: dict[str, Any] = tomllib.loads(self._text)
        except OSError as error:
            raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error
        except UnicodeDecodeError as error:
            raise UsageError(f"{path}: is not in UTF-8") from error
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{path}: is no TOML: {error}") from error

    def checked(self, keys: Keys, rules: Mapping[str, Rule]) -> dict[str, Any]:
        """Return the table that `keys` lead to; raises `UsageError` for a key that is unknown or breaks its rule."""
        table: Any = self.table
        for key in keys:
            table = table[key]
        if not TABLE.holds(table):
            raise self.wrong(keys, TABLE.told)
        for key, value in table.items():
            if key not in rules:
                raise self.unknown((*keys, key), rules)
            if not rules[key].holds(value):
                raise self.wrong((*keys, key), rules[key].told)
        return dict(table)

    def wrong(self, keys: Keys, told: str) -> UsageError:
        """Return the error for the value that `keys` lead to; `told` says what it must be."""
        return UsageError(f"{self.path}:{line_of(self._text, keys)}: {_name(keys)}: {told}")

    def unknown(self, keys: Keys, known: Iterable[str]) -> UsageError:
        """Return the error for the key `keys` leads to, which is none of the `known`."""
        names = sorted(known)
        near = get_close_matches(str(keys[-1]), names, n=1)
        return self.wrong(keys, f"unknown key; {f'did you mean {near[0]}?' if near else 'known: ' + ', '.join(names)}")


def _name(keys: Keys) -> str:
    """Return the keys as a person writes them: the second `[[site]]` is `site 2`."""
    name = ""
    for key in keys:
        if isinstance(key, int):
            name += f" {key + 1}"
            continue
        is_bare = key.replace("-", "").replace("_", "").isalnum()
        name += ("." if name else "") + (key if is_bare else f'"{key}"')
    return name


def line_of(text: str, keys: Keys) -> int:
    r"""Return the number of the line on which the key or table that `keys` lead to begins.

    It is the first whose end makes the text before it a whole file with that key, whatever quotes and brackets span.

    >>> line_of('[fetch]\ndelay = 2\n[fetch.hosts."paper.example"]\ndelay = -1', ("fetch", "hosts", "paper.example"))
    3
    """
    lines = text.split("\n")
    whole = 0
    for count in range(1, len(lines) + 1):
        try:
            table = tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
        if _has(table, keys):
            return whole + 1
        whole = count
    return len(lines)


def _has(table: Any, keys: Keys) -> bool:
    for key in keys:
        if isinstance(key, int):
            if not isinstance(table, list) or key >= len(table):
                return False
        elif not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True
