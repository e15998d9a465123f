"""Which stored stories are asked again in an update: recent ones, and more often those that changed before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from scraper.store.frontier import Entry

# This share of a site's stories is asked again, the newest, but a few and not too many.
SHARE = 0.1
FEW = 15
MOST = 200
# Where a server answers most of these with "not modified", asking costs little, and more are asked.
ENOUGH_UNMODIFIED = 0.8
# Visits without a change until a story is asked more rarely, and the longest interval.
_PATIENT_VISITS = 3
_LONGEST = timedelta(days=30)


def interval(visits: int, changes: int) -> timedelta:
    """Return how long a story is left alone that was seen `visits` times and had changed `changes` times.

    >>> interval(2, 0), interval(5, 0), interval(5, 2)
    (datetime.timedelta(0), datetime.timedelta(days=2), datetime.timedelta(0))
    """
    if visits <= _PATIENT_VISITS or changes * 4 >= visits:
        return timedelta(0)
    return min(_LONGEST, timedelta(days=2 ** min(visits - _PATIENT_VISITS - 1, 10)))


def choose(
    newest: Sequence[Entry], total: int, at: datetime, resent_at: datetime | None = None
) -> tuple[list[Entry], list[Entry]]:
    """Return which of the newest of `total` stories are asked again at the time `at`.

    The first come in any case; the second only if the server has answered most of the first with "not modified", and
    only those seen after `resent_at`, when it had sent unchanged stories whole: it would send older ones whole, too.
    Times are to the second, and what was seen in that very one may be of before.
    """
    due = [one for one in newest if one.fetched_at is None or at - one.fetched_at >= interval(one.visits, one.changes)]
    first = due[: min(MOST, max(FEW, int(total * SHARE)))]
    second = [one for one in due[len(first) : MOST] if one.etag or one.last_modified]
    return first, [one for one in second if not resent_at or (one.fetched_at and one.fetched_at > resent_at)]
