"""A request in, a screen out: what people see, and the files that they take away."""

from __future__ import annotations

from scraper.web.screens import entry, files, found, overview, search, story, teach, xray

ROUTES = (
    *(*entry.ROUTES, *files.ROUTES, *overview.ROUTES, *search.ROUTES, *found.ROUTES, *story.ROUTES),
    *(*teach.ROUTES, *xray.ROUTES),
)

__all__ = ["ROUTES"]
