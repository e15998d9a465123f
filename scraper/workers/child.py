"""The child's side of work in child processes: what it does, and what it may take."""

from __future__ import annotations

import gc
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

MIB = 1 << 20
# Address space of a process with the parsers imported, where the system does not tell (Linux: 250 MiB).
ASSUMED_BASE_MIB = 512
# Objects made before the youngest are looked through: about a page's.
_COLLECT_AFTER = 20_000
_STARTING = threading.Lock()


def collect_less() -> None:
    """Have this process look for garbage less often: for programs that make many short-lived objects, and few circles.

    What is imported stays: looking through it again and again costs a twentieth of a page's time.
    """
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 20)


@contextmanager
def blank_main() -> Iterator[None]:
    """Hide the main program while a process starts: the child would run it anew, and needs nothing of it."""
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def how_it_ended(exit_code: int | None) -> str:
    """Return in words why a process is gone, by its exit code."""
    if exit_code is not None and exit_code < 0:
        return f"signal {-exit_code} ({signal.strsignal(-exit_code)})"
    return f"exit code {exit_code}"


def work(function: Callable[[Any], Any], connection: Connection, memory_mib: int) -> None:
    """The child's whole life: one result for each task, until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _cap_memory(memory_mib)
    collect_less()
    tasks: queue.SimpleQueue[tuple[Any] | None] = queue.SimpleQueue()
    # Read beside the work: if both sides wrote a large message and nobody read, both would wait for ever.
    threading.Thread(target=_read, args=(connection, tasks), daemon=True).start()
    try:
        connection.send("up")
        while task := tasks.get():
            connection.send(function(*task))
    except ConnectionError:
        return


def _read(connection: Connection, tasks: queue.SimpleQueue[tuple[Any] | None]) -> None:
    """Hand on every task, each in a tuple, then `None` when the parent has hung up."""
    try:
        while True:
            tasks.put((connection.recv(),))
    except (EOFError, OSError):
        tasks.put(None)


def _cap_memory(mib: int) -> None:
    """Let this process grow by `mib` at most; a system without such limits has none."""
    try:
        import resource
    except ImportError:
        return
    try:
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        used = ASSUMED_BASE_MIB * MIB
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + mib * MIB
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
