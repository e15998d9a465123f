"""When asking again may help, and how long to wait before."""

from __future__ import annotations

import random
from datetime import datetime
from email.utils import parsedate_to_datetime

from scraper.fetch.limits import Limits
from scraper.model import Response

# Busy, or a gateway that lost its server for a moment; a 500 is the page's own fault and stays.
_PASSING = frozenset({429, 502, 503, 504})


def retry_after(response: Response) -> float | None:
    """Return the wait in seconds that the server asks for, by a number or by a date; `None` when it names none.

    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    told = (response.header("retry-after") or "").strip()
    if told.isdecimal() and told.isascii():
        return float(told[:9])
    until = _date(told)
    now = response.fetched_at
    if now is None or until is None:
        return None
    return max(0.0, (until - _server_now(response, now)).total_seconds())


def _server_now(response: Response, ours: datetime) -> datetime:
    """Return the time by the server's own clock, which its Retry-After date goes by; ours when it tells none."""
    return _date(response.header("date") or "") or ours


def _date(told: str) -> datetime | None:
    """Return the date with its zone; `None` for what is none, or none that Python can hold."""
    try:
        found = parsedate_to_datetime(told)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else None


def wait_before_repeat(response: Response, attempt: int, limits: Limits) -> float | None:
    """Return the seconds after which the request may be repeated, `None` when the answer stands."""
    if response.status not in _PASSING:
        return None
    asked = retry_after(response)
    if asked is None:
        return backoff(attempt, limits)
    return asked if asked <= limits.retry_after else None


def backoff(attempt: int, limits: Limits) -> float:
    """Return the wait after failed attempt number `attempt` (from 1): doubling, with jitter so that many don't meet."""
    jitter = random.uniform(0.5, 1.0)  # noqa: S311  # not for secrets
    return min(limits.backoff * 2.0 ** (attempt - 1) * jitter, limits.retry_after)
