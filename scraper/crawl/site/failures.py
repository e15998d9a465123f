"""What a failed fetch means for its address: ended, or asked again and when."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import NamedTuple

from scraper.errors import BadStatus, FetchError, ForbiddenAddress, RobotsForbidden, TLSFailure

# Asked again in the same run after these seconds, then in later runs after these hours; then it is given up.
SOON = (1.0, 4.0)
_LATER_HOURS = (1.0, 6.0, 24.0, 72.0, 168.0)
# What a site refused is asked again on another day; then ever more rarely.
_REFUSED_HOURS = (20.0, 72.0, 168.0, 168.0, 168.0)
# A server that asks for a longer pause than this is asked in a later run.
LONGEST_PAUSE = 60.0
# Whatever pause a server asks for, it is asked again after a month.
_LONGEST_WAIT = 30 * 86_400.0
# Asked again when the cause may be gone: another option, another day, or because the user says so.
UNTIL_ANOTHER_CHANCE = math.inf

_GONE = frozenset({404, 410})
PASSING_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})
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
        return self.pause is not None and self.pause <= LONGEST_PAUSE


def failing(error: FetchError, tries: int) -> Failing:
    """Return what failure number `tries` (from 1) of an address means."""
    status = error.status if isinstance(error, BadStatus) else None
    reason = error.message
    if status in _GONE:
        return Failing("not_found", reason, None)
    if isinstance(error, RobotsForbidden):
        # What robots.txt forbids by its rules stays so; what it forbids for now does not.
        is_rule = "forbids this address" in reason
        return Failing("forbidden", reason, None if is_rule else UNTIL_ANOTHER_CHANCE)
    if isinstance(error, ForbiddenAddress | TLSFailure):
        return Failing("failed", reason, UNTIL_ANOTHER_CHANCE)
    if status in PASSING_STATUS or error.code in _PASSING_CODES:
        asked = error.retry_after if isinstance(error, BadStatus) else None
        return Failing("failed", reason, _pause(tries, asked))
    if error.code == "blocked" or status in _REFUSED_STATUS:
        hours = _REFUSED_HOURS[min(tries, len(_REFUSED_HOURS)) - 1]
        return Failing("blocked", reason, hours * 3600)
    if error.code == "not_a_page":
        return Failing("not_a_page", reason, None)
    return Failing("failed", reason, None)


def _pause(tries: int, asked: float | None) -> float | None:
    asked = min(asked or 0.0, _LONGEST_WAIT)
    if tries <= len(SOON):
        return max(SOON[tries - 1], asked)
    later = tries - len(SOON) - 1
    return max(_LATER_HOURS[later] * 3600, asked) if later < len(_LATER_HOURS) else None


def due(pause: float, at: datetime) -> datetime | None:
    """Return the time after a pause, to the second; `None` when no time is set."""
    return None if pause == UNTIL_ANOTHER_CHANCE else (at + timedelta(seconds=pause + 0.999)).replace(microsecond=0)
