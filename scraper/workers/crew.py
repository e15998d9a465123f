"""Work in child processes: tasks in, results out in the tasks' order, each under a deadline and a memory cap.

A task that overruns, or takes its process down with it, comes back as a `Failure`; the others go on in a new process.
Function, tasks and results travel between processes, so they must be picklable.
"""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from multiprocessing.connection import wait
from typing import Any, Generic, NamedTuple, TypeVar

from scraper.model import Failure
from scraper.workers.child import blank_main, how_it_ended, work

Task = TypeVar("Task")
Result = TypeVar("Result")

# A worker holds one task more than it works on, so that it never waits for the parent.
TASKS_PER_WORKER = 2
# A process has imported what it needs by then, on the slowest machine.
STARTUP_SECONDS = 60.0
# Results that wait for a slower one before them are held in memory: this many per worker, then no new task is given.
WAITING_PER_WORKER = 64


class Limits(NamedTuple):
    """What one task may take: wall time in seconds, and memory in MiB beyond what the process had when it began."""

    seconds: float = 60.0
    memory_mib: int = 1024


def each(
    function: Callable[[Task], Result], tasks: Iterable[Task], *, jobs: int, name: Callable[[Task], str], limits: Limits
) -> Generator[Result | Failure]:
    """Yield `function(task)` for every task, in the tasks' order, from `jobs` child processes.

    `name` says which source a `Failure` is about. Closing the iterator ends the processes.
    """
    pool = _Pool(function, jobs, name, limits)
    try:
        yield from pool.run(iter(tasks))
    finally:
        pool.close()


class Crew(Generic[Task, Result]):
    """Child processes that work beside their owner: tasks are submitted one by one, results delivered as they come.

    `deliver` is called with each task and its result, from a thread of the crew. `imports` names the modules that
    `function` imports only when it runs: where processes are forked, the first has them for all.
    """

    def __init__(
        self,
        function: Callable[[Task], Result],
        deliver: Callable[[Task, Result | Failure], object],
        *,
        jobs: int,
        name: Callable[[Task], str],
        imports: Sequence[str] = (),
    ) -> None:
        self._function = function
        self._deliver = deliver
        self._name = name
        self._limits = Limits()
        self._imports = imports
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._serve, name="crew", daemon=True) for _ in range(jobs)]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> None:
        """Hand in a task."""
        self._tasks.put(task)

    def close(self) -> None:
        """End the processes once the tasks handed in are done."""
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """A thread's whole life: one process, started again after a task that took it down."""
        worker: _Worker[Task, Result] | None = None
        while (task := self._tasks.get()) is not None:
            if worker is None:
                worker = _Worker(self._function, self._limits, self._imports)
            result = self._result(worker, task)
            if isinstance(result, Failure) and result.code in ("deadline", "crash"):
                worker.end()
                worker = None
            self._deliver(task, result)
        if worker is not None:
            worker.end()

    def _result(self, worker: _Worker[Task, Result], task: Task) -> Result | Failure:
        try:
            worker.give(_Given(0, task))
            while worker.connection.poll(max(0.0, worker.seconds_left())):
                for _, result in worker.receive():
                    return result
        except (EOFError, ConnectionError):
            worker.process.join()
            return Failure(self._name(task), "crash", f"its process ended with {how_it_ended(worker.process.exitcode)}")
        seconds = f"{self._limits.seconds:g}"
        return Failure(self._name(task), "deadline", f"took longer than {seconds} s and was stopped")


class _Given(NamedTuple, Generic[Task]):
    """A task that was given to a worker, with its place in the order."""

    place: int
    task: Task


