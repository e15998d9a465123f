"""News pages in, records out."""

from scraper.version import __version__

__all__ = ["__version__"]
