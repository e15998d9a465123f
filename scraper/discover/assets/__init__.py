"""A page or a style sheet in, the addresses of the pictures and style sheets that it asks for out."""

from __future__ import annotations

from scraper.discover.assets.addresses import Assets, page_assets, sheet_assets

__all__ = ["Assets", "page_assets", "sheet_assets"]