class _Worker(Generic[Task, Result]):
    """One child process and the tasks it was given, the one it works on first."""

    def __init__(self, function: Callable[[Task], Result], limits: Limits, imports: Sequence[str] = ()) -> None:
        # A forking server gives each child a small clean process at once; where there is none, spawning does.
        methods = multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        context.set_forkserver_preload([getattr(function, "func", function).__module__, *imports])
        self.connection, theirs = multiprocessing.Pipe()
        self.process = context.Process(target=work, args=(function, theirs, limits.memory_mib), daemon=True)
        with blank_main():
            self.process.start()
        theirs.close()
        self.limits = limits
        self.given: deque[_Given[Task]] = deque()
        self.started = time.monotonic()
        self.is_ready = False

    def give(self, given: _Given[Task]) -> None:
        if not self.given:
            self.started = time.monotonic()
        self.given.append(given)
        self.connection.send(given.task)

    def seconds_left(self) -> float:
        """Time until the task at hand is overdue; a process that is still coming up has longer."""
        allowed = self.limits.seconds + (0.0 if self.is_ready else STARTUP_SECONDS)
        return self.started + allowed - time.monotonic()

    def receive(self) -> Iterator[tuple[int, Result]]:
        """Yield the place and the result of the task at hand, or nothing when the news is that the process is up."""
        news = self.connection.recv()
        self.started = time.monotonic()
        if self.is_ready:
            yield self.given.popleft().place, news
        self.is_ready = True

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Pool(Generic[Task, Result]):
    """The workers of one `each`, and the results that came before their turn."""

    def __init__(
        self, function: Callable[[Task], Result], jobs: int, name: Callable[[Task], str], limits: Limits
    ) -> None:
        self.function = function
        self.jobs = jobs
        self.name = name
        self.limits = limits
        self.workers: list[_Worker[Task, Result]] = []
        self.again: deque[_Given[Task]] = deque()
        self.results: dict[int, Result | Failure] = {}

    def run(self, tasks: Iterator[Task]) -> Iterator[Result | Failure]:
        numbered = (_Given(place, task) for place, task in enumerate(tasks))
        turn = 0
        while True:
            self.fill(numbered)
            if not any(worker.given for worker in self.workers):
                return
            self.collect()
            while turn in self.results:
                yield self.results.pop(turn)
                turn += 1

    def fill(self, numbered: Iterator[_Given[Task]]) -> None:
        """Give every worker its tasks, as long as the oldest open one is not too far behind."""
        for load in range(TASKS_PER_WORKER):
            for number in range(self.jobs):
                if number < len(self.workers) and len(self.workers[number].given) > load:
                    continue
                if not self.again and len(self.results) >= WAITING_PER_WORKER * self.jobs:
                    return
                given = self.again.popleft() if self.again else next(numbered, None)
                if given is None:
                    return
                if number >= len(self.workers):
                    self.workers.append(_Worker(self.function, self.limits))
                    number = len(self.workers) - 1  # noqa: PLW2901 -- workers come up one by one
                self.give(self.workers[number], given)

    def give(self, worker: _Worker[Task, Result], given: _Given[Task]) -> None:
        try:
            worker.give(given)
        except ConnectionError:
            # The process is gone: `collect` blames the task it was on; one that died idle has harmed nobody.
            if worker.is_ready and len(worker.given) == 1:
                self.again.append(given)
                self.workers.remove(worker)
                worker.end()

    def collect(self) -> None:
        """Wait for at least one result or one overdue task, and take all that are there."""
        busy = [worker for worker in self.workers if worker.given]
        timeout = max(0.0, min(worker.seconds_left() for worker in busy))
        ready = wait([worker.connection for worker in busy], timeout)
        for worker in busy:
            if worker.connection in ready:
                self.take(worker)
            elif worker.seconds_left() <= 0:
                seconds = f"{self.limits.seconds:g}"
                self.fail(worker, "deadline", f"took longer than {seconds} s and was stopped")

    def take(self, worker: _Worker[Task, Result]) -> None:
        try:
            self.results.update(worker.receive())
        except (EOFError, ConnectionError):
            worker.process.join()
            self.fail(worker, "crash", f"its process ended with {how_it_ended(worker.process.exitcode)}")

    def fail(self, worker: _Worker[Task, Result], code: str, message: str) -> None:
        """The task at hand fails; what else the worker was given goes to others."""
        culprit, *rest = worker.given
        self.results[culprit.place] = Failure(self.name(culprit.task), code, message)
        self.again.extend(rest)
        self.workers.remove(worker)
        worker.end()

    def close(self) -> None:
        for worker in self.workers:
            worker.end()
