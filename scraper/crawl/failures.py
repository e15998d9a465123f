"""What a failed fetch means for its address: ended, or asked again and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from scraper.errors import BadStatus, FetchError, RobotsForbidden

# Asked again in the same run after these seconds, then in later runs after these hours; then it is given up.
SOON = (1.0, 4.0)
_LATER_HOURS = (1.0, 6.0, 24.0, 72.0, 168.0)
# A server that asks for a longer pause than this is asked in a later run.
_LONGEST_PAUSE = 60.0

_GONE = frozenset({404, 410})
_PASSING_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})
_PASSING_CODES = frozenset({"timeout", "unreachable", "broken_answer"})
# Refused today, perhaps not next week.
_REFUSED_STATUS = frozenset({401, 402, 403, 451})


class Failing(NamedTuple):
    """How an address stands after a failure; `pause` in seconds until it is asked again, `None` when it never is."""

    outcome: str
    reason: str
    pause: float | None

    @property
    def is_soon(self) -> bool:
        """Whether it is asked again in this run."""
        return self.pause is not None and self.pause <= _LONGEST_PAUSE


def failing(error: FetchError, tries: int) -> Failing:
    """Return what failure number `tries` (from 1) of an address means."""
    status = error.status if isinstance(error, BadStatus) else None
    reason = error.message
    if status in _GONE:
        return Failing("not_found", reason, None)
    if isinstance(error, RobotsForbidden) and "forbids this address" in reason:
        return Failing("forbidden", reason, None)
    is_passing = status in _PASSING_STATUS or error.code in _PASSING_CODES or isinstance(error, RobotsForbidden)
    if is_passing:
        asked = error.retry_after if isinstance(error, BadStatus) else None
        return Failing("failed", reason, _pause(tries, asked))
    if error.code == "blocked" or status in _REFUSED_STATUS:
        return Failing("blocked", reason, _LATER_HOURS[-1] * 3600 if tries < 3 else None)
    if error.code == "not_a_page":
        return Failing("not_a_page", reason, None)
    return Failing("failed", reason, None)


def _pause(tries: int, asked: float | None) -> float | None:
    if tries <= len(SOON):
        return max(SOON[tries - 1], asked or 0.0)
    later = tries - len(SOON) - 1
    return max(_LATER_HOURS[later] * 3600, asked or 0.0) if later < len(_LATER_HOURS) else None


def due(pause: float, at: datetime) -> datetime:
    """Return the time after a pause, to the second."""
    return (at + timedelta(seconds=pause + 0.999)).replace(microsecond=0)
