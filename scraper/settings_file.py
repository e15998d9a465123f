"""A TOML file of the user's: its text in, its table out; whatever is wrong in it is told with the line it stands on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scraper.errors import UsageError


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

    def wrong(self, keys: Sequence[str], told: str) -> UsageError:
        """Return the error for the value under `keys`, from the top down; `told` says what it must be."""
        name = ".".join(key if key.replace("-", "").replace("_", "").isalnum() else f'"{key}"' for key in keys)
        return UsageError(f"{self.path}:{line_of(self._text, keys)}: {name}: {told}")

    def unknown(self, keys: Sequence[str], known: Iterable[str]) -> UsageError:
        """Return the error for the key `keys` leads to, which is none of the `known`."""
        names = sorted(known)
        near = get_close_matches(keys[-1], names, n=1)
        return self.wrong(keys, f"unknown key; {f'did you mean {near[0]}?' if near else 'known: ' + ', '.join(names)}")


def line_of(text: str, keys: Sequence[str]) -> int:
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


def _has(table: Any, keys: Sequence[str]) -> bool:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True
