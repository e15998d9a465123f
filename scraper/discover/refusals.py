"""Why a file that should name stories does not, or not all of them."""

from __future__ import annotations


class HostileXML(ValueError):
    """The file declares entities or a document type: it is not read."""


class NoEntries(ValueError):
    """The file is neither a sitemap nor a feed."""


class Incomplete(ValueError):
    """The entries that came are not all: the rest of the file can't be read, for the reason given."""


class PageInstead(Incomplete):
    """The file is a page or a text: only its links came."""
