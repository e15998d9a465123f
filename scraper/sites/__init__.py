"""What is true of one site or one content system, as TOML files and Python functions; loaded and validated at once.

A rule labels blocks and never cuts: what it does not name, the generic parsers judge. A function gives values.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from scraper.errors import UsageError
from scraper.model import Page
from scraper.sites.coverage import Asked, Coverage, Covered, cover
from scraper.sites.functions import SiteFunction, installed_functions, marked, site
from scraper.sites.read import read_folder, read_functions, read_rule
from scraper.sites.rules import ROLES, Rule
from scraper.sites.sites import Sites

__all__ = [
    "OFF",
    "OWN",
    "ROLES",
    "VARIABLE",
    "Asked",
    "Chosen",
    "Coverage",
    "Covered",
    "Rule",
    "SiteFunction",
    "Sites",
    "chosen_sites",
    "cover",
    "own_rules",
    "read_rule",
    "reread",
    "site",
    "sites_of",
]

# What a caller may give: rules and functions, or functions with `@scraper.site` to be asked before all others.
Chosen: TypeAlias = Sites | Iterable[Callable[[Page], Any]]
OWN = Path(__file__).parent
VARIABLE = "SCRAPER_SITES"
# In place of a folder it switches off all rules, those that are shipped too.
OFF = "off"


def chosen_sites(folders: Iterable[str] = ()) -> Sites:
    """Return the rules of `folders`, then those of the folders in `SCRAPER_SITES`, then those that are shipped.

    So with site functions; those of installed packages come last. `off` among the folders, or in the variable where no
    folder is given, leaves no rule at all. Raises `SiteRuleError`.
    """
    given = tuple(folders)
    listed = tuple(part for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part.strip())
    if OFF in given or (not given and OFF in listed):
        return Sites()
    return _sites((*given, *(part for part in listed if part != OFF)))


def own_rules(folders: Iterable[str] = ()) -> str | None:
    """Return what tells one state of the user's own rules and functions from another; `None` where there are none.

    Those that are shipped are the program's, and change with its version.
    """
    listed = (part for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part.strip())
    digest = hashlib.sha256()
    files = [
        file
        for folder in (*folders, *listed)
        if folder != OFF
        for kind in ("*.toml", "*.py")
        for file in sorted(Path(folder).rglob(kind))
    ]
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest() if files else None


def sites_of(given: Chosen | None) -> Sites:
    """Return the rules and functions that a caller gives: all, none (those that are chosen), or functions before those.

    Raises `SiteRuleError`, and `UsageError` for functions without `@scraper.site`.
    """
    if given is None or isinstance(given, Sites):
        return chosen_sites() if given is None else given
    functions = tuple(one for function in given for one in _marked(function))
    chosen = chosen_sites()
    return Sites(chosen.rules, (*functions, *chosen.functions))


@cache
def _sites(folders: tuple[str, ...]) -> Sites:
    paths = tuple(map(Path, folders))
    rules = (rule for folder in (*paths, OWN) for rule in read_folder(folder))
    functions = (function for folder in paths for function in read_functions(folder))
    return Sites(tuple(rules), (*functions, *installed_functions()))


def reread() -> None:
    """Have the folders read again, for a file in them has changed."""
    _sites.cache_clear()


def _marked(function: Any) -> tuple[SiteFunction, ...]:
    found = marked(function)
    if not found:
        raise UsageError(f"{function!r:.60} is no site function; write @scraper.site(HOST) above it")
    return found
