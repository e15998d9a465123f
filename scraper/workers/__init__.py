"""Work done in child processes under limits of time and memory, with outcomes in the order of the tasks."""

from __future__ import annotations

from scraper.workers.child import collect_less
from scraper.workers.crew import Crew, Limits, each

__all__ = [
    "Crew",
    "Limits",
    "collect_less",
    "each",
]
