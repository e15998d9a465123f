"""Points in time as every room takes them: in UTC, or none."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(moment: datetime | None) -> datetime | None:
    """Return the moment in UTC; `None` also for one that UTC has no year for, as 0001-01-01 in Seoul.

    >>> in_utc(datetime.fromisoformat("0001-01-01T00:00:00+09:00"))
    """
    try:
        return moment and moment.astimezone(UTC)
    except OverflowError:
        return None
