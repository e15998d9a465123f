"""An archive in, its screens for a browser and its API for programs out; needs the extra `web`.

Nothing is loaded from elsewhere, and what an archived page brings is shown without scripts on an origin of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.lazy import lazily

if TYPE_CHECKING:
    from scraper.web.app import application
    from scraper.web.running import serve
    from scraper.web.settings import Bounds, Settings

__all__ = ["Bounds", "Settings", "application", "serve"]

_MODULES = {
    "application": "scraper.web.app",
    "serve": "scraper.web.running",
    "Bounds": "scraper.web.settings",
    "Settings": "scraper.web.settings",
}

if not TYPE_CHECKING:  # A type checker knows the names from above, and so sees a wrong one.
    __getattr__ = lazily(__name__, _MODULES)
