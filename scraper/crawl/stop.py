"""Ctrl-C as a wish that is asked about, so that it never comes in the middle of a transaction; the second one ends."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any


class Stop:
    """While in `with`, notes an interrupt; `is_asked` says that there was one."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._before: Any = None

    @property
    def is_asked(self) -> bool:
        """Whether the run is to end."""
        return self._asked.is_set()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until the run is to end."""
        self._asked.wait(seconds)

    def __enter__(self) -> None:
        # Only the main thread can take signals; elsewhere there is nobody to interrupt.
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._note)

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self._asked.set()
