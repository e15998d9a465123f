"""Requests of programs in, JSON out: search, stories, versions, the record of a page that is sent; health, metrics."""

from __future__ import annotations

from scraper.web.api.health import ROUTES as HEALTH
from scraper.web.api.routes import ROUTES as API

ROUTES = (*HEALTH, *API)

__all__ = ["ROUTES"]
