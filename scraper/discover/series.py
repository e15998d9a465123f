"""The pages of a list, walked from the newest on: which to ask for next, after what the last one showed.

Page follows page. Only where sitemaps and feeds had named all that a page shows, the steps double, and what was jumped
over is walked once a later page shows more than they had.
"""

from __future__ import annotations

from typing import NamedTuple

# Pages that show nothing unnamed before the steps grow, and before the list is left.
PATIENCE = 2
MOST_NAMED = 8
# Pages without anything new, because another list is ahead, before this one is left to it.
MOST_TRAILING = 30


class Step(NamedTuple):
    """Where a walk stands: the page, how far it jumped to it, how many pages before it showed nothing new.

    `is_closing` says that the list's end was overshot; a step of 0 is a page that was jumped over.
    """

    page: int
    size: int = 1
    barren: int = 0
    is_closing: bool = False


class Seen(NamedTuple):
    """What a page showed.

    Whether it was there (a repetition of the page before is not), whether any story on it was new, whether sitemaps and
    feeds had named them all, and the highest page that it links to.
    """

    is_there: bool
    is_new: bool = False
    is_named: bool = False
    last: int = 0


def following(step: Step, seen: Seen, *, is_update: bool) -> list[Step]:
    """Return the pages to ask for next; an update ends at the first page without anything new.

    >>> following(Step(1), Seen(True, is_new=True, last=9), is_update=False)
    [Step(page=2, size=1, barren=0, is_closing=False)]
    >>> following(Step(9, 4, 3), Seen(True, is_new=True, last=12), is_update=False)[0].page
    6
    """
    if step.size == 0:
        return []
    if not seen.is_there:
        return _back(step)
    barren = 0 if seen.is_new else step.barren + 1
    if is_update and barren:
        return []
    if not seen.is_named:
        jumped = [Step(page, 0) for page in range(step.page - step.size + 1, step.page)]
        goes_on = seen.last > step.page and barren <= MOST_TRAILING
        return jumped + ([Step(step.page + 1, 1, barren)] if goes_on else [])
    if step.is_closing:
        half = step.size // 2
        return [Step(step.page + half, half, barren, is_closing=True)] if half else []
    if seen.last <= step.page or barren > MOST_NAMED:
        return []
    size = step.size if barren <= PATIENCE else 2 * step.size
    return [Step(step.page + size, size, barren)]


def _back(step: Step) -> list[Step]:
    """Return the page half the way back, when the jump went past the list's end."""
    half = step.size // 2
    if half == 0:
        return []
    return [Step(step.page - step.size + half, half, step.barren, is_closing=True)]
