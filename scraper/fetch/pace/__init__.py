"""How fast hosts may be asked: the delay of each, many pages side by side, when asking again may help."""

from __future__ import annotations

from scraper.fetch.pace.polite import Courtesy, Speed, Turn, host_name, host_of, of_host
from scraper.fetch.pace.pool import Outcome, PoolLimits, fetch_many
from scraper.fetch.pace.retry import backoff, retry_after, wait_before_repeat
from scraper.fetch.pace.stream import Stream

__all__ = [
    "Courtesy",
    "Outcome",
    "PoolLimits",
    "Speed",
    "Stream",
    "Turn",
    "backoff",
    "fetch_many",
    "host_name",
    "host_of",
    "of_host",
    "retry_after",
    "wait_before_repeat",
]
