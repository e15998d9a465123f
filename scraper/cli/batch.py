"""Pages through a function, in order: fetched here, worked on in child processes when there are many, and counted."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from scraper.cli import complain
from scraper.cli.sources import is_address
from scraper.model import Failure
from scraper.pipeline import Input, fetched
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


def fetch_all(pages: Iterable[Input], *, allow_private_hosts: Sequence[str] = ()) -> Iterator[Input]:
    """Yield the pages, those that are addresses with what was fetched from there, one after the other."""
    for page in pages:
        yield fetched(page, allow_private_hosts=allow_private_hosts) if is_address(page.name) else page


def work(
    function: Callable[[Task], Result | Failure], tasks: Iterable[Task], *, total: int, jobs: int | None = None
) -> Iterator[Result | Failure]:
    """Yield what `function` makes of each of the `total` tasks, in order.

    One task, or a few when `jobs` is not given, are worked on in this process, more of them in child processes.
    """
    if total == 1 or (jobs is None and total < FEW):
        yield from map(function, tasks)
    else:
        yield from each(function, tasks, jobs=jobs or cores(), name=lambda task: task.name, limits=Limits())


def cores() -> int:
    """Return the number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Tally:
    """What came of `total` pages: sorts results from failures, and reports on standard error."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.failures: list[Failure] = []
        self.started = time.monotonic()

    def good(self, results: Iterator[Result | Failure]) -> Iterator[Result]:
        """Yield the results that are no failures; on a terminal, a bar shows how far it is."""
        with _progress(self.total) as advance:
            for result in results:
                if isinstance(result, Failure):
                    self.failures.append(result)
                else:
                    yield result
                advance()

    def report(self) -> int:
        """Name what failed and, for several pages, say how fast it went; return the exit code."""
        for failure in self.failures:
            complain(f"{failure.source}: {failure.message}")
        if self.total > 1:
            seconds = time.monotonic() - self.started
            good = self.total - len(self.failures)
            rate = f"{self.total / seconds:,.0f} pages/s"
            complain(f"{self.total:,} pages, {good:,} good, {len(self.failures):,} failed, {seconds:.1f} s, {rate}")
        return self.exit_code()

    def exit_code(self) -> int:
        """Return 0 when nothing failed; the failures' own code when all failed with the same; else 1."""
        codes = {failure.exit_code for failure in self.failures}
        if len(self.failures) == self.total and len(codes) == 1:
            return codes.pop()
        return 1 if codes else 0


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Give a function to call after each page: on a terminal it moves a bar, unless the data is printed there too."""
    if total < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(bar_width=None), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("pages", total=total)
        yield lambda: bar.advance(task)
