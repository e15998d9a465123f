"""The page + expectation pairs in `fixtures/`: one loader for every test that reads them."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tests.places import FIXTURES

FOLDER = FIXTURES
PAGE_NAMES = ("page.html", "page.txt")
KEYS = frozenset({"url", "captured_at", "record", "not_in_body", "xfail"})


class FixtureError(Exception):
    """A folder of `fixtures/` is not a whole pair; the message names it."""


class Fixture(NamedTuple):
    """One page as bytes, how it was captured, and what its record must show.

    `xfail` says what the extractor still gets wrong on it; the test fails when that is no longer true.
    """

    name: str
    content: bytes
    url: str | None
    captured_at: datetime | None
    record: Mapping[str, Any]
    not_in_body: tuple[str, ...]
    xfail: str | None


def load(folder: Path) -> Fixture:
    """Return the pair in `folder`; raises `FixtureError` when the page or the expectation is missing or odd."""
    pages = [folder / name for name in PAGE_NAMES if (folder / name).is_file()]
    if len(pages) != 1:
        raise FixtureError(f"{folder.name}: {len(pages)} of {' or '.join(PAGE_NAMES)}, expected one")
    try:
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FixtureError(f"{folder.name}: expected.json: {error}") from error
    unknown = sorted(expected.keys() - KEYS)
    if unknown:
        raise FixtureError(f"{folder.name}: unknown key {unknown[0]!r}")
    if not expected.get("record"):
        raise FixtureError(f"{folder.name}: expects nothing of the record")
    captured_at = expected.get("captured_at")
    return Fixture(
        folder.name,
        pages[0].read_bytes(),
        expected.get("url"),
        datetime.fromisoformat(captured_at) if captured_at else None,
        expected["record"],
        tuple(expected.get("not_in_body", ())),
        expected.get("xfail"),
    )


def fixture_folders(root: Path = FOLDER) -> list[Path]:
    """Return every entry of `root` in order, stray files too, so that an orphan can't hide."""
    return sorted(root.iterdir()) if root.is_dir() else []


def mismatches(expected: object, actual: object, path: str = "record") -> Iterator[str]:
    """Yield a line for each place where `actual` is not what `expected` asks.

    Objects match on the keys given, arrays in full length and item by item, everything else exactly.
    """
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            if key in actual:
                yield from mismatches(value, actual[key], f"{path}.{key}")
            else:
                yield f"{path}.{key}: missing, expected {value!r}"
    elif isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            yield f"{path}: {len(actual)} items, expected {len(expected)}: {actual!r}"
        else:
            for number, (one, other) in enumerate(zip(expected, actual, strict=True)):
                yield from mismatches(one, other, f"{path}[{number}]")
    elif type(expected) is not type(actual) or expected != actual:
        yield f"{path}: {actual!r}, expected {expected!r}"
