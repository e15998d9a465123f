"""Which archive is meant: what the options name, else the environment, else the folder that one stands in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from scraper.errors import UsageError

VARIABLE = "SCRAPER_ARCHIVE"
# By one of these a folder is known as an archive.
_SIGNS = ("scraper.db", "scraper.lock", "scraper.toml")


class Place(NamedTuple):
    """The folder of an archive and where its tables are, as `open_archive` takes them."""

    folder: str | None
    db: str | None


def located(folder: str | None, db: str | None) -> Place:
    """Return the archive that `--archive` and `--db` name, else that of `SCRAPER_ARCHIVE`, else the one around us.

    Where no `--db` is given, what the `scraper.toml` of the folder says of it holds.
    """
    if folder is None and db is None:
        named = os.environ.get(VARIABLE) or _around()
        folder, db = (None, named) if named and "://" in named else (named, None)
    return Place(folder, db or configured_db(folder))


def archive_rules(folder: str | None, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folders of rules for sites: those that are given, then `sites/` of the archive where it has rules."""
    own = Path(folder, "sites") if folder else None
    return (*given, str(own)) if own and any(own.glob("*.toml")) else given


def _around() -> str | None:
    """Return the nearest folder, from the working directory upwards, that is an archive."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if any((folder / sign).is_file() for sign in _SIGNS):
            return str(folder)
    return None


def configured_db(folder: str | None) -> str | None:
    """Return what `db` in the folder's `scraper.toml` says; raises `UsageError` for what is no text."""
    from scraper.fetch.settings import FILE_NAME, SettingsFile

    path = Path(folder, FILE_NAME) if folder else None
    if path is None or not path.is_file():
        return None
    file = SettingsFile(path)
    value = file.table.get("db")
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise file.wrong(("db",), 'must be an address like "postgresql://USER@HOST/NAME"')
    if not value.startswith("$"):
        return value
    found = os.environ.get(value[1:])
    if not found:
        raise file.wrong(("db",), f"the environment has no {value[1:]}")
    return found


def not_named() -> UsageError:
    """Return the error for a command that no archive is named to, and none is around."""
    return UsageError(f"no archive named; give --archive DIR or --db URL, set {VARIABLE}, or go into its folder")
