"""Articles in, clusters of near-duplicates out."""

from __future__ import annotations

from scraper.store.copies.clusters import cluster_signed, copies, sign_some
from scraper.store.copies.resemblance import resemblance, shingles

__all__ = [
    "cluster_signed",
    "copies",
    "resemblance",
    "shingles",
    "sign_some",
]
