"""News pages in, records out.

    >>> import scraper
    >>> scraper.extract("<h1>Ferry back in service</h1>").headline
    'Ferry back in service'

The names below are read from their rooms when they are first asked for, so that `import scraper` costs little.
"""

from __future__ import annotations

import sys
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

from scraper.lazy import lazily
from scraper.version import __version__

if TYPE_CHECKING:
    from scraper.crawl import crawl
    from scraper.errors import FetchError, ScraperError
    from scraper.fetch import fetch
    from scraper.model import Article, Author, BodyBlock, Evidence, Failure, Image, Moment, Response, Verdict, Weather
    from scraper.pipeline import explain, extract
    from scraper.sites import site
    from scraper.store import Archive

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

_MODULES = MappingProxyType(
    {
        "Archive": "scraper.store",
        "crawl": "scraper.crawl",
        "fetch": "scraper.fetch",
        **dict.fromkeys(("FetchError", "ScraperError"), "scraper.errors"),
        **dict.fromkeys(("explain", "extract"), "scraper.pipeline"),
        "site": "scraper.sites",
        **dict.fromkeys(
            (
                *("Article", "Author", "BodyBlock", "Evidence", "Failure"),
                *("Image", "Moment", "Response", "Verdict", "Weather"),
            ),
            "scraper.model",
        ),
    }
)

if not TYPE_CHECKING:  # A type checker knows the names from above, and so sees a wrong one.
    __getattr__ = lazily(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package, in which `fetch` and `crawl` are always the functions.

    Two rooms are called like them. Importing one of these would bind the room in their place, and `scraper.fetch(url)`
    would depend on what else was imported. A room is reached by `from scraper.fetch import …` all the same.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
