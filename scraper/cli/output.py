"""Where a verb's data goes: standard output or a file, always UTF-8."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from scraper.batch import Input
from scraper.errors import UsageError


@contextmanager
def open_output(path: str | None, *, pages: Sequence[Input] = ()) -> Iterator[Callable[[str], None]]:
    """Give a function that writes text to the file `path`, or to standard output.

    The file is opened at the first write, so that a run that prints nothing leaves an old file alone. Raises
    `UsageError` when the file is one of the `pages`, or can't be opened.
    """
    if path is None:
        yield lambda text: _write(sys.stdout.buffer, text)
        return
    if Path(path).exists() and any(page.path and Path(path).samefile(page.path) for page in pages):
        raise UsageError(f"{path}: is one of the pages to read; write somewhere else")
    with ExitStack() as stack:
        files: list[BinaryIO] = []

        def write(text: str) -> None:
            if not files:
                files.append(stack.enter_context(_open(path)))
            _write(files[0], text)

        yield write


def _open(path: str) -> BinaryIO:
    try:
        return Path(path).open("wb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error


def _write(file: BinaryIO, text: str) -> None:
    file.write(text.encode())
