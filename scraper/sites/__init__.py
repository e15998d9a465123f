"""What is true of one site or one content system, as TOML files; loaded and validated at once.

A rule labels blocks and never cuts: what it does not name, the generic parsers judge.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from scraper.sites.coverage import Coverage, cover
from scraper.sites.read import read_folder
from scraper.sites.sites import Sites

__all__ = ["OFF", "OWN", "VARIABLE", "Coverage", "Sites", "chosen_sites", "cover"]

OWN = Path(__file__).parent
VARIABLE = "SCRAPER_SITES"
# In place of a folder it switches off all rules, those that are shipped too.
OFF = "off"


def chosen_sites(folders: Iterable[str] = ()) -> Sites:
    """Return the rules of `folders`, then those of the folders in `SCRAPER_SITES`, then those that are shipped.

    `off` among the folders, or in the variable where no folder is given, leaves no rule at all. Raises `SiteRuleError`.
    """
    given = tuple(folders)
    listed = tuple(part for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part.strip())
    if OFF in given or (not given and OFF in listed):
        return Sites()
    return _sites((*given, *(part for part in listed if part != OFF)))


@cache
def _sites(folders: tuple[str, ...]) -> Sites:
    rules = [rule for folder in folders for rule in read_folder(Path(folder))]
    return Sites((*rules, *read_folder(OWN)))
