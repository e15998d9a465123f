"""Tasks through a function, in order: in child processes when there are many; what came of them is counted."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, Self, TypeVar

from scraper.cli import complain
from scraper.errors import NothingFound
from scraper.model import Failure
from scraper.workers import Limits, each


class Named(Protocol):
    """A task that messages can name."""

    @property
    def name(self) -> str:
        """What the task is about."""


Task = TypeVar("Task", bound=Named)
Result = TypeVar("Result")

# Below this many pages the start of the processes (0.3 s) costs more than they save.
FEW = 16
# Without a terminal a line says how far it is so often, in seconds.
EVERY = 30.0


def work(
    function: Callable[[Task], Result | Failure],
    tasks: Iterable[Task],
    *,
    total: int | None,
    jobs: int | None = None,
) -> Iterator[Result | Failure]:
    """Yield what `function` makes of each of the `total` tasks, in order; `None` means that nobody knows how many.

    One task, or a few when `jobs` is not given, are worked on in this process, more of them in child processes.
    """
    if total is not None and (total == 1 or (jobs is None and total < FEW)):
        yield from map(function, tasks)
    else:
        yield from each(function, tasks, jobs=jobs or cores(), name=lambda task: task.name, limits=Limits())


def cores() -> int:
    """Return the number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Tally:
    """What came of `total` pages (`None`: as many as come): sorts results from failures, reports on standard error.

    While in `with`, an interrupt is told with how far it is, whoever is at work then: who makes the results or who
    writes them.
    """

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.count = 0
        self.failures: list[Failure] = []
        self.started = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            complain(f"interrupted after {self._account()}")

    def good(self, results: Iterable[Result | Failure]) -> Iterator[Result]:
        """Yield the results that are no failures; on a terminal, a bar shows how far it is."""
        for result in self.each(results):
            if not isinstance(result, Failure):
                yield result

    def each(self, results: Iterable[Result | Failure]) -> Iterator[Result | Failure]:
        """Yield every result, failures too, and count it; see `good`."""
        with _progress(self.total, self._account) as advance:
            for result in results:
                self.count += 1
                if isinstance(result, Failure):
                    self.failures.append(result)
                yield result
                advance()

    def _account(self) -> str:
        """Return how far it is, and the newest reason why a page has no record."""
        pages = f"{self.count:,} of {self.total:,} pages" if self.total else f"{self.count:,} pages"
        failed = f"; {len(self.failures):,} failed, the last: {self.failures[-1].message}" if self.failures else ""
        return f"{pages}, {self.count / max(time.monotonic() - self.started, 0.001):,.0f} a second{failed}"

    def report(self) -> int:
        """Name what failed and, for several pages, say how fast it went; return the exit code."""
        for failure in self.failures:
            complain(f"{failure.source}: {failure.message}")
        if self.total != 1:
            seconds = time.monotonic() - self.started
            good, failed = self.count - len(self.failures), len(self.failures)
            rate = f"{self.count / seconds:,.0f} pages/s"
            complain(f"{self.count:,} pages, {good:,} good, {failed:,} failed, {seconds:.1f} s, {rate}")
        return self.exit_code()

    def exit_code(self) -> int:
        """Return 0 when nothing failed; the failures' own code when all failed with the same; else 1."""
        if not self.count:
            return NothingFound.exit_code
        codes = {failure.exit_code for failure in self.failures}
        if len(self.failures) == self.count and len(codes) == 1:
            return codes.pop()
        return 1 if codes else 0


@contextmanager
def _progress(total: int | None, account: Callable[[], str]) -> Iterator[Callable[[], None]]:
    """Give a function to call after each page.

    On a terminal it moves a bar, unless the data is printed there too; else it prints the `account` now and then.
    """
    if total == 1 or (sys.stderr.isatty() and sys.stdout.isatty()):
        yield lambda: None
        return
    if not sys.stderr.isatty():
        yield _Lines(account).advance
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(bar_width=None), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("pages", total=total)
        yield lambda: bar.advance(task)


class _Lines:
    """Prints a line about how far it is every so many seconds."""

    def __init__(self, account: Callable[[], str]) -> None:
        self._account = account
        self._last = time.monotonic()

    def advance(self) -> None:
        """Print the line if it is time."""
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            complain(self._account())
