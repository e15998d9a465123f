"""One writer at a time, across threads and processes: a lock on a file, let go by the system when a process dies."""

from __future__ import annotations

import json
import os
import platform
import threading
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scraper.errors import ArchiveBusy

try:
    fcntl: Any = import_module("fcntl")
except ImportError:  # Windows
    fcntl = None

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
# Windows locks bytes and not files: one that nobody reads.
_FAR = 1 << 30

# The children of a process that was killed hold its files for a moment, in seconds.
_LAST_BREATH = 10.0


class Claim:
    """Holds an archive for one run for `with`: a second one learns at once who has it. Let go when the process dies.

    Raises `ArchiveBusy` that names host, process and time.
    """

    def __init__(self, path: Path, verb: str) -> None:
        self._path = path
        self._told = {"verb": verb, "host": platform.node(), "process": os.getpid(), "since": _now()}
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._descriptor = os.open(self._path, _FLAGS, 0o666)
        try:
            self._take()
        except BaseException:
            os.close(self._descriptor)
            raise
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, json.dumps(self._told).encode(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    def _take(self) -> None:
        until = time.monotonic() + _LAST_BREATH
        while True:
            try:
                _lock_now(self._descriptor)
            except OSError as error:
                told = os.pread(self._descriptor, 4096, 0)
                if not _is_dead(told) or time.monotonic() > until:
                    reason = f"{self._path.parent}: {_holder(told)}; wait until it has ended, or end it first"
                    raise ArchiveBusy(reason) from error
                time.sleep(0.1)
            else:
                return


def _is_dead(text: bytes) -> bool:
    """Whether the holder was a process of this host that is no more: only its children still have the file open."""
    try:
        told = json.loads(text)
        os.kill(told["process"], 0)
    except ProcessLookupError:
        return bool(told["host"] == platform.node())
    except (ValueError, KeyError, TypeError, OSError):
        return False
    return False


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def _holder(text: bytes) -> str:
    try:
        told = json.loads(text)
        return f"a {told['verb']} runs here (host {told['host']}, process {told['process']}, since {told['since']})"
    except (ValueError, KeyError, TypeError):
        return "another run works here"


def _lock_now(descriptor: int) -> None:
    """Lock the file, or raise `OSError` when somebody else has it."""
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    msvcrt: Any = import_module("msvcrt")
    os.lseek(descriptor, _FAR, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)


def _lock(descriptor: int) -> None:
    """Lock the file, and wait as long as somebody else has it."""
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return
    while True:
        try:
            _lock_now(descriptor)
        except OSError:
            time.sleep(0.05)
        else:
            return


class FileLock:
    """A lock for `with`; the same holder may take it again. Waiting is fair enough: the system queues the waiters."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread_lock = threading.RLock()
        self._depth = 0
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._thread_lock.acquire()
        try:
            if self._depth == 0:
                self._descriptor = os.open(self._path, _FLAGS, 0o666)
                _lock(self._descriptor)
        except BaseException:
            self._close()
            self._thread_lock.release()
            raise
        self._depth += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._close()
        self._thread_lock.release()

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
