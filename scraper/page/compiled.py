"""Where the compiled versions of the hottest modules are taken from; without one the plain module does the same work.

It is `_name.pyx` beside the modules whose work it does, and is compiled at installation where a compiler is at hand
(`hatch_build.py`). It gives the very same answers (`tests/page/test_compiled.py`).
"""

from __future__ import annotations

import os
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType

EXTENSIONS = (
    "scraper.page.markup._reader",
    "scraper.parse._trees",
    "scraper.parse.body._scores",
    "scraper.parse.dump._lines",
)
# With `off` plain Python does it all: for comparing, and for finding what is wrong.
SWITCH = "SCRAPER_COMPILED"


def compiled(name: str) -> ModuleType | None:
    """Return the compiled module `name`; none where it was not compiled, is switched off, or has another source by now.

    The last happens in a checkout that has changed since it was installed.
    """
    if os.environ.get(SWITCH) == "off":
        return None
    try:
        module = import_module(name)
    except Exception:  # noqa: BLE001 -- made from another state of the plain modules, it may fail in any way
        return None
    source = Path(__file__).parents[2].joinpath(*name.split(".")).with_suffix(".pyx")
    return None if source.exists() and source_id(source) != module.SOURCE else module


def is_compiled() -> bool:
    """Return whether all that can be compiled is, and is used."""
    return all(compiled(name) is not None for name in EXTENSIONS)


def source_id(source: Path) -> str:
    """Return what tells a source, `_name.pyx` and its parts `_name_….pxi`, from a changed one.

    A compiled module carries that of its own as `SOURCE`.
    """
    parts = sorted(source.parent.glob(f"{source.stem}_*.pxi"))
    return sha256(b"".join(part.read_bytes() for part in (source, *parts))).hexdigest()[:16]
