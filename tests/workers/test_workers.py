"""Child processes: results in order, a task that overruns, eats memory or dies fails alone, nothing is left running."""

import multiprocessing
import os
import signal
import time
from itertools import count, islice

import pytest

from scraper.model import Failure
from scraper.workers.crew import Limits, each

LIMITS = Limits(seconds=30, memory_mib=256)


def act(task: str) -> str | int:
    """What a child does: the first word says what, the second how much of it."""
    verb, _, amount = task.partition(" ")
    if verb == "sleep":
        time.sleep(float(amount))
    elif verb == "die":
        os.kill(os.getpid(), getattr(signal, amount))
    elif verb == "exit":
        os._exit(int(amount))
    elif verb == "allocate":
        try:
            return len(bytearray(int(amount) << 20))
        except MemoryError:
            return -1
    elif verb == "echo":
        return "x" * int(amount)
    return task


def run(tasks: list[str], *, jobs: int = 2, limits: Limits = LIMITS) -> list[str | int | Failure]:
    return list(each(act, tasks, jobs=jobs, name=lambda task: f"<{task}>", limits=limits))


def test_results_come_in_the_order_of_the_tasks() -> None:
    tasks = ["sleep 0.3", *(f"task {number}" for number in range(300))]
    assert run(tasks, jobs=3) == tasks


def test_no_tasks() -> None:
    assert run([]) == []


@pytest.mark.parametrize(
    ("task", "code", "message"),
    [
        ("sleep 60", "deadline", "took longer than 1.5 s and was stopped"),
        ("die SIGSEGV", "crash", f"its process ended with signal 11 ({signal.strsignal(11)})"),
        ("die SIGKILL", "crash", f"its process ended with signal 9 ({signal.strsignal(9)})"),
        ("exit 7", "crash", "its process ended with exit code 7"),
    ],
)
def test_a_bad_task_fails_alone(task: str, code: str, message: str) -> None:
    tasks = ["a", "b", task, "c", "d", "e"]
    results = run(tasks, limits=Limits(seconds=1.5))
    assert results == ["a", "b", Failure(f"<{task}>", code, message), "c", "d", "e"]


def test_more_bad_tasks_than_workers() -> None:
    tasks = ["exit 1"] * 5 + ["a"]
    results = run(tasks)
    assert [isinstance(result, Failure) for result in results] == [True] * 5 + [False]


def test_memory_is_capped() -> None:
    assert run(["allocate 16", "allocate 100000", "allocate 16"], jobs=1) == [16 << 20, -1, 16 << 20]


def test_large_messages_in_both_directions_do_not_block() -> None:
    large = "y" * 3_000_000
    results = run([f"echo {3_000_000}", large, f"echo {3_000_000}", large], jobs=1)
    assert [len(str(result)) for result in results] == [3_000_000] * 4


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = count()
    results = each(act, (f"task {next(taken)}" for _ in range(1_000_000)), jobs=2, name=str, limits=LIMITS)
    assert list(islice(results, 3)) == ["task 0", "task 1", "task 2"]
    results.close()
    assert next(taken) < 1000


def test_closing_leaves_no_process() -> None:
    before = set(multiprocessing.active_children())
    results = each(act, ["a", "sleep 60", "sleep 60"], jobs=2, name=str, limits=LIMITS)
    assert next(results) == "a"
    assert len(set(multiprocessing.active_children()) - before) == 2
    results.close()
    assert set(multiprocessing.active_children()) <= before
