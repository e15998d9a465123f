"""News pages in, records out.

    >>> import scraper
    >>> scraper.extract("<h1>Ferry back in service</h1>").headline
    'Ferry back in service'

The names below are read from their rooms when they are first asked for, so that `import scraper` costs little.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from scraper.version import __version__

if TYPE_CHECKING:
    from scraper.crawl import crawl
    from scraper.errors import FetchError, ScraperError
    from scraper.fetch.http import fetch
    from scraper.model import Article, Author, BodyBlock, Evidence, Failure, Image, Moment, Response, Verdict, Weather
    from scraper.pipeline import extract
    from scraper.records import explain
    from scraper.sites.functions import site
    from scraper.store.archive import Archive

__all__ = [
    "Archive",
    "Article",
    "Author",
    "BodyBlock",
    "Evidence",
    "Failure",
    "FetchError",
    "Image",
    "Moment",
    "Response",
    "ScraperError",
    "Verdict",
    "Weather",
    "__version__",
    "crawl",
    "explain",
    "extract",
    "fetch",
    "site",
]

_ROOMS = MappingProxyType(
    {
        "Archive": "scraper.store.archive",
        **dict.fromkeys(("FetchError", "ScraperError"), "scraper.errors"),
        "explain": "scraper.records",
        "extract": "scraper.pipeline",
        "site": "scraper.sites.functions",
    }
)


if not TYPE_CHECKING:  # A type checker knows the names from above, and so sees a wrong one.

    def __getattr__(name: str) -> Any:
        if name in ("crawl", "fetch"):
            # These rooms have the names of their functions, and can be called like them.
            return import_module(f"scraper.{name}")
        if name not in __all__:
            raise AttributeError(f"module 'scraper' has no attribute {name!r}")
        value = getattr(import_module(_ROOMS.get(name, "scraper.model")), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
