"""A site that stops to answer in the middle of a run: it is left alone, asked now and then, and then gone on with."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from scraper.crawl.site.failures import PASSING_STATUS
from scraper.errors import BadStatus, FetchError, FetchTimeout, Unreachable

logger = logging.getLogger(__name__)

# A run waits so many seconds for a site to come back, before it goes on without it.
PATIENCE = 1800.0
# Between two questions to a site that is out, in seconds: doubling.
_FIRST_GAP = 5.0
_LONGEST_GAP = 60.0
# Two connections in a row that come to nothing, or four answers that the server can't answer.
_ENOUGH = 4


class Outage:
    """Whether a site answers; `patience` seconds are waited for it, by `clock`."""

    def __init__(self, site: str, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic) -> None:
        self._site = site
        self._patience = patience
        self._clock = clock
        self._in_a_row = 0
        self._since: float | None = None
        self._gap = min(_FIRST_GAP, patience / 4)
        self.next_at = 0.0
        # Nobody waits for a site that has never answered.
        self.has_answered = False

    @property
    def is_on(self) -> bool:
        """Whether the site is out."""
        return self._since is not None

    @property
    def is_due(self) -> bool:
        """Whether it is to be asked whether it is back."""
        return self.is_on and self._clock() >= self.next_at

    def answered(self) -> None:
        """Note that the site answered, whatever it said."""
        self.has_answered = True
        self._in_a_row = 0
        if self._since is not None:
            logger.warning("%s answers again, after %.0f s", self._site, self._clock() - self._since)
            self._since = None
            self._gap = min(_FIRST_GAP, self._patience / 4)

    def failed(self, error: FetchError) -> bool:
        """Note a failure, and return whether it is one of the site, not of the address."""
        self._in_a_row += _weight(error)
        if not self.has_answered or not _weight(error) or self._in_a_row < _ENOUGH:
            return False
        if self._since is None:
            self._since = self.next_at = self._clock()
            logger.warning("%s does not answer any more (%s); the run waits for it", self._site, error.message)
        return True

    def asked(self) -> None:
        """Note that the site is asked whether it is back."""
        self.next_at = self._clock() + self._gap
        self._gap = min(2 * self._gap, _LONGEST_GAP)

    def still_out(self, error: FetchError) -> str | None:
        """Note that it is not, and return why nothing more is asked of it once it has been waited for long enough."""
        waited = 0.0 if self._since is None else self._clock() - self._since
        if waited >= self._patience:
            return f"it has not answered for {waited:.0f} s ({error.message})"
        logger.warning(
            "%s is still out after %.0f s (%s); asked again in %.0f s",
            self._site, waited, error.message, max(0.0, self.next_at - self._clock()),
        )  # fmt: skip
        return None


def _weight(error: FetchError) -> int:
    if isinstance(error, Unreachable | FetchTimeout):
        return 2
    return int(isinstance(error, BadStatus) and error.status in PASSING_STATUS)
